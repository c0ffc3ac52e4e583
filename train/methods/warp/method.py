"""`warp`: landmark-attention flow with no learned part, the baseline that needs no training.

Every cell x of the crop asks "which nodes am I near?" and moves as they do:

    w_k(x)  = softmax_k( −min(√(‖x − D_k‖² + γ²·wrong_side_k(x)²) / σ_k, 60) )
    flow(x) = Σ_k w_k(x) · [ (S_k − D_k) + B_k (x − D_k) ]

D are the driven nodes and S where they sit in the portrait. Nodes are the 478 landmarks, a
ring of anchors outside the crop that holds the background still, and a few nodes inside the
apertures of eyes and mouth. B_k is the affine change of the node's neighbourhood, fitted to its
mesh neighbours; without it each landmark would drag a rigid plate of skin along.

Apertures are what plain attention gets wrong: where the lids meet, upper and lower skin are
equally near and average into a half-open eye. So every cell knows on which side of each
driven lid and lip it lies, and nodes of the other side count as further away. An eye then
shuts, and a mouth opens without pulling the lower lip into the gap.

Which cells there are is told in `train.methods.warp.cells`.

Zero motion gives a flow of exactly zero. Matmul, gather and softmax only, rank ≤ 4, opset 18.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper, parser

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import canonical_face, mesh_edges
from rtxfer.motion.regions import REGIONS, region_shares
from train.methods.warp.cells import ASKED, WINDOWS, grid_constants, part_sizes
from train.methods.warp.onnx_text import RENDER, TARGET, WINDOW

SIZE: Final = 256
CROP_SCALE: Final = 1.9
FLOW: Final = 128
NEIGHBOURS: Final = 8
FARTHEST: Final = 60.0
"""Reaches from which on a node is no further away. Its weight is e⁻⁶⁰ as it is; beyond that
weights become subnormal numbers, which Intel's processors crawl through."""

LEAST_RUN: Final = 1e-4
"""Crop units between two knots of a margin, at least."""

Array = npt.NDArray[np.float32]
Constants = dict[str, npt.NDArray[Any]]

Ids = npt.NDArray[np.intp]


def _apertures() -> list[tuple[Ids, Ids]]:
    """Upper and lower margin of each aperture, corner to corner: right eye, left eye, mouth."""
    apertures = []
    for (first, last), upper, lower in zip(lm.EYE_CORNERS, lm.EYE_UPPER, lm.EYE_LOWER, strict=True):
        apertures.append((np.r_[first, upper, last], np.r_[first, lower, last]))
    apertures.append((np.r_[78, lm.LIP_UPPER[0], 308], np.r_[78, lm.LIP_LOWER[0], 308]))
    return apertures


APERTURES: Final = _apertures()
KNOTS: Final = max(len(margin) for aperture in APERTURES for margin in aperture)


@dataclass(frozen=True)
class Shape:
    """What can be tuned.

    Attributes:
        size: side of the crop, pixels.
        flow: side of the flow, cells.
        sharpness: reach of a node, in spacings of the landmarks around it.
        eye_sharpness: the same around the eyes; see `reach`.
        iris_reach: how much further still the iris reaches, so that it moves as one piece.
        anchor_reach: of the border's anchors, crop units.
        softness: distance below which a node is simply here, crop units.
        ridge: how stiffly a neighbourhood keeps its shape; 0 follows its neighbours freely.
        side_weight: how much further a node of the wrong side of an aperture counts.
    """

    size: int = SIZE
    flow: int = FLOW
    sharpness: float = 0.25
    eye_sharpness: float = 0.45
    iris_reach: float = 2.0
    anchor_reach: float = 0.03
    softness: float = 1e-3
    ridge: float = 0.1
    side_weight: float = 12.0


def neighbourhoods() -> tuple[npt.NDArray[np.int64], Array]:
    """Mesh neighbours [478, 8] and their weights [478, 8] (0 pads the short lists)."""
    side = np.zeros(lm.LANDMARKS, int)
    for number, (upper, lower) in enumerate(APERTURES, 1):
        side[upper[1:-1]], side[lower[1:-1]] = number, -number
    edges = mesh_edges()
    edges = edges[side[edges[:, 0]] * side[edges[:, 1]] >= 0]  # none across an aperture
    rims = [(iris[0], rim) for iris in lm.IRIS for rim in iris[1:]]
    rims += [(iris[i], iris[i % 4 + 1]) for iris in lm.IRIS for i in range(1, 5)]
    lists: list[list[int]] = [[] for _ in range(lm.LANDMARKS)]
    for a, b in [*edges.tolist(), *rims]:
        lists[a].append(int(b))
        lists[b].append(int(a))
    index = np.tile(np.arange(lm.LANDMARKS)[:, None], (1, NEIGHBOURS))
    weight = np.zeros((lm.LANDMARKS, NEIGHBOURS), np.float32)
    face = canonical_face()
    for k, near in enumerate(lists):
        near.sort(key=lambda j: float(((face[j] - face[k]) ** 2).sum()))
        index[k, : len(near[:NEIGHBOURS])] = near[:NEIGHBOURS]
        weight[k, : len(near[:NEIGHBOURS])] = 1
    return index.astype(np.int64), weight


def knot_index() -> npt.NDArray[np.int64]:
    """Landmarks along each margin, [6, KNOTS]: upper and lower of right eye, left eye, mouth."""
    margins = [margin for aperture in APERTURES for margin in aperture]
    rows = [np.pad(margin, (0, KNOTS - len(margin)), mode="edge") for margin in margins]
    return np.array(rows, np.int64)


def spacing() -> Array:
    """Mean distance of each landmark's neighbours [478], crop units."""
    face = canonical_face()[:, :2]
    index, weight = neighbourhoods()
    step = np.linalg.norm(face[index] - face[:, None], axis=-1)
    crop_side = CROP_SCALE * (face[:, 1].max() - face[:, 1].min())
    mean: Array = ((step * weight).sum(1) / weight.sum(1) / crop_side).astype(np.float32)
    return mean


def anchors(count: int = 16, margin: float = 0.02) -> Array:
    """Points [4·count, 2] just outside the crop's border, crop units."""
    t = (np.arange(count) + 0.5) / count
    low, high = np.full(count, -margin), np.full(count, 1 + margin)
    ring = [np.stack(side, 1) for side in ((t, low), (t, high), (low, t), (high, t))]
    return np.concatenate(ring).astype(np.float32)


def aperture_nodes() -> tuple[Array, Array, list[int]]:
    """Nodes inside the apertures: how they mix the margins, the gap they span, and their aperture.

    Eyes get a row along each margin (the iris fills the middle), the mouth one more between.
    """
    mix, gap, owner = [], [], []
    row = np.eye(lm.LANDMARKS, dtype=np.float32)
    for aperture, (upper, lower) in enumerate(APERTURES):
        for share in (0.0, 1.0) if aperture < 2 else (0.0, 0.5, 1.0):
            for above, below in zip(upper[1:-1], lower[1:-1], strict=True):
                mix.append((1 - share) * row[above] + share * row[below])
                gap.append(row[below] - row[above])
                owner.append(aperture)
    return np.array(mix, np.float32), np.array(gap, np.float32), owner


def wrong_side(nodes: int, owner: list[int]) -> Array:
    """Which side features count against which node [nodes, 12].

    Features: how far a cell lies below (0–5) or above (6–11) curve 2·aperture + (0 upper, 1 lower).
    """
    upper_skin = [np.r_[lm.EYE_UPPER[eye], lm.LID_UPPER[eye]] for eye in (0, 1)]
    lower_skin = [np.r_[lm.EYE_LOWER[eye], lm.LID_LOWER[eye]] for eye in (0, 1)]
    upper_skin.append(lm.LIP_UPPER.ravel())
    lower_skin.append(lm.LIP_LOWER.ravel())
    side = np.zeros((nodes, 12), np.float32)
    for aperture in range(len(APERTURES)):
        below_upper, below_lower = 2 * aperture, 2 * aperture + 1
        above_upper, above_lower = below_upper + 6, below_lower + 6
        side[upper_skin[aperture], below_upper] = 1  # upper skin is not for cells below its margin
        side[lower_skin[aperture], above_lower] = 1  # lower skin is not for cells above its margin
        inside = [lm.LANDMARKS + node for node, its in enumerate(owner) if its == aperture]
        inside += lm.IRIS[aperture].tolist() if aperture < 2 else []
        side[inside, above_upper] = 1  # the inside is for cells below the upper margin
        side[inside, below_lower] = 1  # and above the lower one
    return side


def reach(shape: Shape, mix: Array, ring: int) -> Array:
    """σ of every node, crop units [478 + aperture nodes + ring].

    Around the eyes nodes reach further for their spacing: where reaches differ, the larger
    one wins, and brow or cheek must not bleed into a shut lid.
    """
    eyes = region_shares()[:, REGIONS.index("eyes")]
    sharpness = shape.sharpness + (shape.eye_sharpness - shape.sharpness) * eyes
    face = sharpness * spacing()
    face[np.concatenate(lm.IRIS)] *= shape.iris_reach
    return np.concatenate([face, mix @ face, np.full(ring, shape.anchor_reach)]).astype(np.float32)


def constants(shape: Shape) -> Constants:
    """All initialisers of the render graph by name."""
    index, weight = neighbourhoods()
    ring = anchors()
    mix, gap, owner = aperture_nodes()
    nodes = lm.LANDMARKS + len(mix) + len(ring)
    grid = grid_constants(shape.flow)
    cells = len(grid["cell_row"])
    here = np.arange(shape.flow, dtype=np.float32) + 0.5
    pixel = (np.arange(shape.size, dtype=np.float32) + 0.5) / shape.size * 2 - 1
    ridge = shape.ridge * weight.sum(1) * spacing() ** 2
    floats = {
        "neighbour_weight": weight[:, :, None],
        "ridge": ridge[:, None, None] * np.eye(2)[None],
        "least": -1.0,
        "most": 1.5,
        "nought": 0.0,
        "unit": 1.0,
        "minus_two": -2.0,
        "two": 2.0,
        "aperture_mix": mix,
        "aperture_gap": gap,
        "aperture_zeros": np.zeros((len(mix), 3)),
        "least_gap": 2e-3,
        "least_run": LEAST_RUN,
        "farthest2": FARTHEST**2,
        "only_y": np.array([[0, 1]]),
        "anchors": ring,
        "anchor_rows": np.zeros((len(ring), 6)),
        "here": here[None],
        "across": float(shape.flow),
        "softening": shape.softness**2,
        "node_ones": np.ones((nodes, 1)),
        "cell_ones": np.ones((cells, 1)),
        "wrong_side": shape.side_weight**2 * wrong_side(nodes, owner),
        "inverse_reach": 1 / reach(shape, mix, len(ring))[:, None] ** 2,
        "identity_grid": np.stack(np.meshgrid(pixel, pixel))[None],
    }
    windows = [(1, 2, window.height, window.width) for window in WINDOWS]
    integers = {
        "xy": [0, 1],
        "axis0": [0],
        "axis1": [1],
        "index0": [0],
        "index1": [1],
        "last_knot": [KNOTS - 1],
        "beyond": [KNOTS],
        "neighbours": index,
        "knot_index": knot_index(),
        "face_rows_shape": [lm.LANDMARKS, 6],
        "blend_shape": [3, 2, cells],
        "points_shape": [3, 1, cells],
        "sides_shape": [12, cells],
        "coarse_shape": [1, 2, ASKED, ASKED],
        **{f"{window.name}_shape": shape for window, shape in zip(WINDOWS, windows, strict=True)},
        **dict(zip(("part_cells", "part_columns", "part_rows"), part_sizes(), strict=True)),
        "full_size": [1, 2, shape.size, shape.size],
        "alpha_shape": [1, 1, shape.size, shape.size],
    }
    values = grid | {name: np.asarray(value, np.float32) for name, value in floats.items()}
    return values | {name: np.asarray(value, np.int64) for name, value in integers.items()}


def build(shape: Shape | None = None) -> dict[str, onnx.ModelProto]:
    """The bundle's graphs by name."""
    shape = shape or Shape()
    target = parser.parse_model(TARGET.format(S=shape.size))
    windows = "".join(WINDOW.format(name=window.name) for window in WINDOWS)
    text = RENDER.format(S=shape.size, F=shape.flow, windows=windows)
    render = parser.parse_model(text)
    for name, value in constants(shape).items():
        render.graph.initializer.append(numpy_helper.from_array(value, name))
    for model in (target, render):
        onnx.checker.check_model(model, full_check=True)
    return {"target": target, "render": render}


def shared_facts() -> dict[str, Any]:
    """What manifests say of every method that stands on this one: its licence and its crop."""
    return {
        "version": "1",
        "paper": "",
        "licence": "Apache-2.0",
        "size": SIZE,
        "crop_scale": CROP_SCALE,
    }


def manifest() -> dict[str, Any]:
    """The bundle's manifest, but for the graphs."""
    return shared_facts() | {
        "name": "warp",
        "method": "warp",
        "summary": "Moves the photograph's own pixels and draws nothing: the fastest.",
        "fidelity": "original",
        "draws": False,
        "precision": "Coordinates, distances and softmax must stay FP32: keep the whole graph so.",
    }
