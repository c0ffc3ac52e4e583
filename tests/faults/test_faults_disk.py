"""A disk that is full at any byte, a folder that may not be written to: one sentence, no half file.

The disk is a real one, in memory; it is given so much room, and the next time a page more, until
what is written fits.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from engines.cache import Cache, Key
from rtxfer.app.model.preferences import Preferences, read_preferences, write_preferences
from rtxfer.batch.journal import opened
from rtxfer.batch.outcome import Outcome
from rtxfer.errors import OutputError
from rtxfer.face.geometry import canonical_face
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.writer import MotionWriter
from rtxfer.profiles import Profile, Profiles
from rtxfer.provenance import Origin
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sinks.live.snapshot import save_snapshot
from rtxfer.sources import open_source
from rtxfer.video import process
from tests.faults.places import PAGE, leave_room, read_only, small_disk
from tests.media import frames_of, make_video
from tests.runs import SHORT, Mirror

NOISE = np.random.default_rng(0).integers(0, 255, (48, 64, 3), dtype=np.uint8)
MOST = 60
"""Pages."""


def neutral() -> Neutral:
    face = canonical_face()
    return Neutral.from_json(
        {"shape": face.tolist(), "blendshapes": [0.0] * 52, "rotation": np.eye(3).tolist()}
    )


def settings(folder: Path, number: int) -> None:
    write_preferences(folder / "preferences.json", Preferences(source=f"{number}" * 9000))


def profile(folder: Path, number: int) -> None:
    Profiles(folder).save(Profile.of(f"{number}" * 3000, "camera", neutral()))


def cache(folder: Path, number: int) -> None:
    Cache(folder).store(Key("k", {"a": "b"}), bytes([number]) * 9000)


def motion(folder: Path, number: int) -> None:
    writer = MotionWriter("clip", frames_of([0])[0].time_base, None)
    writer.rest(neutral())
    for frame in frames_of(range(20)):
        writer.add(frame, None)
    writer.motion().save(folder / "me.motion")


def snapshot(folder: Path, number: int) -> None:
    save_snapshot(NOISE, folder, Origin())


def journal(folder: Path, number: int) -> None:
    with opened(folder) as book:
        book.add(Outcome("one", "failed", reason="x" * 9000))


def checkpoint(folder: Path, number: int) -> None:
    torch = pytest.importorskip("torch")
    from train.trainer.checkpoint import Checkpoint

    network = torch.nn.Linear(40, 40)
    Checkpoint({"a": network}, {"a": network}, {}).save(folder)


def recording(folder: Path, number: int) -> None:
    sink = RecordingSink(folder / "take.mp4")
    told: list[str] = []
    sink.open((64, 48), 25)
    for tick in range(30):
        sink.write(NOISE, tick / 25)
    sink.close()
    sink.wait()
    if not (folder / "take.mp4").exists():
        raise OutputError(f"nothing appeared {told}")


WRITES: dict[str, Callable[[Path, int], None]] = {
    "settings": settings,
    "profile": profile,
    "engine cache": cache,
    "motion file": motion,
    "snapshot": snapshot,
    "batch journal": journal,
    "checkpoint": checkpoint,
}


def content(folder: Path) -> dict[str, bytes]:
    """What lies there under a name that people see."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.suffix != ".lock"
    }


def is_of(error: Exception, number: int) -> bool:
    """Whether it is the system's word, or a sentence that comes from it or names it."""
    cause = error.__cause__ or error
    return getattr(cause, "errno", None) == number or os.strerror(number) in f"{cause}"


@contextmanager
def told() -> Iterator[list[Exception]]:
    """What was refused: in a sentence, or as the system's own word where that is promised."""
    found: list[Exception] = []
    try:
        yield found
    except (OutputError, OSError) as error:
        found.append(error)


@pytest.mark.parametrize("name", list(WRITES))
def test_full_at_any_page(name: str, tmp_path: Path) -> None:
    write, failures = WRITES[name], 0
    with small_disk(tmp_path / "disk") as disk:
        folder = disk / "out"
        folder.mkdir()
        for pages in range(MOST):
            leave_room(disk, pages * PAGE)
            with told() as refused:
                write(folder, 1)
            if not refused:
                break
            assert is_of(refused[0], errno.ENOSPC)
            failures += 1
            left = {n: len(c) for n, c in content(folder).items() if not n.endswith("jsonl")}
            if name != "checkpoint":  # whose first file may be whole while its second is not
                assert not left, f"half of it, with {pages} pages"
            assert not list(folder.glob("*.rtxfer-draft")) + list(folder.glob(".*.rtxfer-draft"))
        else:
            raise AssertionError("it never fitted")
    assert failures, "else nothing was tried"


@pytest.mark.parametrize("name", ["settings", "profile", "engine cache"])
def test_the_old_one_stays(name: str, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        folder = disk / "out"
        folder.mkdir()
        WRITES[name](folder, 1)
        before = content(folder)
        leave_room(disk, PAGE)
        with told() as refused:
            WRITES[name](folder, 1)
        assert is_of(refused[0], errno.ENOSPC)
        assert content(folder) == before


@pytest.mark.parametrize("name", ["out.mp4", "out.mkv", "out.gif", "out.webp", "frames"])
def test_a_result_on_a_disk_that_is_full_at_any_page(name: str, tmp_path: Path) -> None:
    driver = make_video(tmp_path / "in.mp4", pts=range(12), images=[NOISE] * 12)
    room, failures = 0, 0
    with small_disk(tmp_path / "disk", 8 << 20) as disk:
        folder = disk / "out"
        folder.mkdir()
        while True:
            leave_room(disk, room)
            with told() as refused:
                process(open_source(driver), Mirror(), folder / name, SHORT)
            if not refused:
                break
            assert "disk is full" in f"{refused[0]}", room
            failures += 1
            assert not (folder / name).exists(), f"half of it, with {room} bytes"
            assert {path.name for path in folder.iterdir()} <= {f".{name}.rtxfer-part"}
            room += PAGE * max(1, failures // 3)
        shown = len(list(open_source(folder / name)))
        assert shown in (12, 1), "WebP joins equal neighbours"
        assert {path.name for path in folder.iterdir()} <= {name, f"{name}.c2pa"}
    assert failures > 2


def test_what_was_recorded_is_published_when_there_is_room_again(tmp_path: Path) -> None:
    from rtxfer.sinks.live import unfinished

    with small_disk(tmp_path / "disk", 8 << 20) as disk:
        folder = disk / "out"
        folder.mkdir()
        leave_room(disk, 40 * PAGE)
        with suppress(OutputError):
            recording(folder, 1)
        if not (folder / "take.mp4").exists():
            (disk / "filler").unlink()
            for owner in folder.glob(".*/owner"):
                owner.unlink()  # as when the program has ended
            unfinished.finish_all(folder)
        for path in folder.glob("*.mp4"):
            assert list(open_source(path)), "half a recording"


@pytest.mark.parametrize("name", list(WRITES))
def test_a_folder_that_may_only_be_read(name: str, tmp_path: Path) -> None:
    with read_only(tmp_path / "disk") as folder:
        with told() as refused:
            WRITES[name](folder, 1)
        assert refused, "it was written"
        assert is_of(refused[0], errno.EROFS)


@pytest.mark.parametrize("name", ["out.mp4", "out.gif", "frames"])
def test_a_result_in_a_folder_that_may_only_be_read(name: str, tmp_path: Path) -> None:
    driver = make_video(tmp_path / "in.mp4", pts=range(12))
    with read_only(tmp_path / "disk") as folder, pytest.raises(OutputError, match="not allowed"):
        process(open_source(driver), Mirror(), folder / name, SHORT)


def test_settings_in_such_a_folder_are_defaults(tmp_path: Path) -> None:
    with read_only(tmp_path / "disk") as folder:
        assert read_preferences(folder / "preferences.json") == (Preferences(), "")


def test_a_path_below_a_file(tmp_path: Path) -> None:
    """Where nothing can be mounted this much is tried."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        profile(tmp_path / "file", 1)
    for write in (settings, cache):
        with told() as refused:
            write(tmp_path / "file", 1)
        assert refused
