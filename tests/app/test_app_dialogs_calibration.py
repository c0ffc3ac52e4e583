"""The guided calibration, with what a camera and the tracker saw of the shipped clip's person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rtxfer.app.dialogs.calibration import CalibrationDialog
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame
from rtxfer.live import GeneratedFrame
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import still
from rtxfer.profiles import Profile, Profiles

CAMERA = "camera:usb-1"
WAIT = 20_000
"""Milliseconds; far more than anything here takes."""


class Camera:
    """Gives the next frame at each look, and the last one again when there are no more."""

    def __init__(self, frames: Sequence[GeneratedFrame]) -> None:
        self._coming: Iterator[GeneratedFrame] = iter(frames)
        self._last: GeneratedFrame | None = None

    def __call__(self) -> GeneratedFrame | None:
        self._last = next(self._coming, self._last)
        return self._last


@pytest.fixture(scope="module")
def frames(driver_frames: list[Frame], driver_signals: list[Signal]) -> list[GeneratedFrame]:
    """At rest first; then brows, an open jaw, a smile."""
    return [
        GeneratedFrame(
            image=frame.image,
            driver=frame.image,
            signal=signal,
            motion=still(),
            landmarks=signal.landmarks,
            captured=frame.time,
            index=frame.index,
            timings={},
            target=None,  # type: ignore[arg-type]
        )
        for frame, signal in zip(driver_frames, driver_signals, strict=True)
    ]


def opened(qtbot: QtBot, folder: Path, frames: Sequence[GeneratedFrame]) -> CalibrationDialog:
    dialog = CalibrationDialog(Camera(frames), CAMERA, "Zoë", profiles=Profiles(folder))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def looks(dialog: CalibrationDialog, count: int) -> None:
    """As many looks as the timer would take in time."""
    dialog._timer.stop()
    for _ in range(count):
        dialog._poll()


def test_resting_is_enough(qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]) -> None:
    dialog = opened(qtbot, tmp_path, frames)
    assert not dialog._save.isEnabled()
    with qtbot.waitSignal(dialog.neutral_found, timeout=WAIT) as found:
        pass  # the dialog looks by itself
    assert isinstance(found.args[0], Neutral)
    with qtbot.waitSignal(dialog.calibrated, timeout=WAIT) as kept:
        dialog._save.click()
    profile = kept.args[0]
    assert isinstance(profile, Profile)
    assert Profiles(tmp_path).load("Zoë", CAMERA) == profile
    assert (profile.resting().shape == found.args[0].shape).all()
    assert not dialog.isVisible()


@pytest.mark.parametrize(("mirrored", "left"), [(False, "blue"), (True, "red")])
def test_the_picture_is_shown_as_in_a_mirror(
    qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame], mirrored: bool, left: str
) -> None:
    image = np.zeros((240, 320, 3), np.uint8)
    image[:, :160], image[:, 160:] = (255, 0, 0), (0, 0, 255)
    generated = replace(frames[0], driver=image)
    profiles = Profiles(tmp_path)
    dialog = CalibrationDialog(Camera([generated]), CAMERA, mirrored=mirrored, profiles=profiles)
    qtbot.addWidget(dialog)
    looks(dialog, 1)
    shown = dialog._rest._mirror.grab().toImage()
    colour = shown.pixelColor(shown.width() // 4, shown.height() // 2)
    assert {"red": colour.red(), "blue": colour.blue()}[left] > 200
    assert colour.red() + colour.blue() < 300, "and not the other"


def test_what_is_wrong_is_said(qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]) -> None:
    dialog = opened(qtbot, tmp_path, frames[-40:])
    looks(dialog, 40)
    advice = dialog._rest._advice
    assert advice.text() in {
        "Close your mouth, teeth a little apart.",
        "Relax your face, as if nobody looked.",
    }
    assert advice.property("kind") == "warning"
    assert dialog._pages.currentWidget() is dialog._rest


def test_whoever_never_rests_may_insist(
    qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]
) -> None:
    restless = frames[-30:]
    later = [replace(each, captured=number / 5, index=0) for number, each in enumerate(restless)]
    dialog = opened(qtbot, tmp_path, later)
    looks(dialog, 10)
    assert dialog._rest._anyway.isHidden(), "not at once"
    looks(dialog, 20)
    assert not dialog._rest._anyway.isHidden()
    with qtbot.waitSignal(dialog.neutral_found, timeout=WAIT):
        dialog._rest._anyway.click()


def test_expressions_one_after_the_other(
    qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]
) -> None:
    dialog = opened(qtbot, tmp_path, frames)
    looks(dialog, 60)
    reach = dialog._reach
    assert dialog._pages.currentWidget() is reach
    assert reach.active == "smile"
    for expected in ("open_mouth", "raise_brows"):
        reach._skip.click()
        assert reach.active == expected
    looks(dialog, len(frames))
    assert reach.active == "close_eyes", "the brows were raised, and held"
    done = [card.step.expression.name for card in reach._cards if card.step.done]
    assert done == ["raise_brows"]
    while reach.active:
        reach._skip.click()
    assert dialog._pages.currentWidget() is dialog._done
    gains = reach.gains()
    assert gains.brows != 1
    assert gains.mouth == gains.jaw == gains.eyes == 1, "what was skipped keeps its gain"
    with qtbot.waitSignal(dialog.calibrated, timeout=WAIT) as kept:
        dialog._save.click()
    assert kept.args[0].gains == gains


def test_starting_over(qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]) -> None:
    dialog = opened(qtbot, tmp_path, frames)
    looks(dialog, 60)
    dialog._again.click()
    assert dialog._pages.currentWidget() is dialog._rest
    assert not dialog._save.isEnabled()
    assert dialog._rest._mirror.progress == 0


def test_a_camera_that_falls_silent(
    qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]
) -> None:
    dialog = opened(qtbot, tmp_path, frames[:5])
    looks(dialog, 60)
    assert "Waiting" in dialog._rest._advice.text()


def test_a_folder_that_cannot_be_written(
    qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]
) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    dialog = opened(qtbot, tmp_path / "taken", frames)
    looks(dialog, 60)
    dialog._save.click()
    qtbot.waitUntil(lambda: bool(dialog._done.note.text()), timeout=WAIT)
    assert "could not be saved" in dialog._done.note.text()
    assert dialog.isVisible()
    assert dialog._save.isEnabled(), "to try again"


def test_closed_it_looks_no_more(
    qtbot: QtBot, tmp_path: Path, frames: list[GeneratedFrame]
) -> None:
    dialog = opened(qtbot, tmp_path, frames)
    dialog.reject()
    assert not dialog._timer.isActive()
