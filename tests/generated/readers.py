"""Every kind of file read as the program reads it, to the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, Final

import av
import numpy as np

from engines.bundle import MANIFEST, open_bundle, shelves
from engines.cache import Cache
from engines.errors import EngineError
from rtxfer.app.model.preferences import read_preferences
from rtxfer.batch.journal import Journal as BatchJournal
from rtxfer.batch.table import read_rows
from rtxfer.bench.compare import compare, earlier_run
from rtxfer.cli.config import defaults_of
from rtxfer.errors import RtxferError
from rtxfer.profiles import Profiles
from rtxfer.provenance.certificate import _read as read_certificate
from rtxfer.provenance.policy import _read as read_policy
from rtxfer.provenance.read import read_claim
from rtxfer.remote.commands import Status, obey
from rtxfer.sinks.parts import Parts, parts_folder
from rtxfer.sources import open_source
from rtxfer.sources.picture import read_noted
from rtxfer.target import Target
from rtxfer.video import process
from tests.generated.seeds import KEY
from tests.media import read_video
from tests.runs import Black

EXPECTED: Final = (RtxferError, EngineError)
FRAMES: Final = 60


def read(kind: str, path: Path, *, deep: bool = False) -> str:
    """Read a file that may be damaged; in a folder of its own.

    Args:
        kind: of it, see `tests.generated.seeds`.
        path: the file.
        deep: also make a film of it, or look for a face in it.

    Returns:
        What came of it: "result", or the sentence that the user is told.

    Raises:
        AssertionError: neither.
    """
    how = _READERS.get(kind, _video)
    outcome = _told(lambda: how(path))
    if deep and how is _video:
        _told(lambda: _film(path))
    if deep and how is _picture:
        _told(lambda: Target.open(path))
    return outcome


def _told(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except EXPECTED as error:
        told = error.problem
    else:
        return "result"
    assert 0 < len(told) < 600, f"no short sentence: {told[:2000]!r}"
    assert "\n" not in told, f"more than one line: {told!r}"
    return told


def _video(path: Path) -> None:
    with open_source(path) as source:
        for frame in islice(source.frames(), FRAMES):
            assert frame.image.ndim == 3


def _film(path: Path) -> None:
    """What comes out is whole, or is not there."""
    out = path.with_name("made.mp4")
    try:
        with open_source(path) as source:
            told = source.info.frames
            if told is not None and told > 2000:
                return  # what is there takes no longer, but a loop of a whole clip would
            summary = process(source, Black(), out)
    except EXPECTED:
        assert not out.exists(), "a film in spite of an error"
        return
    assert len(read_video(out)) == summary.frames
    with av.open(str(out)) as made:
        for sound in made.streams.audio:
            assert sum(1 for packet in made.demux(sound) if packet.size)
    out.unlink()


def _picture(path: Path) -> None:
    problem = _told(lambda: read_noted(path))
    with open_source(path) as source:
        for frame in islice(source.frames(), FRAMES):
            assert frame.image.dtype == np.uint8
    assert problem == "result" or len(problem) > 20


def _motion(path: Path) -> None:
    with open_source(path) as source:
        list(source.frames())
        assert source.info.frames


def _manifest(path: Path) -> None:
    folder = path.with_name("bundle")
    folder.mkdir(exist_ok=True)
    shutil.copy(path, folder / MANIFEST)
    for graph in (shelves()[0] / "warp").glob("*.onnx"):
        if not (folder / graph.name).exists():
            shutil.copy(graph, folder)  # a link that leads out is refused
    open_bundle(folder)


def _preferences(path: Path) -> None:
    copy = path.with_name("copy.json")
    shutil.copy(path, copy)
    _, notice = read_preferences(copy)
    assert "\n" not in notice
    assert len(notice) < 800
    assert copy.exists() != bool(notice), "neither kept nor set aside"
    defaults_of(path)


def _profile(path: Path) -> None:
    folder = path.with_name("profiles")
    folder.mkdir(exist_ok=True)
    shutil.copy(path, folder / "seed.json")
    for profile in Profiles(folder).list():
        assert np.isfinite(profile.resting().shape).all()
        assert np.isfinite(profile.resting().blendshapes).all()


def _table(path: Path) -> None:
    for row in read_rows(path)[:50]:
        list(islice(row.pairs("product", path.parent), 50))


def _journal(path: Path) -> None:
    folder = parts_folder(path.with_name("made.mp4"))
    folder.mkdir(exist_ok=True)
    shutil.copy(path, folder / "journal.json")
    Parts.left_by(path.with_name("made.mp4"))


def _batch(path: Path) -> None:
    BatchJournal(path.parent)


class _Controls:
    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None

    def status(self) -> Status:
        return Status(True, False, False, False, "", (), True, 25.0)


def _message(path: Path) -> None:
    controls: Any = _Controls()
    assert obey(controls, path.read_bytes()).startswith('{"ok"')


def _bench(path: Path) -> None:
    compare(earlier_run(path), {"generated_fps": 24.0, "stages": {"render": 3.0}})


def _kept(path: Path) -> None:
    assert Cache(path.parent).load(KEY) in (None, b"12345678" * 16)
    Cache(path.parent).entries()


def _claim(path: Path) -> None:
    read_claim(path)


def _sidecar(path: Path) -> None:
    read_claim(path.with_suffix(""))


_PICTURES: Final = (
    "jpg jpg-progressive png webp tiff avif heic bmp jp2 gif webp-moving apng".split()
)

_READERS: Final[dict[str, Callable[[Path], None]]] = {
    **dict.fromkeys(_PICTURES, _picture),
    **dict.fromkeys(
        ("signed-mp4", "signed-png", "signed-jpg", "signed-webp", "signed-tif"), _claim
    ),
    **dict.fromkeys(("table-csv", "table-json", "table-toml"), _table),
    "sidecar": _sidecar,
    "motion": _motion,
    "manifest": _manifest,
    "preferences": _preferences,
    "profile": _profile,
    "journal": _journal,
    "batch": _batch,
    "policy": lambda path: read_policy(path) and None,
    "message": _message,
    "bench": _bench,
    "certificate": lambda path: read_certificate(path) and None,
    "kept": _kept,
}
