"""What was measured once is not measured again, and is the same to the last bit."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import rtxfer.remembered as remembered_module
import rtxfer.resting as resting_module
import rtxfer.stage as stage_module
from engines.building.command import build_engines
from engines.cache import Cache, Key, measurements
from rtxfer.errors import NoFaceError
from rtxfer.face.code import Code
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame, Image
from rtxfer.generator import Generator
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion
from rtxfer.remembered import VARIABLE, digest, remembered
from rtxfer.response import Response, measure_response
from rtxfer.resting import resting_face
from rtxfer.stage import Stage
from rtxfer.target import Target
from tests.media import make_video


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Counted:
    """Makes 1, 2, 3 …"""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made

    def asked(self, parts: dict[str, str] | None, **changed: Any) -> int:
        return remembered("number", lambda: parts, self, **{"pack": int, "unpack": int} | changed)


PARTS = {"clip": "a", "portrait": "b"}


class TestRemembering:
    def test_once_for_the_same_parts(self) -> None:
        counted = Counted()
        assert [counted.asked(PARTS), counted.asked(dict(reversed(PARTS.items())))] == [1, 1]

    def test_any_part_makes_another(self) -> None:
        counted = Counted()
        others = [PARTS, PARTS | {"clip": "c"}, PARTS | {"portrait": "c"}, PARTS | {"more": ""}]
        assert [counted.asked(parts) for parts in others] == [1, 2, 3, 4]

    @pytest.mark.parametrize("common", ["_program", "_libraries", "processor"])
    def test_so_do_the_program_and_what_it_runs_on(
        self, common: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counted = Counted()
        counted.asked(PARTS)
        monkeypatch.setattr(remembered_module, common, lambda: "another")
        assert counted.asked(PARTS) == 2

    def test_nothing_where_the_parts_cannot_be_told(self) -> None:
        counted = Counted()
        assert [counted.asked(None), counted.asked(None)] == [1, 2]
        assert measurements().entries() == []

    @pytest.mark.parametrize("value", ["no", "0", "Off"])
    def test_nothing_where_that_is_not_wanted(
        self, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, value)
        counted = Counted()
        assert [counted.asked(PARTS), counted.asked(PARTS)] == [1, 2]
        assert measurements().entries() == []

    def test_nothing_where_the_parts_changed_meanwhile(self) -> None:
        """As when a backend breaks and another one goes on."""
        counted = Counted()
        moments = iter(["before", "after"])
        given = {"pack": int, "unpack": int}
        remembered("number", lambda: {"backend": next(moments)}, counted, **given)
        assert measurements().entries() == []

    def test_what_fails_is_not_kept(self) -> None:
        def fail() -> int:
            raise NoFaceError("No face.", "Another clip.")

        with pytest.raises(NoFaceError):
            remembered("number", lambda: PARTS, fail, int, int)
        assert measurements().entries() == []

    @pytest.mark.parametrize("damage", [b"", b"nonsense", None])
    def test_a_broken_entry_is_made_anew(self, folder: Path, damage: bytes | None) -> None:
        counted = Counted()
        counted.asked(PARTS)
        (entry,) = measurements().entries()
        if damage is None:  # whole, but not what was expected
            measurements().store(entry.key, b'{"not": "a number"}')
        else:
            entry.path.write_bytes(damage)
        assert [counted.asked(PARTS), counted.asked(PARTS)] == [2, 2]

    def test_a_folder_that_cannot_be_written(self, folder: Path) -> None:
        folder.write_text("a file")
        counted = Counted()
        assert [counted.asked(PARTS), counted.asked(PARTS)] == [1, 2]

    def test_two_at_once_both_have_it(self) -> None:
        """Both may make it, and whichever is kept is whole."""
        meet = threading.Barrier(2)
        found: list[int] = []

        def make() -> int:
            meet.wait(10)
            return 7

        def ask() -> None:
            found.append(remembered("number", lambda: PARTS, make, int, int))

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert found == [7, 7]
        assert remembered("number", lambda: PARTS, Counted(), int, int) == 7

    def test_the_longest_unused_go(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("engines.cache.MEASURED_LIMIT", 2000)
        counted = Counted()
        for number in range(20):
            counted.asked({"clip": str(number)})
        sizes = [entry.size for entry in measurements().entries()]
        assert 0 < sum(sizes) <= 2000

    def test_they_are_cleared_with_the_engines(self, folder: Path) -> None:
        Counted().asked(PARTS)
        Cache().store(Key("flow render", {}), b"engine")
        build_engines(clean=True)
        assert not [path for path in folder.rglob("*") if path.is_file()]

    def test_arrays_are_told_apart(self) -> None:
        array = np.arange(6, dtype=np.float32)
        others = [array + 1, array.reshape(2, 3), array.astype(np.float64)]
        assert len({digest(other) for other in (array, *others)}) == 4
        assert digest(array) == digest(array.copy())


def same(one: Neutral, other: Neutral) -> bool:
    names = ("shape", "blendshapes", "action_units", "rotation")
    pairs = [(getattr(one, name), getattr(other, name)) for name in names]
    pairs.append((one.code.values, other.code.values))
    alike = all(a.dtype == b.dtype and (a == b).all() for a, b in pairs)
    return alike and one.code.reader == other.code.reader


class TestRestingFaces:
    @pytest.fixture
    def clip(self, tmp_path: Path, driver_frames: list[Frame]) -> Path:
        images = [driver_frames[index].image for index in (18, 22, 26, 105, 110)]
        return make_video(tmp_path / "Ada Lovelace.mp4", pts=range(5), images=images)

    @pytest.fixture
    def looked(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """One item for each time that a clip was looked through."""
        found: list[str] = []
        tracker = resting_module.Tracker

        def opened(*given: Any, **named: Any) -> Any:
            found.append("looked")
            return tracker(*given, **named)

        monkeypatch.setattr(resting_module, "Tracker", opened)
        return found

    @staticmethod
    def read(picture: Image, signal: Signal) -> Signal:
        return replace(signal, code=Code("a", signal.blendshapes[:5] / 3))

    @pytest.mark.parametrize("choice", ["auto", "first", 0.1])
    def test_looked_for_once_and_the_same_to_the_last_bit(
        self, clip: Path, looked: list[str], choice: str | float
    ) -> None:
        first, again = (
            resting_face(clip, choice, read=self.read, reader="a, version 1") for _ in range(2)
        )
        assert looked == ["looked"]
        assert again.code.reader == "a"
        assert same(first, again)

    @pytest.mark.parametrize(
        "changed",
        [
            {"choice": "first"},
            {"start": 0.04},
            {"end": 0.12},
            {"mirrored": True},
            {"read": read, "reader": "a"},
        ],
        ids=lambda changed: next(iter(changed)),
    )
    def test_every_choice_is_another_face(
        self, clip: Path, looked: list[str], changed: dict[str, Any]
    ) -> None:
        resting_face(clip)
        resting_face(clip, **changed)
        assert len(looked) == 2
        assert len(measurements().entries()) == 2

    def test_so_is_another_reader(self, clip: Path, looked: list[str]) -> None:
        resting_face(clip, read=self.read, reader="a")
        resting_face(clip, read=self.read, reader="b")
        assert len(looked) == 2

    def test_a_clip_that_changed(
        self, clip: Path, looked: list[str], driver_frames: list[Frame]
    ) -> None:
        before = resting_face(clip)
        images = [driver_frames[index].image for index in (190, 195, 200)]
        make_video(clip, pts=range(3), images=images)
        assert not same(resting_face(clip), before)
        os.utime(clip, ns=(1, 1))  # changed in place, perhaps, where the samples do not tell
        resting_face(clip)
        assert len(looked) == 3

    def test_not_where_the_reader_is_unknown(self, clip: Path, looked: list[str]) -> None:
        for _ in range(2):
            resting_face(clip, read=self.read)
        assert len(looked) == 2
        assert measurements().entries() == []

    def test_numbers_of_a_face_are_kept_and_nothing_else(self, clip: Path, folder: Path) -> None:
        """No pixel fits in, and no name of a clip."""
        resting_face(clip)
        (path,) = (path for path in folder.rglob("*") if path.is_file())
        content = path.read_text()
        assert "Ada" not in content
        assert len(content) < 60_000
        (entry,) = measurements().entries()
        kept = json.loads(measurements().load(entry.key) or b"")
        assert sorted(kept) == ["blendshapes", "code", "rotation", "shape"]


class TestAnswers:
    @pytest.fixture
    def measured(self, monkeypatch: pytest.MonkeyPatch) -> list[Response | None]:
        """What was measured anew."""
        found: list[Response | None] = []

        def measure(show: Callable[[Motion], Image]) -> Response | None:
            found.append(measure_response(show))
            return found[-1]

        monkeypatch.setattr(stage_module, "measure_response", measure)
        return found

    def test_measured_once_and_the_same_to_the_last_bit(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        measured: list[Response | None],
    ) -> None:
        with Stage(grace, warp) as one, Stage(grace, warp) as other:
            fresh, kept = (stage.fit(driver_neutral).response for stage in (one, other))
        assert len(measured) == 1
        assert (fresh.gains != 1).any()
        for a, b in ((fresh.gains, kept.gains), (fresh.blinks, kept.blinks)):
            assert a.dtype == b.dtype
            assert (a == b).all()

    def test_each_ingredient_makes_another(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        asked: list[object] = []
        monkeypatch.setattr(stage_module, "measure_response", lambda show: asked.append(show))
        touched = grace.image.copy()
        touched[0, 0, 0] ^= 1
        face = grace.signal
        elsewhere = replace(face, landmarks=face.landmarks + np.float32(0.25))
        targets = [grace, replace(grace, image=touched), replace(grace, signal=elsewhere)]
        other_rest = replace(driver_neutral, shape=driver_neutral.shape + np.float32(0.01))
        read = replace(driver_neutral, code=Code("a", np.ones(3, np.float32)))
        for _ in range(2):
            for target in targets:
                Stage(target, warp).fit(driver_neutral)
            for neutral in (other_rest, read):
                Stage(grace, warp).fit(neutral)
        assert len(asked) == 5
        monkeypatch.setattr(Generator, "identity", "another bundle, or another backend")
        Stage(grace, warp).fit(driver_neutral)
        assert len(asked) == 6

    def test_a_portrait_that_cannot_be_measured_is_remembered_as_such(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        asked: list[object] = []
        monkeypatch.setattr(stage_module, "measure_response", lambda show: asked.append(show))
        for _ in range(2):
            stage = Stage(grace, warp).fit(driver_neutral)
            assert (stage.response.gains == 1).all()
        assert len(asked) == 1
