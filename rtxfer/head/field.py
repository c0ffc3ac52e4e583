"""Where each point of a portrait's head goes as the head turns: a smooth backward flow.

The head is one rigid body down to the chin. From there it fades over the neck to shoulders that
stand still. Its depth is that of the tracked face, continued outward from the face's outline, so
that the flow goes over into the generator's without a seam. What expression does to the outline
(a jaw that opens) is carried on outside, less and less.

The forward displacement is linear in the turn and the way, so all that depends on the portrait is
made once. The backward flow is found from it by fixed-point iteration.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points, to_canonical
from rtxfer.motion.sway import NECK

BOX: Final = (-1.0, -1.0, 2.0, 1.5)
"""Left, top, right and bottom of the flow in crop units; nothing moves at its border."""

CELL: Final = 1 / 32
"""Side of a cell, crop units; about a centimetre."""

SIDES: Final = 1.05
TOP: Final = 0.9
"""Crop units over which the flow fades to nothing at the sides and the top of `BOX`, far from any
hat: what is far from the neck moves far as the head rolls."""

NECK_LENGTH: Final = 11.0
"""Centimetres from the chin to where the body no longer turns with the head."""

BODY_LENGTH: Final = 22.0
"""Centimetres from the chin to where it no longer leans with the head's way."""

HEAD_WIDTH: Final = 6.0
"""Centimetres to either side of the neck's axis within which the fade begins at the chin."""

SHOULDER_RISE: Final = 1.0
SHOULDER_LENGTH: Final = 0.8
"""Centimetres by which the fade begins higher, and gets longer, for each one further out: shoulders
begin higher than they would at a level, and what is further from the axis moves further as the
head rolls, so it needs a longer way to come to rest without a fold."""

CARRIED: Final = 10.0
"""Centimetres outside the face over which an expression of its outline fades to nothing."""

HAIR: Final = 0.45
HAIR_OVER: Final = 4.0
"""How far the depth of what surrounds the face comes up to the face's own, and centimetres from
the outline over which it does. Hair is thick: it does not lie as far back as the temples."""

SMOOTH: Final = 1.2
"""Centimetres by which the fade is blurred, so that no kink is seen."""

ROUNDS: Final = 6
"""Of the iteration; each brings the flow to within a third of where it was, or less."""

Array = npt.NDArray[np.float32]


class HeadPose(NamedTuple):
    """Where the head is.

    Attributes:
        turn: how it is turned against the portrait's, [3, 3] in the crop's axes; times how much
            larger it is seen.
        way: how far its neck has moved, [3] in crop units.
        driven: the landmarks to where the face is driven, [478, 3] in crop units.
    """

    turn: Points
    way: Points
    driven: Points


class HeadField:
    """Turns one portrait's head.

    Attributes:
        shape: rows and columns of the flow.
        cells: column and row of each cell, [2, rows, columns].

    Args:
        face: the portrait's landmarks [478, 3], crop units.
    """

    def __init__(self, face: Points) -> None:
        left, top, right, bottom = BOX
        columns, rows = round((right - left) / CELL), round((bottom - top) / CELL)
        self.shape = (rows, columns)
        x = (left + (np.arange(columns) + 0.5) * CELL).astype(np.float32)
        y = (top + (np.arange(rows) + 0.5) * CELL).astype(np.float32)
        places = np.stack(np.meshgrid(x, y), -1)
        back = to_canonical(face).inverse()
        self._neck = back(NECK[None])[0]
        self._oval = face[lm.FACE_OVAL]
        cm = back.scale
        chin = float(face[152, 1])
        still = _fade(places, self._neck[0], chin, cm, NECK_LENGTH)
        self._leans = _fade(places, self._neck[0], chin, cm, BODY_LENGTH)[..., None]
        apart = _apart(places, self._oval[:, :2])
        mesh = face[: lm.MESH]
        depth = _nearness(places, mesh[:, :2], cm / 4) @ mesh[:, 2]
        hair = HAIR * np.minimum(apart / (HAIR_OVER * cm), 1)
        depth += hair * (float(face[lm.RIGID, 2].mean()) - depth)
        near = _nearness(places, self._oval[:, :2], cm)
        solid = np.concatenate([places, depth[..., None]], -1) - self._neck
        self._solid = (solid * still[..., None]).astype(np.float32)
        carried = np.clip(1 - apart / (CARRIED * cm), 0, 1) * still
        rows_felt, columns_felt = (np.flatnonzero(carried.any(axis)) for axis in (1, 0))
        self._around = np.s_[
            rows_felt[0] : rows_felt[-1] + 1, columns_felt[0] : columns_felt[-1] + 1
        ]
        near = (near * carried[..., None])[self._around]
        self._carried = near.reshape(-1, near.shape[-1])
        self.cells = np.stack(np.meshgrid(np.arange(columns), np.arange(rows))).astype(np.float32)
        self._places = np.ascontiguousarray(self.cells.transpose(1, 2, 0))

    def __call__(self, pose: HeadPose) -> Array:
        """The backward flow [2, h, w] in crop units: the output at x shows what was at x + flow(x).

        Args:
            pose: of the head.
        """
        forward = self.forward(pose) / np.float32(CELL)
        found = forward
        for _ in range(ROUNDS):
            found = np.asarray(
                cv2.remap(forward, self._places - found, None, cv2.INTER_LINEAR), np.float32
            )
        return np.ascontiguousarray(found.transpose(2, 0, 1)) * np.float32(-CELL)

    def forward(self, pose: HeadPose) -> Array:
        """How far each point of the portrait moves, [h, w, 2] in crop units."""
        turn = pose.turn - np.eye(3, dtype=np.float32)
        rigid = (self._oval - self._neck) @ turn.T + pose.way
        expression = (pose.driven[lm.FACE_OVAL] - self._oval - rigid)[:, :2]
        moved = np.asarray(cv2.transform(self._solid, turn[:2]), np.float32)
        if pose.way.any():
            moved += self._leans * pose.way[:2]
        near = moved[self._around]
        near += (self._carried @ expression).reshape(near.shape)
        return moved


def _fade(places: Array, axis: float, chin: float, cm: float, length: float) -> Array:
    """How much of what the head does each place does, 0–1 [h, w], down to `length` centimetres."""
    beside = np.maximum(np.abs(places[..., 0] - axis) / cm - HEAD_WIDTH, 0)
    below = (places[..., 1] - chin) / cm + SHOULDER_RISE * beside
    share = np.clip(1 - below / (length + SHOULDER_LENGTH * beside), 0, 1)
    left, top, right, _ = BOX
    x, y = places[..., 0], places[..., 1]
    aside = np.minimum(x - left, right - x) / SIDES
    share = share * np.clip(np.minimum(aside, (y - top) / TOP), 0, 1)
    blurred = cv2.GaussianBlur(share, (0, 0), SMOOTH * cm / CELL, borderType=cv2.BORDER_REPLICATE)
    # The outermost cells are looked at beyond the border.
    blurred[[0, -1]] = blurred[:, [0, -1]] = 0
    return np.asarray(blurred, np.float32)


def _apart(places: Array, oval: Array) -> Array:
    """How far each place lies outside the outline, 0 inside, [h, w]."""
    ahead = np.roll(oval, -1, axis=0) - oval
    offset = places[..., None, :] - oval
    along = np.clip((offset * ahead).sum(-1) / np.maximum((ahead**2).sum(-1), 1e-12), 0, 1)
    apart = np.linalg.norm(offset - along[..., None] * ahead, axis=-1).min(-1)
    inside = np.zeros(places.shape[:2], np.uint8)
    corners = np.round((oval - BOX[:2]) / CELL - 0.5).astype(np.int32)
    cv2.fillPoly(inside, [corners], 1)
    return np.where(inside > 0, 0, apart).astype(np.float32)


def _nearness(places: Array, points: Array, softness: float) -> Array:
    """How near each of N points is to each place, as weights that sum up to 1, [h, w, N].

    Inverse distance to the power of four (Shepard 1968), of what is further than `softness`.
    """
    flat = places.reshape(-1, 2)
    apart = (flat**2).sum(-1)[:, None] - 2 * flat @ points.T + (points**2).sum(-1)
    weights = 1 / np.square(np.maximum(apart, 0) + np.float32(softness**2))
    weights /= weights.sum(-1, keepdims=True)
    nearness: Array = weights.reshape(*places.shape[:2], -1)
    return nearness
