"""The generator contract: what the graphs of a bundle take and give, by name.

A bundle is a folder with a `manifest.toml` and up to three ONNX graphs, FP32, static shapes,
batch 1, NCHW, opset 18, RGB in [-1, 1]. S is the side of the crop, F that of the flow. All of it
is checked when a bundle is opened (`engines.conformance`).

| graph    | takes, by name, any subset                     | gives                        |
|----------|------------------------------------------------|------------------------------|
| `target` | `image`, `landmarks`                           | `state_*`, once per portrait |
| `driver` | `image`, `landmarks` of the driver's crop      | `code`, per frame            |
| `render` | the `state_*`, and any of `RENDER_INPUTS`      | `rgb`, `alpha`, maybe `flow` |

A code may have any shape. The render graph takes its change since the driver's rest; or, where the
manifest says that `code` is absolute, that change laid onto the code of the portrait itself, so
that rest is the portrait in either case. Anything else of the portrait is one of the `state_*`.

Landmarks are in crop units: x right, y down, 0–1 across the crop; z in the same unit,
smaller is nearer. `flow` is backward and in the same units: the output at x shows the
portrait's crop at x + flow(x), channel 0 along x, channel 1 along y; cell centres sit at
(i + ½) / F. `alpha` says where `rgb` must be laid over the portrait warped by `flow`: 0 keeps
the photograph's own pixels, 1 takes the generator's.
"""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

CONTRACT: Final = 2
"""Of what bundles are made by now. 1 is what says nothing of it: such bundles stay open, but for
those that ask for `action_units`, which were fewer then."""

OPSET: Final = 18
STATE_PREFIX: Final = "state_"

Shape = tuple[int | str, ...]

TARGET_INPUTS: Final[dict[str, Shape]] = {
    "image": (1, 3, "S", "S"),
    "landmarks": (1, 478, 3),
}
DRIVER_INPUTS: Final[dict[str, Shape]] = TARGET_INPUTS
DRIVER_OUTPUTS: Final[dict[str, Shape]] = {"code": (1, "...")}
RENDER_INPUTS: Final[dict[str, Shape]] = {
    "landmarks": (1, 478, 3),
    "target_landmarks": (1, 478, 3),
    "action_units": (1, 41),
    "blendshapes": (1, 52),
    "code": (1, "..."),
}
RENDER_OUTPUTS: Final[dict[str, Shape]] = {
    "rgb": (1, 3, "S", "S"),
    "alpha": (1, 1, "S", "S"),
    "flow": (1, 2, "F", "F"),
}
RENDER_REQUIRED: Final = ("rgb", "alpha")

OLD_NAMES: Final = {"source_landmarks": "target_landmarks"}
"""Inputs by their names in older bundles → by those they have now."""

GraphName = Literal["target", "driver", "render"]
PER_FRAME: Final[tuple[GraphName, ...]] = ("render", "driver")
"""Graphs that run in every frame; the target graph runs once per portrait."""

Region = Literal["face", "brows", "eyes", "gaze", "mouth", "jaw"]
"""Of a face: all of it, or what users have a gain for."""


def input_name(name: str) -> str:
    """What a render graph's input is called today; older bundles stay open."""
    return OLD_NAMES.get(name, name)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Skip(_Strict):
    """Nodes whose outcome is not seen while some tensors are all zero; see
    `engines.backends.branches`."""

    nodes: str
    """What their names begin with."""
    unless: tuple[str, ...]
    """The tensors: any value above 0 wants the nodes."""


class Graph(_Strict):
    """One ONNX file of a bundle."""

    file: str = Field(pattern=r"^[\w.-]+\.onnx$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    fp32_ops: tuple[str, ...] = ()
    """Node names that must stay FP32 in an FP16 engine."""
    skips: tuple[Skip, ...] = ()
    """What need not be computed in every frame."""


class DataSet(_Strict):
    """A set of pictures the weights were trained on."""

    name: str
    licence: str
    share: float = Field(ge=0, le=1)
    attribution: str = ""


class Manifest(_Strict):
    """What a bundle is, where it comes from, and how good it was found to be."""

    contract: int = Field(1, ge=1, le=CONTRACT)
    """The contract it keeps to."""
    name: str = Field(pattern=r"^[a-z0-9_-]+$")
    version: str
    method: str
    summary: str = ""
    """One sentence for people who choose among generators."""
    paper: str = ""
    fidelity: Literal["original", "faithful", "adapted"]
    adapted: str = ""
    """In what the method departs from its paper."""
    licence: str
    size: int = Field(ge=64, le=1024)
    crop_scale: float = Field(gt=1, le=4)
    """Side of the crop over the length of the face it is cut around."""
    graphs: dict[GraphName, Graph]
    draws: bool = True
    """Whether `rgb` and `alpha` show anything; if not, only `flow` is ever fetched."""
    code: Literal["relative", "absolute"] = "relative"
    """How the render graph takes the code."""
    code_region: Region = "face"
    """What of the driver's face the code is read off; that region's gain is the code's."""
    data: tuple[DataSet, ...] = ()
    metrics: dict[str, float] = Field(default_factory=dict)
    precision: str = ""
