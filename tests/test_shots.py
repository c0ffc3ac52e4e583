"""Cuts and changes of person: noticed where there are any, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtxfer.demo import PORTRAITS, shipped
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame, Image
from rtxfer.generator import Generator
from rtxfer.job import Job, run
from rtxfer.motion.neutral import Neutral
from rtxfer.resting import resting_face
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.shots import Shots
from rtxfer.sources import read_picture
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from tests.media import make_video

PLAIN = TransferSettings(motion=MotionSettings(calibrated=False))


def frames_of(images: Sequence[Image], rate: int = 25) -> list[Frame]:
    return [Frame(image, i, i, Fraction(1, rate)) for i, image in enumerate(images)]


def begun(images: Sequence[Image], *, mirrored: bool = False) -> list[int]:
    """The frames with which a shot begins."""
    found = []
    with Tracker(mirrored=mirrored) as tracker:
        shots = Shots(mirrored=mirrored, on_jump=tracker.lock.loosen)
        for frame in frames_of(images):
            shots.look(frame.image)
            if shots.begins(frame, tracker.track(frame.image, frame.time)):
                found.append(frame.index)
    return found


@pytest.fixture(scope="module")
def person(driver_frames: list[Frame]) -> list[Image]:
    return [frame.image for frame in driver_frames[10:30]]


@pytest.fixture(scope="module")
def stranger(person: list[Image]) -> list[Image]:
    """Another one, who rests, seen by a camera that comes slowly nearer."""
    height, width = person[0].shape[:2]
    portrait = read_picture(shipped(PORTRAITS["collins"]))
    high, wide = portrait.shape[:2]
    images = []
    for step in range(20):
        scale = height / high * (1 + 0.004 * step)
        plane = np.array([[scale, 0, (width - wide * scale) / 2], [0, scale, 0]])
        image = cv2.warpAffine(portrait, plane, (width, height), flags=cv2.INTER_AREA)
        images.append(image.astype(np.uint8, copy=False))
    return images


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_cut_to_another_person_and_back(
    person: list[Image], stranger: list[Image], mirrored: bool
) -> None:
    images = person + stranger + person
    if mirrored:
        images = [np.ascontiguousarray(image[:, ::-1]) for image in images]
    assert begun(images, mirrored=mirrored) == [20, 40]


def test_a_cut_by_way_of_a_title(person: list[Image], stranger: list[Image]) -> None:
    title = [np.full_like(person[0], 20)] * 5
    assert begun(person + title + stranger) == [25]


def test_another_person_without_a_cut(person: list[Image], stranger: list[Image]) -> None:
    """A slow dissolve: noticed within two seconds of the other face's being alone."""
    one, other = person[0].astype(np.float32), stranger[0].astype(np.float32)
    weights = np.linspace(0, 1, 40)
    mixed = [(one * (1 - w) + other * w).round().astype(np.uint8) for w in weights]
    found = begun([*person, *mixed, *stranger, *stranger[::-1], *stranger])
    assert len(found) == 1
    assert 40 <= found[0] <= 110


def test_another_framing_of_the_same_person_is_another_shot(person: list[Image]) -> None:
    height, width = person[0].shape[:2]
    near = [
        cv2.resize(image[: height * 3 // 5, width // 5 : width * 4 // 5], (width, height)).astype(
            np.uint8, copy=False
        )
        for image in person
    ]
    assert begun(person + near) == [20]


def test_a_flash_a_hand_and_a_jump_within_the_take_are_none(
    person: list[Image], driver_frames: list[Frame]
) -> None:
    flash = [np.clip(person[-1].astype(int) + 90, 0, 255).astype(np.uint8)]
    hand = [np.full_like(person[0], 12)] * 4
    later = [frame.image for frame in driver_frames[100:112]]
    assert begun([*person, *flash, *person, *hand, *person, *later]) == []


def test_each_shot_is_looked_through_by_itself(
    tmp_path: Path, person: list[Image], stranger: list[Image]
) -> None:
    images = person + stranger
    both = make_video(tmp_path / "both.mp4", pts=range(40), images=images, key_every=5)
    alone = make_video(tmp_path / "alone.mp4", pts=range(20), images=stranger, key_every=5)
    first = resting_face(both, shots=True)
    second = resting_face(both, shots=True, since=20 * 512)
    truth, mixed = resting_face(alone), resting_face(both)
    assert np.abs(second.shape - truth.shape).max() < 0.2
    assert np.abs(first.shape - truth.shape).max() > 0.5
    assert not np.array_equal(first.shape, mixed.shape)


def test_a_moment_is_of_the_shot_that_it_lies_in(
    tmp_path: Path, person: list[Image], stranger: list[Image]
) -> None:
    images = person + stranger
    clip = make_video(tmp_path / "both.mp4", pts=range(40), images=images, key_every=5)
    within = resting_face(clip, 1.2, shots=True, since=20 * 512)
    beyond = resting_face(clip, 0.2, shots=True, since=20 * 512)
    calm = resting_face(clip, shots=True, since=20 * 512)
    assert np.array_equal(beyond.shape, calm.shape)
    assert np.abs(within.shape - calm.shape).max() < 0.3


def test_the_portrait_eases_to_the_other_persons_motion(
    grace: Target,
    warp: Generator,
    person: list[Image],
    stranger: list[Image],
    driver_neutral: Neutral,
    tmp_path: Path,
) -> None:
    """Against the first person's resting face, the second one's would be taken for a motion."""
    clip = make_video(tmp_path / "alone.mp4", pts=range(20), images=stranger)
    theirs = resting_face(clip)
    sizes = {}
    for shots in (True, False):
        with Transfer(
            grace, warp, PLAIN, neutral=driver_neutral, shots=shots, on_shot=lambda *_: theirs
        ) as transfer:
            results = [transfer.step(frame) for frame in frames_of(person + stranger)]
        assert [i for i, one in enumerate(results) if one.shot] == ([20] if shots else [])
        sizes[shots] = float(np.abs(results[-1].motion.displacement).max())
        steps = [
            float(np.abs(b.motion.displacement - a.motion.displacement).max())
            for a, b in pairwise(results[18:])
        ]
        if shots:
            assert max(steps) < 0.1
    assert sizes[True] < 0.25 < 0.5 < sizes[False]


def test_without_a_way_to_look_ahead_the_portrait_rests_for_a_second(
    grace: Target,
    warp: Generator,
    person: list[Image],
    stranger: list[Image],
    driver_neutral: Neutral,
) -> None:
    images = person + stranger + stranger[::-1]
    with Transfer(grace, warp, PLAIN, neutral=driver_neutral, shots=True) as transfer:
        results = [transfer.step(frame) for frame in frames_of(images)]
        taken = transfer.neutral
    assert np.abs(results[44].motion.displacement).max() == 0
    assert taken is not None
    assert taken is not driver_neutral


def test_a_gap_is_no_person(driver_signals: list[Signal], driver_frames: list[Frame]) -> None:
    shots = Shots()
    assert not any(shots.begins(frame, None) for frame in driver_frames[:5])
    assert not shots.begins(driver_frames[5], driver_signals[5])


@pytest.mark.parametrize("shots", [True, False])
def test_a_job_gives_each_shot_its_resting_face_and_says_so(
    tmp_path: Path, person: list[Image], stranger: list[Image], shots: bool
) -> None:
    clip = make_video(tmp_path / "both.mp4", pts=range(40), images=person + stranger)
    portrait = shipped(PORTRAITS["hopper"])
    job = Job(clip, portrait, tmp_path / "out.mp4", generator="warp", settings=PLAIN, shots=shots)
    summary = run(job)
    assert summary.frames == 40
    assert summary.frames_without_face == 0
    assert summary.to_json()["shots"] == ((0.8,) if shots else ())
    assert any("begins at 0.8 s" in warning for warning in summary.warnings) is shots
