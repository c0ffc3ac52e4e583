"""Poses by the names of what is set."""

from __future__ import annotations

import numpy as np
import pytest

from rtxfer.errors import InputError
from rtxfer.face.action_units import ACTION_UNITS, UNIT
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.motion.pose import (
    Pose,
    channels,
    find_channel,
    read_values,
    side_channels,
    unit_channels,
)


def test_every_unit_and_every_blendshape_can_be_set() -> None:
    units = {unit for one in (*unit_channels(), *side_channels()) for unit in one.unit}
    assert units == set(ACTION_UNITS)
    shapes = {one.name for one in channels() if not one.unit}
    assert shapes == set(BLENDSHAPES) - {"_neutral"}
    names = [one.name for one in channels()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ACTION_UNITS)
def test_each_unit_raises_itself(name: str) -> None:
    motion = Pose({name: 0.6}).motion()
    assert motion.action_units[UNIT[name]] == pytest.approx(0.6)


@pytest.mark.parametrize("name", [name for name in BLENDSHAPES if name != "_neutral"])
def test_each_blendshape_raises_itself_alone(name: str) -> None:
    motion = Pose({name: -0.4}).motion()
    assert motion.blendshapes[BLENDSHAPE[name]] == pytest.approx(-0.4)
    assert np.count_nonzero(motion.blendshapes) == 1
    assert np.abs(motion.displacement).max() > 0


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("smile", "smile"),
        ("AU12", "smile"),
        ("au_12", "smile"),
        ("12", "smile"),
        ("mouthSmile", "smile"),
        ("mouth_smile", "smile"),
        ("L12", "smile_left"),
        ("AU12L", "smile_left"),
        ("mouthSmileLeft", "smile_left"),
        ("mouth-smile-left", "smile_left"),
        ("Jaw Open", "jaw_open"),
        ("jawOpen", "jaw_open"),
        ("AU30R", "jaw_right"),
    ],
)
def test_the_usual_spellings(spelling: str, name: str) -> None:
    found = find_channel(spelling)
    assert set(found.blendshapes) == set(find_channel(name).blendshapes)


def test_a_wrong_name_is_told_the_nearest_right_one() -> None:
    with pytest.raises(InputError) as refused:
        find_channel("smille")
    assert "smille" in refused.value.problem
    assert "Did you mean smile" in refused.value.hint
    assert "--list" in refused.value.hint


@pytest.mark.parametrize(
    "text", ["smile", "smile=", "smile=wide", "smile=nan", "smile=1.2", "smile=-1.01", "smile=inf"]
)
def test_what_is_no_setting_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_values([text])


def test_settings_are_read_and_the_last_of_a_name_counts() -> None:
    assert read_values(["AU12=.2", "jaw_open=.3", "smile=-.6"]) == {"smile": -0.6, "jaw_open": 0.3}


def test_lids_shut_with_a_blink_and_each_on_its_own_side() -> None:
    assert Pose({"blink": 1}).motion().eyes.tolist() == [-1, -1]
    right, left = Pose({"blink_left": 0.5}).motion().eyes
    assert (right, left) == (0, -0.5)
    assert (Pose({"lids_wide": 0.8}).motion().eyes > 0.15).all()
    assert (Pose({"lids_tight": 0.8}).motion().eyes < -0.3).all()


def test_the_jaw_opens_the_lips() -> None:
    assert Pose({"jaw_open": 0.5}).motion().lips.max() > 0.5  # centimetres
    assert Pose({"lips_apart": 0.3}).motion().lips.min() > 0.5


def test_the_head_turns_to_its_own_left_down_and_to_its_own_left_shoulder() -> None:
    head = np.degrees(Pose(turn=10, nod=5, tilt=-3).motion().head)
    assert head == pytest.approx([5, -10, -3], abs=1e-4)
    with pytest.raises(InputError, match="turn is 31"):
        Pose(turn=31).motion()


def test_no_pose_is_no_motion() -> None:
    motion = Pose().motion()
    for part in (motion.displacement, motion.eyes, motion.lips, motion.head, motion.blendshapes):
        assert not part.any()
    assert not motion.action_units.any()
