"""Where each point of a head goes: smoothly, without a fold, and with the face."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.geometry import Points, rotation_matrix
from rtxfer.head.field import BOX, CELL, HeadField
from rtxfer.motion.basis import expression
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import Motion
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from tests.faces import laid, moved, numbers, signal_of, vectors

POSES = ((0.0, 0.0, 0.0), (0.0, 0.4, 0.0), (0.3, 0.0, 0.0), (0.0, 0.0, 0.5))
SETTINGS = MotionSettings(head=1)
Array = npt.NDArray[np.float32]


@cache
def portrait(pose: tuple[float, float, float]) -> tuple[Crop, Retarget, HeadField, Points]:
    landmarks = laid(turn=pose)
    crop = crop_around(landmarks, 1.9)
    face = crop.to_crop(landmarks)
    return crop, Retarget(landmarks, measure_neutral([signal_of()])), HeadField(face), face


def driven(pose: tuple[float, float, float], motion: Motion) -> tuple[HeadField, Points, Points]:
    """The field, and the rotation and landmarks that it is asked for."""
    crop, retarget, field, _ = portrait(pose)
    rotation = crop.turned(retarget.turn(motion, SETTINGS))
    return field, rotation, crop.to_crop(retarget(motion, SETTINGS))


def area(flow: Array) -> Array:
    """By how much the backward map changes areas, [h, w]; below nothing it folds."""
    (xy, xx), (yy, yx) = (np.gradient(axis / CELL) for axis in flow)
    found: Array = (1 + xx) * (1 + yy) - xy * yx
    return found


@given(
    pose=st.sampled_from(POSES),
    head=vectors(-0.6, 0.6),
    strengths=st.lists(numbers(0, 1), min_size=51, max_size=51),
    jaw=numbers(0, 1),
)
def test_it_never_folds(
    pose: tuple[float, float, float],
    head: tuple[float, float, float],
    strengths: list[float],
    jaw: float,
) -> None:
    shapes = np.array([0, *strengths], np.float32) * (np.arange(52) % 5 == 0)
    shapes[lm.BLENDSHAPE["jawOpen"]] = jaw
    made = expression(shapes)
    motion = made + moved(head=np.array(head, np.float32))
    field, rotation, landmarks = driven(pose, motion)
    found = area(field(rotation, landmarks))
    assert found.min() > 0.1
    assert found.max() < 4


@pytest.mark.parametrize("pose", POSES)
def test_at_rest_nothing_moves(pose: tuple[float, float, float]) -> None:
    _, _, field, face = portrait(pose)
    assert (field(np.eye(3, dtype=np.float32), face) == 0).all()


@pytest.mark.parametrize("head", [(0.3, 0, 0), (-0.3, 0, 0), (0, 0.3, 0), (0, 0, 0.3)])
def test_it_goes_with_the_face_and_rests_at_shoulders_and_border(
    head: tuple[float, float, float],
) -> None:
    field, rotation, landmarks = driven(POSES[0], moved(head=np.array(head, np.float32)))
    _, _, _, face = portrait(POSES[0])
    forward = field.forward(rotation, landmarks)
    cells = (face[lm.FACE_OVAL, :2] - BOX[:2]) / CELL - 0.5
    x, y = np.ascontiguousarray(cells.T, np.float32)[:, None]
    at = cv2.remap(forward, x, y, cv2.INTER_LINEAR)[0]
    wanted = (landmarks - face)[lm.FACE_OVAL, :2]
    upper = face[lm.FACE_OVAL, 1] < face[lm.MOUTH_CORNERS, 1].mean()
    assert np.abs(at - wanted)[upper].max() < 0.2 * np.abs(wanted).max()
    assert np.abs(wanted).max() > 0.04
    outermost = np.concatenate([forward[0], forward[-1], forward[:, 0], forward[:, -1]])
    assert (outermost == 0).all()
    lowest = face[152, 1] + 0.4  # crop units below the chin: 13 cm
    assert np.abs(forward[int((lowest - BOX[1]) / CELL) :, 40:56]).max() < 0.003


def test_backward_undoes_forward() -> None:
    field, rotation, landmarks = driven(POSES[0], moved(head=np.array((0.1, 0.2, 0.1), np.float32)))
    forward, back = field.forward(rotation, landmarks), field(rotation, landmarks)
    sources = field.cells + back / CELL
    again = cv2.remap(forward, *sources, cv2.INTER_LINEAR).transpose(2, 0, 1)
    assert np.abs(again + back).max() < 2e-3  # a pixel of a crop of 500
    assert np.abs(back).max() > 0.05


def test_a_rotation_is_the_same_in_a_tilted_crop() -> None:
    crop = crop_around(laid(turn=(0, 0, 0.5)), 1.9)
    # A nod of the tilted face, in the picture's axes and in its own.
    axis = rotation_matrix(np.array([0, 0, 0.5], np.float32)) @ np.array([0.2, 0, 0], np.float32)
    own = rotation_matrix(np.array([0.2, 0, 0], np.float32))
    assert crop.turned(rotation_matrix(axis)) == pytest.approx(own, abs=1e-5)
