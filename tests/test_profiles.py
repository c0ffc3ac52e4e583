from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rtxfer.calibration import Gains
from rtxfer.errors import OutputError
from rtxfer.face.code import Code
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile, Profiles

CAMERA = "usb-046d_HD_Pro_Webcam-video-index0"


@pytest.fixture
def profiles(tmp_path: Path) -> Profiles:
    return Profiles(tmp_path / "some" / "profiles")


@pytest.fixture
def profile(driver_neutral: Neutral) -> Profile:
    return Profile.of("Zoë", CAMERA, driver_neutral, Gains(brows=1.4))


def test_what_was_saved_comes_back(
    profiles: Profiles, profile: Profile, driver_neutral: Neutral
) -> None:
    profiles.save(profile)
    again = Profiles(profiles.folder).load("Zoë", CAMERA)
    assert again == profile
    resting = again.resting()
    for name in ("shape", "blendshapes", "action_units", "rotation"):
        assert (getattr(resting, name) == getattr(driver_neutral, name)).all(), name
        assert getattr(resting, name).dtype == np.float32
    assert again.gains.brows == 1.4


def test_what_a_generator_read_comes_back_too(profiles: Profiles, driver_neutral: Neutral) -> None:
    code = Code("reader", np.full((6, 4, 1), 0.25, np.float32))
    profiles.save(Profile.of("Zoë", CAMERA, replace(driver_neutral, code=code)))
    again = profiles.load("Zoë", CAMERA)
    assert again is not None
    assert again.resting().code.reader == "reader"
    assert (again.resting().code.values == code.values).all()


def test_each_user_and_camera_has_their_own(profiles: Profiles, profile: Profile) -> None:
    others = [
        profile.model_copy(update={"user": ""}),
        profile.model_copy(update={"camera": "../../etc/passwd"}),
        profile.model_copy(update={"user": "Zoë" + CAMERA, "camera": ""}),
    ]
    for each in (profile, *others):
        profiles.save(each)
    for each in (profile, *others):
        assert profiles.load(each.user, each.camera) == each
    assert len(profiles.list()) == 4
    assert {path.parent for path in profiles.folder.rglob("*.json")} == {profiles.folder}
    assert profiles.load("nobody", CAMERA) is None


def test_the_newest_comes_first(
    profiles: Profiles, profile: Profile, driver_neutral: Neutral
) -> None:
    later = Profile.of("Abe", CAMERA, driver_neutral)
    profiles.save(later)
    profiles.save(profile)
    assert [each.user for each in profiles.list()] == ["Abe", "Zoë"]


def test_saving_again_replaces(profiles: Profiles, profile: Profile) -> None:
    profiles.save(profile)
    changed = profile.model_copy(update={"gains": Gains(jaw=0.8)})
    profiles.save(changed)
    assert profiles.list() == [changed]
    assert len(list(profiles.folder.iterdir())) == 1, "no half-written file is left"


def test_forgetting(profiles: Profiles, profile: Profile) -> None:
    assert not profiles.delete("Zoë", CAMERA)
    profiles.save(profile)
    assert profiles.delete("Zoë", CAMERA)
    assert profiles.load("Zoë", CAMERA) is None
    assert profiles.list() == []


def damage(text: str, how: str) -> str:
    values = json.loads(text)
    if how == "cut short":
        return text[: len(text) // 2]
    if how == "not an object":
        return "[1, 2]"
    if how == "a gain beyond its range":
        values["gains"]["brows"] = 50
    elif how == "a neutral of another size":
        values["neutral"]["shape"] = values["neutral"]["shape"][:10]
    elif how == "a neutral that lacks a part":
        del values["neutral"]["rotation"]
    elif how == "a code that is none":
        values["neutral"]["code"] = [1]
    elif how == "no user":
        del values["user"]
    return json.dumps(values)


@pytest.mark.parametrize(
    "how",
    [
        "cut short",
        "not an object",
        "a gain beyond its range",
        "a neutral of another size",
        "a neutral that lacks a part",
        "a code that is none",
        "no user",
    ],
)
def test_a_broken_file_is_set_aside(
    profiles: Profiles, profile: Profile, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = profiles.save(profile)
    broken = damage(path.read_text("utf-8"), how)
    path.write_text(broken, "utf-8")
    with caplog.at_level(logging.WARNING):
        assert profiles.load("Zoë", CAMERA) is None
    assert "broken" in caplog.text
    assert not path.exists()
    (aside,) = profiles.folder.iterdir()
    assert aside.read_text("utf-8") == broken
    profiles.save(profile)
    assert profiles.list() == [profile]


def test_a_later_version_is_left_alone(
    profiles: Profiles, profile: Profile, caplog: pytest.LogCaptureFixture
) -> None:
    path = profiles.save(profile)
    path.write_text(json.dumps({"version": 2, "faces": []}), "utf-8")
    with caplog.at_level(logging.WARNING):
        assert profiles.list() == []
    assert "later" in caplog.text
    assert path.exists()


def test_a_place_that_cannot_be_written(tmp_path: Path, profile: Profile) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    with pytest.raises(OutputError):
        Profiles(tmp_path / "taken").save(profile)


def test_nothing_there_yet(tmp_path: Path) -> None:
    nothing = Profiles(tmp_path / "nothing")
    assert nothing.list() == []
    assert nothing.load("", CAMERA) is None
