"""Not one pixel of the driver comes out, whatever goes wrong: not in a film, nor in what is kept.

The driver is shown in magenta, which the portrait is not. Every file that a run writes or leaves
behind is looked at: pictures and films by their pixels, all others byte by byte.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import re
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtxfer import job
from rtxfer.errors import RtxferError
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.job import Job
from rtxfer.settings import OutputSettings, TransferSettings
from rtxfer.sources import open_source
from rtxfer.video import VideoProgress
from tests.conftest import DEMO

SIZE = 240
PORTRAIT = DEMO / "grace_hopper.jpg"
SETTINGS = TransferSettings(output=OutputSettings(width=SIZE, height=SIZE, fit="crop"))
FILMS = {".mp4", ".gif", ".webp", ".png", ".jpg"}
RUN = re.compile(rb"(?:([\x40-\xff])\x00\1){8}")
"""Eight magenta pixels, as they lie in memory."""
MOST = 80
"""How much more red and blue than green any pixel may have: the portrait has 68, the driver 96."""


def magentaness(image: Image) -> int:
    wide = image.astype(int)
    return int((wide[..., [0, 2]].min(-1) - wide[..., 1]).max())


def magenta(image: Image) -> Image:
    """The same face, and a little of it in every pixel: black would tell nothing."""
    grey = np.maximum(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), 96)
    return np.dstack([grey, np.zeros_like(grey), grey])


@pytest.fixture(scope="module")
def faces() -> list[Image]:
    """The shipped driver as he opens his mouth, in magenta."""
    with open_source(DEMO / "driver.mp4", 6.0, 6.6) as source:
        return [magenta(frame.image) for frame in source]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user whose caches, settings and log lie here too, and where measurements are kept."""
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "home" / "rtxfer"))
    monkeypatch.delenv("RTXFER_REMEMBER")
    return tmp_path


def clip_of(folder: Path, images: list[Image]) -> Path:
    folder.mkdir()
    for number, image in enumerate(images):
        cv2.imwrite(str(folder / f"{number:04d}.png"), image[..., ::-1])
    return folder


def make(
    home: Path,
    driver: Path,
    out: str = "moved",
    on_progress: Callable[[VideoProgress], None] | None = None,
    **more: object,
) -> None:
    job.run(
        Job(
            driver=driver,
            target=PORTRAIT,
            out=home / out,
            generator="warp",
            settings=SETTINGS,
            **more,  # type: ignore[arg-type]
        ),
        on_progress,
    )


def pictures_of(path: Path) -> Iterator[Image]:
    with open_source(path) as source:
        yield from (frame.image for frame in source)


def contents(path: Path) -> Iterator[bytes]:
    """What a file holds, and what is packed within it."""
    raw = path.read_bytes()
    yield raw
    if path.suffix == ".json":
        packed = json.loads(json.loads(raw).get("body", "{}")).get("arrays", "")
        if packed:
            with np.load(io.BytesIO(base64.b64decode(packed)), allow_pickle=False) as arrays:
                for array in arrays.values():
                    assert array.size < SIZE * SIZE // 4, "a picture, or most of one"
                    yield array.tobytes()


def check(home: Path, driver: Path) -> int:
    """Look at every file but the driver's.

    Returns:
        How many pictures were seen.
    """
    seen = 0
    for path in home.rglob("*"):
        if not path.is_file() or path.is_relative_to(driver):
            continue
        if path.suffix in FILMS:
            for picture in pictures_of(path):
                assert magentaness(picture) < MOST, path
                seen += 1
        for content in contents(path):
            assert not RUN.search(content), path
    return seen


def test_the_check_would_see_it(home: Path, faces: list[Image]) -> None:
    none = home / "none"
    driver = clip_of(home / "driver", faces[:1])
    with pytest.raises(AssertionError):
        check(home, none)
    assert check(home, driver) == 0
    (home / "dump").write_bytes(faces[0].tobytes())
    with pytest.raises(AssertionError):
        check(home, driver)
    (home / "dump").unlink()
    make(home, driver, side_by_side=True)
    with pytest.raises(AssertionError):
        check(home, driver)


@pytest.mark.parametrize("out", ["moved", "moved.mp4", "moved.gif"])
def test_a_film(home: Path, faces: list[Image], out: str) -> None:
    driver = clip_of(home / "driver", faces)
    make(home, driver, out)
    assert check(home, driver) == len(faces)


def test_no_face_at_first_and_then_two(home: Path, faces: list[Image]) -> None:
    height, width = faces[0].shape[:2]
    empty = np.full_like(faces[0], (200, 0, 200))
    small = cv2.resize(faces[5], (width // 2, height // 2))
    two = empty.copy()
    two[: height // 2, : width // 2] = two[: height // 2, -(width // 2) :] = small
    driver = clip_of(home / "driver", [empty, *faces[:6], two, two, empty])
    make(home, driver)
    assert check(home, driver) == 10


BREAKS: dict[str, tuple[type, str]] = {
    "tracker": (Tracker, "track"),
    "generator": (Generator, "render"),
    "code": (Generator, "read"),
}


@pytest.mark.parametrize("what", BREAKS)
@pytest.mark.parametrize("calls", [1, 12])
def test_what_breaks_leaves_nothing_behind(
    home: Path,
    faces: list[Image],
    what: str,
    calls: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Also in what is said of it: the traceback, and the log."""
    caplog.set_level(logging.DEBUG)
    driver = clip_of(home / "driver", faces)
    kind, name = BREAKS[what]
    works: Callable[..., object] = getattr(kind, name)
    number = count(1)

    def breaks(*arguments: object, **named: object) -> object:
        if next(number) >= calls:
            raise ZeroDivisionError("broken")
        return works(*arguments, **named)

    monkeypatch.setattr(kind, name, breaks)
    with pytest.raises((ZeroDivisionError, RtxferError)) as error:
        make(home, driver)
    (home / "crash.txt").write_text("".join(traceback.format_exception(error.value)))
    (home / "rtxfer.log").write_text(caplog.text)
    check(home, driver)


def test_unfinished_work_and_what_goes_on_from_it(
    home: Path, faces: list[Image], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = clip_of(home / "driver", faces)

    def stop(progress: VideoProgress) -> None:
        if progress.done == 8:
            raise KeyboardInterrupt

    monkeypatch.setattr("rtxfer.video.runner.segment_frames", lambda size: 3)
    with pytest.raises(KeyboardInterrupt):
        make(home, driver, "moved.mp4", on_progress=stop)
    assert (home / ".moved.mp4.rtxfer-part" / "journal.json").is_file()
    check(home, driver)
    make(home, driver, "moved.mp4", resume=True)
    assert check(home, driver) >= len(faces)


def test_the_driver_is_seen_and_is_magenta(faces: list[Image]) -> None:
    """Else all of this would prove nothing."""
    with Tracker("picture") as tracker:
        assert tracker.track(faces[0]) is not None
    assert min(int(face[..., 0].min()) for face in faces) >= 96
