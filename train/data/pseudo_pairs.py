"""Hide and restore: make of one still a pair.

The still is warped to another expression of the same person, one that hides what the still
shows: its mouth is never more open and its eyes are never more closed. The warped picture
serves as the portrait, the still as the truth. A warp that only ever hides has nothing to
invent, so the portrait looks real, and all that is hard is on the side of the truth.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import torch

from engines.bundle import open_bundle
from engines.engine import Engine
from engines.opening import open_engine
from rtxfer.face.geometry import Points, rotation_matrix, to_canonical
from rtxfer.frame import Image
from rtxfer.motion.aperture import eye_aperture, lip_gap, open_eye, open_mouth
from rtxfer.motion.sway import NECK
from train.data.face import Face
from train.data.mean_basis import mean_basis
from train.pretrained.tracker import TrackerNetwork

Vector = npt.NDArray[np.float32]

OPEN_EYE: Final = 0.3
"""Aperture of wide open eyes; hidden ones are drawn up to it."""

LEAST_APERTURE: Final = 0.12
"""Eyes shut further than this hold no picture of an eye that a warp could open."""

SHUT_MOUTH: Final = 0.5
"""How often the hidden face's mouth is quite shut, as most portraits' is."""

MOST_TURN: Final = 0.1
"""Largest turn of the hidden head about each axis, radians."""


class PseudoPairs:
    """Warps stills by the `warp` bundle; opened where it is first used, so in each worker."""

    @cached_property
    def _engine(self) -> Engine:
        return open_engine(open_bundle("warp").graph("render"), "onnxruntime", threads=1)

    @cached_property
    def _tracker(self) -> TrackerNetwork:
        return TrackerNetwork().eval()

    def __getstate__(self) -> dict[str, object]:
        return {}  # engines do not travel between processes

    def __call__(self, still: Face, wanted: Vector, rng: np.random.Generator) -> Face:
        """The still behind another expression.

        Args:
            still: the truth.
            wanted: blendshapes of the expression, [52], as some other face has them.
        """
        driven = hidden_landmarks(still.landmarks, wanted - still.blendshapes, rng)
        flow = self._flow(still, driven)
        with torch.inference_mode():
            blendshapes = self._tracker.blendshapes(torch.from_numpy(driven)[None])[0].numpy()
        return Face(displaced(still.image, flow), driven, blendshapes)

    def _flow(self, still: Face, driven: Points) -> Vector:
        inputs = {
            "state_image": np.zeros(self._engine.inputs["state_image"], np.float32),
            "target_landmarks": still.landmarks[None],
            "landmarks": driven[None],
        }
        flow: Vector = self._engine.run(inputs, ["flow"])["flow"][0]
        return flow


def hidden_landmarks(landmarks: Points, change: Vector, rng: np.random.Generator) -> Points:
    """Where the landmarks of a still go when its expression changes, never to reveal.

    Args:
        landmarks: of the still, [478, 3] in crop units.
        change: of its blendshapes, [52]; a random part of it is taken.
    """
    lay = to_canonical(landmarks)
    shape = lay(landmarks)
    part = np.float32(rng.uniform(0.4, 1))
    moved = shape + np.tensordot(part * change, mean_basis(), 1).astype(np.float32)
    open_share = 0.0 if rng.random() < SHUT_MOUTH else rng.uniform(0, 1)
    own = lip_gap(shape)
    open_mouth(moved, np.minimum(lip_gap(moved), own * np.float32(open_share)))
    for eye in (0, 1):
        aperture = eye_aperture(shape, eye)
        widest = OPEN_EYE / aperture if LEAST_APERTURE < aperture < OPEN_EYE else 1.0
        open_eye(moved, shape, eye, rng.uniform(1, widest))
    back = lay.inverse()
    neck = back(NECK[None])
    turn = rotation_matrix(rng.uniform(-MOST_TURN, MOST_TURN, 3).astype(np.float32))
    return ((back(moved) - neck) @ turn.T + neck).astype(np.float32)


def displaced(image: Image, flow: Vector) -> Image:
    """The picture [S, S, 3] seen through a backward flow [2, F, F] in crop units."""
    size = len(image)
    full = cv2.resize(flow.transpose(1, 2, 0), (size, size), interpolation=cv2.INTER_LINEAR)
    centre = np.arange(size, dtype=np.float32)
    x, y = np.meshgrid(centre, centre)
    map_x, map_y = x + full[..., 0] * size, y + full[..., 1] * size
    seen = cv2.remap(image, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.uint8)
