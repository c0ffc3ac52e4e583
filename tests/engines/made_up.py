"""Small bundles made by hand, to the contract or against it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import tomli_w
from onnx import parser

from engines.bundle import MANIFEST
from engines.contract import CONTRACT, RENDER_INPUTS
from tests.engines.doubles import HEAD

SIZE = 64
IMAGE = f"float[1,3,{SIZE},{SIZE}]"
ALPHA = f"float[1,1,{SIZE},{SIZE}]"
FACE = f"{IMAGE} image, float[1,478,3] landmarks"
UNITS = RENDER_INPUTS["action_units"][1]

TARGET = f"{HEAD} target ({FACE}) => ({IMAGE} state_image) {{ state_image = Identity (image) }}"

DRIVER = f"""{HEAD} driver ({FACE}) => (float[1,3] code) {{
    axes = Constant <value = int64[2] {{2, 3}}> ()
    code = ReduceMean <keepdims = 0> (image, axes)
}}"""
"""Reads the crop's mean colour, in −1–1."""

RENDER = f"""{HEAD}
render ({IMAGE} state_image, float[1,{UNITS}] action_units, float[1,3] code)
    => ({IMAGE} rgb, {ALPHA} alpha)
{{
    channel = Constant <value = int64[1] {{1}}> ()
    form = Constant <value = int64[4] {{1, 3, 1, 1}}> ()
    zero = Constant <value = float {{0.0}}> ()
    one = Constant <value = float {{1.0}}> ()
    unit = ReduceMean <keepdims = 0> (action_units)
    tint = Reshape (code, form)
    lit = Add (state_image, unit)
    rgb = Add (lit, tint)
    grey = ReduceMean <keepdims = 1> (state_image, channel)
    nothing = Mul (grey, zero)
    alpha = Add (nothing, one)
}}"""
"""Every unit makes the portrait lighter, a code tints it."""

ABSOLUTE = {
    "code": "absolute",
    "target": f"""{HEAD} target ({FACE}) => ({IMAGE} state_image, float[1,3] state_code) {{
        axes = Constant <value = int64[2] {{2, 3}}> ()
        state_code = ReduceMean <keepdims = 0> (image, axes)
        state_image = Identity (image)
    }}""",
    "render": RENDER.replace("float[1,3] code)", "float[1,3] code, float[1,3] state_code)")
    .replace("tint =", "apart = Sub (code, state_code) tint =")
    .replace("Reshape (code, form)", "Reshape (apart, form)"),
}
"""What is other where the render graph wants a code as it is read, and knows the portrait's own."""

FACTS: dict[str, Any] = {
    "contract": CONTRACT,
    "name": "tiny",
    "version": "1",
    "method": "a-method-that-nobody-knows",
    "fidelity": "original",
    "licence": "MIT",
    "size": SIZE,
    "crop_scale": 2.0,
}


def write(
    folder: Path,
    *,
    target: str = TARGET,
    driver: str | None = DRIVER,
    render: str = RENDER,
    **facts: Any,
) -> Path:
    """A bundle whose hashes are right, whatever else is wrong with it.

    Args:
        folder: made.
        target, driver, render: graphs as ONNX's own text.
        facts: of the manifest; None leaves one out.
    """
    folder.mkdir(parents=True)
    graphs = {}
    for name, text in (("target", target), ("driver", driver), ("render", render)):
        if text is not None:
            content = parser.parse_model(text).SerializeToString()
            (folder / f"{name}.onnx").write_bytes(content)
            graphs[name] = {"file": f"{name}.onnx", "sha256": hashlib.sha256(content).hexdigest()}
    whole = {name: fact for name, fact in (FACTS | facts).items() if fact is not None}
    (folder / MANIFEST).write_text(tomli_w.dumps(whole | {"graphs": graphs}), "utf-8")
    return folder
