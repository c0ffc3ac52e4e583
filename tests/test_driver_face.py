"""A driver with two people: who drives is chosen, and the other one never matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtxfer.batch import Row, plan
from rtxfer.demo import PORTRAITS, shipped
from rtxfer.driver_face import driver_lock
from rtxfer.errors import InputError
from rtxfer.face.driver_lock import DriverLock
from rtxfer.face.motion_file import MotionFile
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame, Image
from rtxfer.generator import Generator
from rtxfer.job import Job, run
from rtxfer.motion.neutral import Neutral
from rtxfer.settings import MotionSettings, OutputSettings, TransferSettings
from rtxfer.sources import open_source
from rtxfer.target import Target
from rtxfer.tracking import TrackJob, track
from rtxfer.transfer import Transfer
from tests.faces import boxed
from tests.media import RATE, make_video

COUNT = 30
SIDE = 300
PLAIN = TransferSettings(motion=MotionSettings(calibrated=False))
SMALL = TransferSettings(
    motion=MotionSettings(calibrated=False, whole_head=False), output=OutputSettings(height=256)
)
HOPPER = shipped(PORTRAITS["hopper"])


@pytest.fixture(scope="module")
def ann(driver_frames: list[Frame]) -> list[Image]:
    """The shipped clip where its brows go up."""
    return [frame.image for frame in driver_frames[60 : 60 + COUNT]]


@pytest.fixture(scope="module")
def eve(
    driver_frames: list[Frame], driver_neutral: Neutral, eileen: Target, warp: Generator
) -> list[Image]:
    """Somebody else, who opens her mouth."""
    with Transfer(eileen, warp, PLAIN, neutral=driver_neutral) as transfer:
        moved = [transfer.step(frame).image for frame in driver_frames[120 : 120 + COUNT]]
    left, top, right, bottom = (round(side) for side in eileen.signal.box)
    half, across, down = bottom - top, (left + right) // 2, (top + bottom) // 2
    rows = slice(max(0, down - half), down + half)
    closer = [image[rows, across - half : across + half] for image in moved]
    return [np.asarray(cv2.resize(image, (SIDE, SIDE))) for image in closer]


def beside(left: Sequence[Image], right: Sequence[Image]) -> list[Image]:
    return [np.concatenate([one, other], axis=1) for one, other in zip(left, right, strict=True)]


Clip = Callable[[str, Sequence[Image]], Path]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    folder = tmp_path_factory.mktemp("clips")

    def make(name: str, images: Sequence[Image]) -> Path:
        return make_video(
            folder / f"{name}.mkv",
            pts=range(len(images)),
            images=images,
            codec="ffv1",
            pix_fmt="bgr0",
        )

    return make


def tracked(driver: Path, face: int | None = None) -> MotionFile:
    out = driver.with_name(f"{driver.stem}-{face}.motion")
    return track(TrackJob(driver, out, generator="warp", driver_face=face))


def moves_alike(one: MotionFile, other: MotionFile, shift: float) -> None:
    """The same face in each frame, `shift` pixels further right in the second."""
    assert len(one) == len(other) == COUNT
    for index in range(COUNT):
        a, b = one.signal(index), other.signal(index)
        assert a is not None
        assert b is not None
        size = a.box[3] - a.box[1]
        apart = b.landmarks[:, :2] - a.landmarks[:, :2] - np.array([shift, 0], np.float32)
        assert np.abs(apart).mean() < 0.01 * size
        assert np.abs(a.blendshapes - b.blendshapes).mean() < 0.03
    rests = [one.neutral(-1), other.neutral(-1)]
    assert rests[0] is not None
    assert rests[1] is not None
    assert np.abs(rests[0]["shape"] - rests[1]["shape"]).mean() < 0.1, "centimetres"


def test_each_in_turn_drives_as_in_a_clip_of_their_own(
    clip: Clip, ann: list[Image], eve: list[Image]
) -> None:
    two = clip("two", beside(ann, eve))
    moves_alike(tracked(clip("ann", ann)), tracked(two, 1), 0)
    moves_alike(tracked(clip("eve", eve)), tracked(two, 2), ann[0].shape[1])


def test_the_portrait_moves_by_whoever_is_chosen(
    clip: Clip, ann: list[Image], eve: list[Image], tmp_path: Path
) -> None:
    """By the pixels of the results: one person's are the single clip's, and not the other's."""
    two, alone = clip("both", beside(ann, eve)), clip("alone", eve)

    def made(driver: Path, face: int | None, name: str) -> np.ndarray:
        out = tmp_path / name
        job = Job(
            driver,
            HOPPER,
            out,
            neutral="first",
            generator="warp",
            settings=SMALL,
            driver_face=face,
        )
        summary = run(job)
        assert summary.frames_without_face == 0
        assert not any("more than one face" in one for one in summary.warnings)
        # Small, for the tracker's tremor shows at every sharp edge, and differs.
        small = [
            cv2.resize(frame.image, (32, 40), interpolation=cv2.INTER_AREA)
            for frame in open_source(out)
        ]
        return np.stack(small).astype(np.float32)

    single = made(alone, None, "single.mp4")
    chosen, other = made(two, 2, "two.mp4"), made(two, 1, "one.mp4")
    assert np.abs(chosen - single).mean() < 0.5 * np.abs(other - single).mean()


class TestStaying:
    """Real faces that move about a wide picture."""

    @staticmethod
    def seen(
        images: Sequence[Image], number: int, settling: float = 0.0
    ) -> list[tuple[Signal | None, int]]:
        lock = DriverLock(number, settling)
        with Tracker(faces=4, lock=lock) as tracker:
            return [
                (tracker.track(image, index / RATE), len(tracker.places))
                for index, image in enumerate(images)
            ]

    @staticmethod
    def scene(faces: Sequence[tuple[Image, float]]) -> Image:
        """Faces with their left edges there, the last one in front."""
        canvas = np.full((SIDE, 900, 3), 120, np.uint8)
        for image, left in faces:
            cut = image[:, 50:350] if image.shape[1] > SIDE else image
            canvas[:, round(left) : round(left) + SIDE] = cut
        return canvas

    @pytest.mark.parametrize("number", [1, 2])
    def test_through_a_crossing(self, ann: list[Image], eve: list[Image], number: int) -> None:
        """Eve passes in front of Ann: where both are seen, and when they have changed sides."""
        steps = [min(1.0, max(0.0, (index - 4) / 20)) for index in range(COUNT)]
        places = [(step * 600, 600 - step * 600) for step in steps]
        images = [
            self.scene([(one, at[0]), (other, at[1])])
            for one, other, at in zip(ann, eve, places, strict=True)
        ]
        found = self.seen(images, number)
        for (signal, _), at in zip(found, places, strict=True):
            if signal is not None and abs(at[0] - at[1]) > 100:
                middle = (signal.box[0] + signal.box[2]) / 2 - SIDE / 2
                mine, other = at if number == 1 else at[::-1]
                assert abs(middle - mine) < abs(middle - other)
        assert found[0][0] is not None
        assert found[-1][0] is not None, "known again on the other side"

    def test_nobody_else_is_taken_while_they_are_away(
        self, ann: list[Image], eve: list[Image]
    ) -> None:
        """However long: and they are known again where they were not before."""
        both = self.scene([(ann[0], 0), (eve[0], 600)])
        alone = self.scene([(eve[0], 600)])
        nearer = self.scene([(eve[0], 100)])
        back = self.scene([(ann[0], 600), (eve[0], 100)])
        images = [both] * 5 + [alone] * 30 + [nearer] * 10 + [back] * 5
        found = self.seen(images, 1)
        assert all(signal is not None for signal, _ in found[:5])
        assert all(signal is None for signal, _ in found[6:45])
        last = found[-1][0]
        assert last is not None
        assert last.box[0] > 600

    def test_a_click(self, ann: list[Image], eve: list[Image]) -> None:
        image = self.scene([(ann[0], 0), (eve[0], 600)])
        with Tracker() as tracker:
            first = tracker.track(image, 0.0)
            assert first is not None
            left, top, right, bottom = tracker.places[1]
            tracker.lock.choose((left + right) / 2, (top + bottom) / 2)
            second = tracker.track(image, 0.04)
            assert second is not None
            assert tracker.lock.switched
            assert abs(second.box[0] - first.box[0]) > 300
            assert tracker.track(image, 0.08) is not None
            assert not tracker.lock.switched
            only_first = self.scene([(ann[0], 0)] if first.box[0] < 300 else [(eve[0], 600)])
            for step in range(3, 60):
                assert tracker.track(only_first, step / RATE) is None


class TestNumbering:
    def test_from_the_left_once_all_are_seen(self) -> None:
        lock = DriverLock(2)
        left, middle, right = boxed(100, 100, 60), boxed(250, 100, 90), boxed(500, 100, 60)
        assert lock([middle], 0.0) is None
        for step in range(1, 13):
            assert lock([right, middle, left], step / RATE) is None
        assert lock([right, middle, left], 13 / RATE) is middle

    def test_a_face_that_is_seen_once_does_not_count(self) -> None:
        lock = DriverLock(2)
        pattern, left, right = boxed(40, 60, 50), boxed(200, 100, 60), boxed(500, 100, 60)
        for step in range(13):
            lock([pattern, left, right] if step == 5 else [left, right], step / RATE)
        assert lock([pattern, left, right], 0.52) is None
        assert lock([left, right], 0.56) is right

    def test_what_it_remembers_is_taken_up(self, ann: list[Image], eve: list[Image]) -> None:
        image = TestStaying.scene([(ann[0], 0), (eve[0], 600)])
        with Tracker(lock=DriverLock(2, 0.0)) as tracker:
            before = tracker.track(image, 0.0)
            other = DriverLock(2)
            other.restore(tracker.lock.arrays())
            again = other(tracker.faces(image, 0.04), 0.04, image)
        assert before is not None
        assert again is not None
        assert abs(again.box[0] - before.box[0]) < 5

    def test_a_number_that_nobody_has(self, clip: Clip, ann: list[Image]) -> None:
        with open_source(clip("one", ann[:6])) as source:
            assert driver_lock(source, 1)["box"].size == 4
            with pytest.raises(InputError, match="no face number 2") as raised:
                driver_lock(source, 2)
        assert "--driver-face" in raised.value.hint

    def test_of_a_motion_file(self, clip: Clip, ann: list[Image], tmp_path: Path) -> None:
        motion = clip("kept", ann[:6]).with_suffix(".motion")
        track(TrackJob(motion.with_suffix(".mkv"), motion, generator="warp"))
        job = Job(motion, HOPPER, tmp_path / "out.mp4", generator="warp", driver_face=2)
        with pytest.raises(InputError, match="one person's motion"):
            run(job)


def test_a_portrait_for_each_face(tmp_path: Path) -> None:
    """Two rows of a batch: each its own name, face and key."""
    for name in ("two.mp4", "ann.jpg", "bob.jpg"):
        (tmp_path / name).write_bytes(b"")
    usual = Job(Path(), Path(), tmp_path, generator="warp")
    rows = [
        Row(driver=("two.mp4",), target=(target,), driver_face=face)
        for face, target in ((1, "ann.jpg"), (2, "bob.jpg"), (2, "ann.jpg"))
    ]
    pieces = plan(rows, usual, tmp_path, "product")
    assert [piece.job.driver_face for piece in pieces] == [1, 2, 2]
    assert [piece.name for piece in pieces] == [
        "two-face1-ann.mp4",
        "two-face2-bob.mp4",
        "two-face2-ann.mp4",
    ]
    assert len({piece.key for piece in pieces}) == 3
