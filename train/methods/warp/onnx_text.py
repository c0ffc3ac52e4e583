"""The graphs of `warp` as ONNX text, to be read beside the formula in `warp`.

Named steps in the order they run; what is not computed here is a constant from
`warp.constants`. `{S}` is the side of the crop, `{F}` that of the flow.
"""

from __future__ import annotations

from typing import Final

RENDER: Final = """
<ir_version: 8, opset_import: ["" : 18]>
render (float[1,3,{S},{S}] state_image, float[1,478,3] target_landmarks, float[1,478,3] landmarks)
    => (float[1,3,{S},{S}] rgb, float[1,1,{S},{S}] alpha, float[1,2,{F},{F}] flow)
{{
    source3 = Gather <axis = 2> (target_landmarks, xy)
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

    aperture_source = MatMul (aperture_mix, source)
    aperture_driven = MatMul (aperture_mix, driven)
    gap_source = MatMul (aperture_gap, source)
    gap_driven = MatMul (aperture_gap, driven)
    gap_change = Sub (gap_source, gap_driven)
    gap_safe = Max (gap_driven, least_gap)
    stretch_free = Div (gap_change, gap_safe)
    stretch_both = Clip (stretch_free, least, most)
    stretch = Gather <axis = 1> (stretch_both, index1)
    aperture_change = Sub (aperture_source, aperture_driven)
    aperture_pull_both = Mul (aperture_driven, stretch)
    aperture_pull = Mul (aperture_pull_both, only_y)
    aperture_offset = Sub (aperture_change, aperture_pull)
    aperture_rows = Concat <axis = 1> (aperture_zeros, stretch, aperture_offset)
    rows = Concat <axis = 0> (face_rows, aperture_rows, anchor_rows)

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

    nodes = Concat <axis = 0> (driven, aperture_driven, anchors)
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

    flow_full = Resize <mode = "linear", coordinate_transformation_mode = "half_pixel">
        (flow, , , full_size)
    flow_span = Mul (flow_full, two)
    position = Add (flow_span, identity_grid)
    grid = Transpose <perm = [0, 2, 3, 1]> (position)
    rgb = GridSample <mode = "bilinear", padding_mode = "border", align_corners = 0>
        (state_image, grid)
    alpha = ConstantOfShape <value = float[1] {{0}}> (alpha_shape)
}}
"""

TARGET: Final = """
<ir_version: 8, opset_import: ["" : 18]>
target (float[1,3,{S},{S}] image) => (float[1,3,{S},{S}] state_image)
{{ state_image = Identity (image) }}
"""
