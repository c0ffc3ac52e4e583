"""Whether a bundle keeps to the contract: names, types and shapes, from the contract's own tables.

So whoever makes a bundle hears what is wrong with it when it is opened, and nobody when it runs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from engines.contract import (
    DRIVER_INPUTS,
    DRIVER_OUTPUTS,
    OPSET,
    RENDER_INPUTS,
    RENDER_OUTPUTS,
    RENDER_REQUIRED,
    STATE_PREFIX,
    TARGET_INPUTS,
    GraphName,
    Manifest,
    Shape,
    input_name,
)
from engines.onnx_header import FLOAT32, Header, Port
from engines.onnx_limits import MOST_VALUES

ANY: Final = "..."
"""Stands in a `Shape` for whatever follows."""

Headers = Mapping[GraphName, Header]


def problems(manifest: Manifest, headers: Headers) -> list[str]:
    """What is not to the contract, each in a few words for people; nothing if all is.

    Args:
        manifest: of the bundle.
        headers: of all its graphs.
    """
    found = [problem for name, header in headers.items() for problem in _form(name, header)]
    return found or [
        *_target(manifest, headers),
        *_driver(manifest, headers),
        *_render(manifest, headers),
    ]


def _form(graph: GraphName, header: Header) -> Iterator[str]:
    """What holds for every tensor of every graph."""
    if header.opset != OPSET:
        yield f"{graph} is of opset {header.opset}, not {OPSET}"
    for name, port in {**header.inputs, **header.outputs}.items():
        if port.type != FLOAT32:
            yield f"{graph}'s {name} is {port.type or 'no tensor'}, not {FLOAT32}"
        elif not port.shape or not all(isinstance(side, int) for side in port.shape):
            yield f"{graph}'s {name} has no fixed shape: {_shown(port.shape)}"
        elif math.prod(side for side in port.shape if isinstance(side, int)) > MOST_VALUES:
            yield f"{graph}'s {name} is too large: {_shown(port.shape)}"


def _target(manifest: Manifest, headers: Headers) -> Iterator[str]:
    target = headers["target"]
    yield from _named("target", "takes", target.inputs, TARGET_INPUTS, manifest)
    for name in target.outputs:
        if not name.startswith(STATE_PREFIX):
            yield f"target gives {name}, whose name does not begin with {STATE_PREFIX}"


def _driver(manifest: Manifest, headers: Headers) -> Iterator[str]:
    asked = headers["render"].inputs.get("code")
    driver = headers.get("driver")
    if driver is None:
        if asked is not None:
            yield "render takes code, and there is no driver graph that gives it"
        return
    yield from _named("driver", "takes", driver.inputs, DRIVER_INPUTS, manifest)
    yield from _named("driver", "gives", driver.outputs, DRIVER_OUTPUTS, manifest)
    given = driver.outputs.get("code")
    if given is None:
        yield "driver gives no code"
    elif asked is None:
        yield "driver gives code, and render does not take it"
    elif given.shape != asked.shape:
        yield f"render takes code of {_shown(asked.shape)}, driver gives {_shown(given.shape)}"


def _render(manifest: Manifest, headers: Headers) -> Iterator[str]:
    render, given = headers["render"], headers["target"].outputs
    others = {}
    for name, port in render.inputs.items():
        if not name.startswith(STATE_PREFIX):
            others[input_name(name)] = port
        elif name not in given:
            yield f"render takes {name}, which target does not give"
        elif given[name].shape != port.shape:
            wanted = _shown(given[name].shape)
            yield f"render takes {name} of {_shown(port.shape)}, target gives {wanted}"
    yield from _named("render", "takes", others, RENDER_INPUTS, manifest)
    yield from _named("render", "gives", render.outputs, RENDER_OUTPUTS, manifest)
    needed = RENDER_REQUIRED if manifest.draws else (*RENDER_REQUIRED, "flow")
    for name in needed:
        if name not in render.outputs:
            yield f"render gives no {name}"


def _named(
    graph: GraphName,
    way: str,
    ports: Mapping[str, Port],
    table: Mapping[str, Shape],
    manifest: Manifest,
) -> Iterator[str]:
    """See that each is in a table of the contract, and has its shape there."""
    for name, port in ports.items():
        if name not in table:
            yield f"{graph} {way} {name}, which the contract does not know"
        elif not fits(port.shape, table[name], manifest.size):
            wanted = tuple(manifest.size if side == "S" else side for side in table[name])
            yield f"{graph} {way} {name} of {_shown(port.shape)}, not {_shown(wanted)}"


def fits(shape: Shape, wanted: Shape, size: int) -> bool:
    """Whether a shape is one of the contract's.

    Args:
        shape: as it is.
        wanted: as the contract has it: "S" is `size`, another name one and the same number.
        size: side of the crop.
    """
    if wanted[-1] == ANY:
        known = len(wanted) - 1
        return len(shape) > known and fits(shape[:known], wanted[:known], size)
    named: dict[int | str, int | str] = {"S": size}
    return len(shape) == len(wanted) and all(
        side == (named.setdefault(meant, side) if isinstance(meant, str) else meant)
        for side, meant in zip(shape, wanted, strict=True)
    )


def _shown(shape: Shape) -> str:
    return f"[{', '.join(map(str, shape))}]"
