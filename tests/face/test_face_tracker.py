import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from rtxfer.face import tracker as tracker_module
from rtxfer.face.driver_lock import LOCK_SECONDS, DriverLock
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame
from rtxfer.target import Target
from tests.faces import boxed


class TestDriverLock:
    def test_the_largest_face_becomes_the_driver(self) -> None:
        small, large = boxed(100, 100, 60), boxed(400, 100, 90)
        assert DriverLock()([small, large], 0) is large

    def test_it_sticks_to_the_driver_when_a_larger_face_appears(self) -> None:
        lock = DriverLock()
        lock([boxed(100, 100, 60)], 0)
        for step in range(1, 60):
            driver, other = boxed(100 + step, 100, 60), boxed(400, 100, 150)
            assert lock([other, driver], step / 30) is driver

    def test_a_larger_face_nearby_is_not_taken_either(self) -> None:
        lock = DriverLock()
        lock([boxed(100, 100, 60)], 0)
        driver, other = boxed(104, 100, 60), boxed(150, 100, 100)
        assert lock([other, driver], 0.03) is driver

    def test_another_face_is_refused_until_a_second_has_passed(self) -> None:
        lock = DriverLock()
        driver, other = boxed(100, 100, 60), boxed(500, 100, 80)
        lock([driver, other][:1], 10)
        assert lock([other], 10.5) is None
        assert lock([], 10.9) is None
        assert lock([other], 10 + LOCK_SECONDS + 0.01) is other
        assert lock([driver, other], 11.1) is other

    def test_a_driver_who_comes_back_within_a_second_is_known(self) -> None:
        lock = DriverLock()
        lock([boxed(100, 100, 60)], 0)
        lock([], 0.3)
        driver, other = boxed(110, 100, 60), boxed(400, 100, 90)
        assert lock([other, driver], 0.8) is driver

    def test_no_faces(self) -> None:
        assert DriverLock()([], 0) is None

    def test_a_clock_that_starts_over_does_not_hold_the_lock_for_ever(self) -> None:
        lock = DriverLock()
        lock([boxed(100, 100, 60)], 500.0)
        other = boxed(500, 100, 80)
        assert lock([other], 0.0) is other


class TestTracker:
    def test_a_real_frame(self, driver_frames: list[Frame]) -> None:
        frame = driver_frames[0]
        with Tracker() as tracker:
            signal = tracker.track(frame.image, frame.time)
        assert signal is not None
        assert signal.landmarks.shape == (478, 3)
        assert signal.landmarks.dtype == signal.blendshapes.dtype == np.float32
        assert signal.size == (400, 300)
        left, top, right, bottom = signal.box
        assert 0 < left < right < 400
        assert 0 < top < bottom < 300
        assert ((signal.blendshapes >= 0) & (signal.blendshapes <= 1)).all()
        assert signal.pose.shape == (4, 4)

    @pytest.mark.parametrize("mode", ["video", "picture"])
    @pytest.mark.parametrize(
        "image",
        [
            np.full((240, 320, 3), 128, np.uint8),
            np.zeros((1, 1, 3), np.uint8),
            np.zeros((1, 500, 3), np.uint8),
            np.random.default_rng(0).integers(0, 255, (240, 320, 1), np.uint8).repeat(3, axis=2),
        ],
        ids=["grey", "one pixel", "one row", "noise"],
    )
    def test_no_face(self, mode: str, image: np.ndarray) -> None:
        with Tracker(mode) as tracker:
            assert tracker.track(image, 0.0) is None
            assert tracker.faces(image, 0.1) == []

    def test_the_clock_may_step_back_or_stand(self, driver_frames: list[Frame]) -> None:
        with Tracker() as tracker:
            for time in (5.0, 5.0, 4.9, 0.0, 100.0, 0.0):
                assert tracker.track(driver_frames[0].image, time) is not None

    def test_the_size_of_frames_may_change(
        self, driver_frames: list[Frame], eileen: Target
    ) -> None:
        with Tracker() as tracker:
            first = tracker.track(driver_frames[0].image, 0.0)
            second = tracker.track(eileen.image, 3.0)
        assert first is not None
        assert second is not None
        assert second.size == (512, 512)

    def test_frames_need_not_be_contiguous(self, eileen: Target) -> None:
        with Tracker("picture") as tracker:
            assert len(tracker.faces(eileen.image[:, ::-1])) == 1

    def test_a_mirrored_camera(self, eileen: Target) -> None:
        with Tracker("picture", mirrored=True) as tracker:
            mirrored = tracker.track(eileen.image[:, ::-1])
        assert mirrored is not None
        apart = np.abs(mirrored.landmarks - eileen.signal.landmarks)[:, :2].mean()
        assert apart < 0.03 * (eileen.signal.box[3] - eileen.signal.box[1])

    def test_closing_twice_and_using_it_afterwards(self) -> None:
        tracker = Tracker("picture")
        tracker.close()
        tracker.close()
        with pytest.raises(RuntimeError, match="closed"):
            tracker.faces(np.zeros((9, 9, 3), np.uint8))


def test_trackers_opened_by_two_threads_leave_the_error_stream_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each keeps the library's chatter off it for a moment; the two moments must not overlap."""
    before = os.fstat(2).st_ino
    original = tracker_module._hushed
    first_is_in, first_is_out, second_is_in = (threading.Event() for _ in range(3))

    @contextmanager
    def slow() -> Iterator[None]:
        first = not first_is_in.is_set()
        with original():
            if first:
                first_is_in.set()
                second_is_in.wait(0.5)  # it must not come in between
            else:
                second_is_in.set()
            yield
            if not first:
                first_is_out.wait(20)
        if first:
            first_is_out.set()

    def open_and_close() -> None:
        Tracker("picture").close()

    monkeypatch.setattr(tracker_module, "_hushed", slow)
    threads = [threading.Thread(target=open_and_close) for _ in range(2)]
    threads[0].start()
    assert first_is_in.wait(20)
    threads[1].start()
    for thread in threads:
        thread.join()
    assert second_is_in.is_set()
    assert os.fstat(2).st_ino == before


class TestAStreamThatChangesItsSize:
    """Screen shares and adaptive streams do, at any frame."""

    @pytest.mark.parametrize("size", [(640, 480), (1280, 720), (160, 120), (480, 640)])
    def test_the_lock_holds(self, size: tuple[int, int]) -> None:
        """The same face, seen at another resolution or with more at the sides."""
        lock = DriverLock()
        scale = size[1] / 300
        one, other = boxed(200, 150, 90), boxed(320, 150, 90)
        assert lock([replace(one, size=(400, 300)), replace(other, size=(400, 300))], 0.0)
        at = (size[0] / 2, size[1] / 2)
        same = replace(boxed(*at, 90 * scale), size=size)
        beside = replace(boxed(at[0] + 120 * scale, at[1], 90 * scale), size=size)
        assert lock([beside, same], 0.04) is same
        assert lock([beside], 0.08) is None

    def test_the_face_is_found_in_every_frame(self, driver_frames: list[Frame]) -> None:
        import cv2

        with Tracker() as tracker:
            for step, frame in enumerate(driver_frames[:12]):
                size = [(400, 300), (640, 480), (200, 150)][step // 4]
                image = cv2.resize(frame.image, size).astype(np.uint8, copy=False)
                assert tracker.track(image, step / 25) is not None
