"""`warp`: landmark-attention flow with no learned part, the baseline that needs no training.

Every cell x of an F² grid asks "which nodes am I near?" and moves as they do:

    w_k(x)  = softmax_k( −√(‖x − D_k‖² + γ²·wrong_side_k(x)²) / σ_k )
    flow(x) = Σ_k w_k(x) · [ (S_k − D_k) + B_k (x − D_k) ]

D are the driven nodes and S where they sit in the portrait. Nodes are the 478 landmarks, a
ring of anchors outside the crop that holds the background still, and a few nodes inside the
slits of eyes and mouth. B_k is the affine change of the node's neighbourhood, fitted to its
mesh neighbours; without it each landmark would drag a rigid plate of skin along.

Slits are what plain attention gets wrong: where the lids meet, upper and lower skin are
equally near and average into a half-open eye. So every cell knows on which side of each
driven lid and lip it lies, and nodes of the other side count as further away. An eye then
shuts, and a mouth opens without pulling the lower lip into the gap.

Zero motion gives a flow of exactly zero. Matmul, gather and softmax only, rank ≤ 4, opset 18.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper, parser

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import canonical_face, mesh_edges

SIZE = 256
CROP_SCALE = 1.9
FLOW = 128
NEIGHBOURS = 8
Array = npt.NDArray[np.float32]
Constants = dict[str, npt.NDArray[np.generic]]

EYES = [
    (np.r_[lm.EYE_CORNERS[0][0], lm.EYE_UPPER[0], lm.EYE_CORNERS[0][1]], np.r_[lm.EYE_CORNERS[0][0], lm.EYE_LOWER[0], lm.EYE_CORNERS[0][1]]),
    (np.r_[lm.EYE_CORNERS[1][0], lm.EYE_UPPER[1], lm.EYE_CORNERS[1][1]], np.r_[lm.EYE_CORNERS[1][0], lm.EYE_LOWER[1], lm.EYE_CORNERS[1][1]]),
]
MOUTH = (np.r_[78, lm.LIP_UPPER[0], 308], np.r_[78, lm.LIP_LOWER[0], 308])
SLITS = [*EYES, MOUTH]
KNOTS = 11

RENDER = """
<ir_version: 8, opset_import: ["" : 18]>
render (float[1,3,{S},{S}] state_image, float[1,478,3] source_landmarks, float[1,478,3] landmarks)
    => (float[1,3,{S},{S}] rgb, float[1,1,{S},{S}] alpha, float[1,2,{F},{F}] flow)
{{
    source3 = Gather <axis = 2> (source_landmarks, xy)
    driven3 = Gather <axis = 2> (landmarks, xy)
    source = Squeeze (source3, axis0)
    driven = Squeeze (driven3, axis0)

    source_near = Gather <axis = 0> (source, neighbours)
    driven_near = Gather <axis = 0> (driven, neighbours)
    source_here = Unsqueeze (source, axis1)
    driven_here = Unsqueeze (driven, axis1)
    source_edges = Sub (source_near, source_here)
    driven_edges = Sub (driven_near, driven_here)
    edge_change = Sub (source_edges, driven_edges)
    own_edges = Mul (driven_edges, neighbour_weight)
    own_edges_t = Transpose <perm = [0, 2, 1]> (own_edges)
    cross = MatMul (own_edges_t, edge_change)
    spread_bare = MatMul (own_edges_t, driven_edges)
    spread = Add (spread_bare, ridge)
    row_x = Gather <axis = 1> (spread, index0)
    row_y = Gather <axis = 1> (spread, index1)
    xx = Gather <axis = 2> (row_x, index0)
    xy_ = Gather <axis = 2> (row_x, index1)
    yy = Gather <axis = 2> (row_y, index1)
    xx_yy = Mul (xx, yy)
    xy_xy = Mul (xy_, xy_)
    determinant = Sub (xx_yy, xy_xy)
    minus_xy = Neg (xy_)
    adjugate_x = Concat <axis = 2> (yy, minus_xy)
    adjugate_y = Concat <axis = 2> (minus_xy, xx)
    adjugate = Concat <axis = 1> (adjugate_x, adjugate_y)
    inverse = Div (adjugate, determinant)
    affine_free = MatMul (inverse, cross)
    affine = Clip (affine_free, least, most)
    here_change = Sub (source_here, driven_here)
    here_pull = MatMul (driven_here, affine)
    here_offset = Sub (here_change, here_pull)
    face_rows3 = Concat <axis = 1> (affine, here_offset)
    face_rows = Reshape (face_rows3, face_rows_shape)

    slit_source = MatMul (slit_mix, source)
    slit_driven = MatMul (slit_mix, driven)
    gap_source = MatMul (slit_gap, source)
    gap_driven = MatMul (slit_gap, driven)
    gap_change = Sub (gap_source, gap_driven)
    gap_safe = Max (gap_driven, least_gap)
    stretch_free = Div (gap_change, gap_safe)
    stretch_both = Clip (stretch_free, least, most)
    stretch = Gather <axis = 1> (stretch_both, index1)
    slit_change = Sub (slit_source, slit_driven)
    slit_pull_both = Mul (slit_driven, stretch)
    slit_pull = Mul (slit_pull_both, only_y)
    slit_offset = Sub (slit_change, slit_pull)
    slit_rows = Concat <axis = 1> (slit_zeros, stretch, slit_offset)
    rows = Concat <axis = 0> (face_rows, slit_rows, anchor_rows)

    knots = Gather <axis = 0> (driven, knot_index)
    knot_x = Gather <axis = 2> (knots, index0)
    knot_y = Gather <axis = 2> (knots, index1)
    start_x3 = Slice (knot_x, index0, last_knot, axis1)
    end_x3 = Slice (knot_x, index1, beyond, axis1)
    start_y3 = Slice (knot_y, index0, last_knot, axis1)
    end_y3 = Slice (knot_y, index1, beyond, axis1)
    first_y = Slice (knot_y, index0, index1, axis1)
    run_free = Sub (end_x3, start_x3)
    run3 = Max (run_free, least_run)
    rise = Sub (end_y3, start_y3)
    start_x = Transpose <perm = [0, 2, 1]> (start_x3)
    run = Transpose <perm = [0, 2, 1]> (run3)
    along = Sub (columns_x, start_x)
    along_free = Div (along, run)
    along01 = Clip (along_free, nought, unit)
    climbed = MatMul (along01, rise)
    curve3 = Add (climbed, first_y)
    curve = Transpose <perm = [0, 2, 1]> (curve3)
    below = Sub (rows_y, curve)
    above = Neg (below)
    sides = Concat <axis = 0> (below, above)
    sides_positive = Relu (sides)
    sides_square = Mul (sides_positive, sides_positive)
    sides_flat = Reshape (sides_square, sides_shape)
    sides_cells = Transpose <perm = [1, 0]> (sides_flat)
    cells_all = Concat <axis = 1> (cells, sides_cells)

    nodes = Concat <axis = 0> (driven, slit_driven, anchors)
    minus2 = Mul (nodes, minus_two)
    squares = Mul (nodes, nodes)
    norms_bare = ReduceSum <keepdims = 1> (squares, axis1)
    norms = Add (norms_bare, softening)
    columns_plain = Concat <axis = 1> (minus2, node_ones, norms, wrong_side)
    columns_reached = Mul (columns_plain, inverse_reach)
    columns = Transpose <perm = [1, 0]> (columns_reached)
    distance2 = MatMul (cells_all, columns)
    distance = Sqrt (distance2)
    logits = Neg (distance)
    weights = Softmax <axis = -1> (logits)
    blended_flat = MatMul (weights, rows)
    blended = Reshape (blended_flat, blend_shape)
    flow_terms = Mul (blended, cells_xy1)
    flow_cells = ReduceSum <keepdims = 0> (flow_terms, axis1)
    flow_rows = Transpose <perm = [1, 0]> (flow_cells)
    flow = Reshape (flow_rows, flow_shape)

    flow_full = Resize <mode = "linear", coordinate_transformation_mode = "half_pixel"> (flow, , , full_size)
    flow_span = Mul (flow_full, two)
    position = Add (flow_span, identity_grid)
    grid = Transpose <perm = [0, 2, 3, 1]> (position)
    rgb = GridSample <mode = "bilinear", padding_mode = "border", align_corners = 0> (state_image, grid)
    alpha = ConstantOfShape <value = float[1] {{0}}> (alpha_shape)
}}
"""

TARGET = """
<ir_version: 8, opset_import: ["" : 18]>
target (float[1,3,{S},{S}] image) => (float[1,3,{S},{S}] state_image)
{{ state_image = Identity (image) }}
"""


@dataclass(frozen=True)
class Shape:
    """What can be tuned; lengths in crop units or as shares of the landmark spacing."""

    size: int = SIZE
    flow: int = FLOW
    sharpness: float = 0.45
    slit_sharpness: float = 0.45
    anchor_reach: float = 0.03
    softness: float = 1e-3
    ridge: float = 0.1
    side_weight: float = 6.0


def neighbourhoods() -> tuple[npt.NDArray[np.int64], Array]:
    """Mesh neighbours [478, 8] and their weights [478, 8] (0 pads the short lists)."""
    side = np.zeros(lm.LANDMARKS, int)
    for number, (upper, lower) in enumerate(SLITS, 1):
        side[upper[1:-1]], side[lower[1:-1]] = number, -number
    edges = mesh_edges()
    edges = edges[side[edges[:, 0]] * side[edges[:, 1]] >= 0]   # none across a slit
    edges = edges[(side[edges[:, 0]] != 0) | (side[edges[:, 1]] == 0) | True]
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


def spacing() -> Array:
    """Mean distance of each landmark's neighbours [478], crop units."""
    face = canonical_face()[:, :2]
    index, weight = neighbourhoods()
    step = np.linalg.norm(face[index] - face[:, None], axis=-1)
    crop_side = CROP_SCALE * (face[:, 1].max() - face[:, 1].min())
    return ((step * weight).sum(1) / weight.sum(1) / crop_side).astype(np.float32)


def anchors(count: int = 16, margin: float = 0.02) -> Array:
    """Points [4·count, 2] just outside the crop's border, crop units."""
    t = (np.arange(count) + 0.5) / count
    low, high = np.full(count, -margin), np.full(count, 1 + margin)
    ring = [np.stack(side, 1) for side in ((t, low), (t, high), (low, t), (high, t))]
    return np.concatenate(ring).astype(np.float32)


def slit_nodes() -> tuple[Array, Array, list[int]]:
    """Nodes inside the slits: how they mix the margins, the gap they span, and their slit.

    Eyes get a row along each margin (the iris fills the middle), the mouth one more between.
    """
    mix, gap, owner = [], [], []
    for number, (upper, lower) in enumerate(SLITS):
        for t in (0.0, 1.0) if number < 2 else (0.0, 0.5, 1.0):
            for u, l in zip(upper[1:-1], lower[1:-1], strict=True):
                row, span = np.zeros(lm.LANDMARKS), np.zeros(lm.LANDMARKS)
                row[u] += 1 - t
                row[l] += t
                span[l], span[u] = 1, -1
                mix.append(row)
                gap.append(span)
                owner.append(number)
    return np.array(mix, np.float32), np.array(gap, np.float32), owner


def wrong_side(nodes: int, owner: list[int]) -> Array:
    """Which side features count against which node [nodes, 12].

    Features: how far a cell lies below (0–5) or above (6–11) curve 2·slit + (0 upper, 1 lower).
    """
    side = np.zeros((nodes, 12), np.float32)
    skin = [(np.r_[lm.EYE_UPPER[e], lm.LID_UPPER[e]], np.r_[lm.EYE_LOWER[e], lm.LID_LOWER[e]]) for e in (0, 1)]
    skin.append((lm.LIP_UPPER.ravel(), lm.LIP_LOWER.ravel()))
    for slit, (upper, lower) in enumerate(skin):
        side[upper, 2 * slit] = 1          # upper skin is not for cells below its margin
        side[lower, 6 + 2 * slit + 1] = 1  # lower skin is not for cells above its margin
        inside = [lm.LANDMARKS + i for i, number in enumerate(owner) if number == slit]
        if slit < 2:
            inside += lm.IRIS[slit].tolist()
        side[inside, 6 + 2 * slit] = 1     # the inside is for cells below the upper margin
        side[inside, 2 * slit + 1] = 1     # and above the lower one
    return side


def constants(shape: Shape) -> Constants:
    """All initialisers of the render graph by name."""
    index, weight = neighbourhoods()
    apart = spacing()
    ring = anchors()
    mix, gap, owner = slit_nodes()
    nodes = lm.LANDMARKS + len(mix) + len(ring)
    slit_apart = (mix @ apart)
    reach = np.concatenate([
        shape.sharpness * apart, shape.slit_sharpness * slit_apart, np.full(len(ring), shape.anchor_reach)
    ])
    for upper, lower in SLITS:
        reach[np.r_[upper[1:-1], lower[1:-1]]] *= shape.slit_sharpness / shape.sharpness
    centre = (np.arange(shape.flow, dtype=np.float32) + 0.5) / shape.flow
    x, y = (axis.ravel() for axis in np.meshgrid(centre, centre))
    one = np.ones_like(x)
    pixel = (np.arange(shape.size, dtype=np.float32) + 0.5) / shape.size * 2 - 1
    knots = np.array([np.pad(m, (0, KNOTS - len(m)), mode="edge") for slit in SLITS for m in slit])
    floats = {
        "neighbour_weight": weight[:, :, None],
        "ridge": (shape.ridge * weight.sum(1) * apart**2)[:, None, None] * np.eye(2)[None],
        "least": -1.0, "most": 1.5, "nought": 0.0, "unit": 1.0,
        "slit_mix": mix, "slit_gap": gap, "least_gap": 2e-3, "least_run": 1e-4,
        "only_y": np.array([[0, 1]]), "slit_zeros": np.zeros((len(mix), 3)),
        "anchors": ring, "anchor_rows": np.zeros((len(ring), 6)),
        "columns_x": centre[None, :, None], "rows_y": centre[None, :, None],
        "cells": np.stack([x, y, x * x + y * y, one], 1),
        "cells_xy1": np.stack([x, y, one], 1)[:, :, None],
        "minus_two": -2.0, "two": 2.0, "softening": shape.softness**2,
        "node_ones": np.ones((nodes, 1)),
        "wrong_side": shape.side_weight**2 * wrong_side(nodes, owner),
        "inverse_reach": 1 / reach[:, None] ** 2,
        "identity_grid": np.stack(np.meshgrid(pixel, pixel))[None],
    }
    integers = {
        "xy": [0, 1], "axis0": [0], "axis1": [1], "index0": [0], "index1": [1],
        "last_knot": [KNOTS - 1], "beyond": [KNOTS], "neighbours": index, "knot_index": knots,
        "face_rows_shape": [lm.LANDMARKS, 6], "blend_shape": [shape.flow**2, 3, 2],
        "sides_shape": [12, shape.flow**2], "flow_shape": [1, 2, shape.flow, shape.flow],
        "full_size": [1, 2, shape.size, shape.size], "alpha_shape": [1, 1, shape.size, shape.size],
    }
    return {name: np.asarray(value, np.float32) for name, value in floats.items()} | {
        name: np.asarray(value, np.int64) for name, value in integers.items()
    }


def build(shape: Shape = Shape()) -> dict[str, onnx.ModelProto]:
    """The bundle's graphs by name."""
    target = parser.parse_model(TARGET.format(S=shape.size))
    render = parser.parse_model(RENDER.format(S=shape.size, F=shape.flow))
    for name, value in constants(shape).items():
        render.graph.initializer.append(numpy_helper.from_array(value, name))
    for model in (target, render):
        onnx.checker.check_model(model, full_check=True)
    return {"target": target, "render": render}


def manifest() -> dict[str, Any]:
    """The bundle's manifest, but for the graphs."""
    return {
        "name": "warp",
        "version": "1",
        "method": "warp",
        "paper": "",
        "fidelity": "original",
        "licence": "Apache-2.0",
        "size": SIZE,
        "crop_scale": CROP_SCALE,
        "precision": "Coordinates, distances and softmax must stay FP32: keep the whole graph so.",
    }
