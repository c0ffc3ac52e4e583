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
from rtxfer.head.field import BOX, CELL, HeadField, HeadPose
from rtxfer.motion.basis import expression
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import Motion
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from tests.faces import laid, moved, numbers, signal_of, vectors

POSES = ((0.0, 0.0, 0.0), (0.0, 0.4, 0.0), (0.3, 0.0, 0.0), (0.0, 0.0, 0.5))
SETTINGS = MotionSettings(head=1)
STAYS = np.zeros(3, np.float32)
Array = npt.NDArray[np.float32]


@cache
def portrait(pose: tuple[float, float, float]) -> tuple[Crop, Retarget, HeadField, Points]:
    landmarks = laid(turn=pose)
    crop = crop_around(landmarks, 1.9)
    face = crop.to_crop(landmarks)
    return crop, Retarget(landmarks, measure_neutral([signal_of()])), HeadField(face), face


def driven(pose: tuple[float, float, float], motion: Motion) -> tuple[HeadField, HeadPose]:
    """The field, and what it is asked for."""
    crop, retarget, field, _ = portrait(pose)
    head, landmarks = retarget.head(motion, SETTINGS), retarget(motion, SETTINGS)
    return field, HeadPose(crop.turned(head.turn), crop.moved(head.way), crop.to_crop(landmarks))


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
    sway=vectors(-8, 8),
)
def test_it_never_folds(
    pose: tuple[float, float, float],
    head: tuple[float, float, float],
    strengths: list[float],
    jaw: float,
    sway: tuple[float, float, float],
) -> None:
    shapes = np.array([0, *strengths], np.float32) * (np.arange(52) % 5 == 0)
    shapes[lm.BLENDSHAPE["jawOpen"]] = jaw
    made = expression(shapes)
    way = np.array(sway, np.float32) * np.array([1, 1, 0.05], np.float32)
    motion = made + moved(head=np.array(head, np.float32), sway=way)
    field, wanted = driven(pose, motion)
    found = area(field(wanted))
    assert found.min() > 0.1
    assert found.max() < 4


@pytest.mark.parametrize("pose", POSES)
def test_at_rest_nothing_moves(pose: tuple[float, float, float]) -> None:
    _, _, field, face = portrait(pose)
    assert (field(HeadPose(np.eye(3, dtype=np.float32), STAYS, face)) == 0).all()


@pytest.mark.parametrize("head", [(0.3, 0, 0), (-0.3, 0, 0), (0, 0.3, 0), (0, 0, 0.3)])
def test_it_goes_with_the_face_and_rests_at_shoulders_and_border(
    head: tuple[float, float, float],
) -> None:
    field, pose = driven(POSES[0], moved(head=np.array(head, np.float32)))
    strays, most, forward = along_the_outline(field, pose)
    assert strays < 0.2 * most
    assert most > 0.04
    assert below(forward, 0.4).max() < 0.003  # crop units below the chin: 13 cm


@pytest.mark.parametrize("way", [(3, 0, 0), (-2, 3, 0), (0, 0, 0.2)])
def test_shoulders_lean_with_the_heads_way_and_the_body_rests(
    way: tuple[float, float, float],
) -> None:
    field, pose = driven(POSES[0], moved(sway=np.array(way, np.float32)))
    strays, most, forward = along_the_outline(field, pose)
    assert strays < 0.2 * most
    assert most > 0.01
    assert below(forward, 0.68).max() < 0.003  # 22 cm
    if any(way[:2]):
        assert below(forward, 0.2).max() > 0.2 * most


def along_the_outline(field: HeadField, pose: HeadPose) -> tuple[float, float, Array]:
    """By how much the flow strays from the upper outline of the face, how far that moves at most,
    and the flow, which is nothing at its border."""
    _, _, _, face = portrait(POSES[0])
    forward = field.forward(pose)
    cells = (face[lm.FACE_OVAL, :2] - BOX[:2]) / CELL - 0.5
    x, y = np.ascontiguousarray(cells.T, np.float32)[:, None]
    at = cv2.remap(forward, x, y, cv2.INTER_LINEAR)[0]
    wanted = (pose.driven - face)[lm.FACE_OVAL, :2]
    upper = face[lm.FACE_OVAL, 1] < face[lm.MOUTH_CORNERS, 1].mean()
    outermost = np.concatenate([forward[0], forward[-1], forward[:, 0], forward[:, -1]])
    assert (outermost == 0).all()
    return float(np.abs(at - wanted)[upper].max()), float(np.abs(wanted).max()), forward


def below(forward: Array, units: float) -> Array:
    """How far what lies so far below the chin, and further, moves."""
    _, _, _, face = portrait(POSES[0])
    row = int((face[152, 1] + units - BOX[1]) / CELL)
    return np.abs(forward[row:, 40:56])


def test_backward_undoes_forward() -> None:
    turn, way = np.array((0.1, 0.2, 0.1), np.float32), np.array((2, 1, 0.05), np.float32)
    field, pose = driven(POSES[0], moved(head=turn, sway=way))
    forward, back = field.forward(pose), field(pose)
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
