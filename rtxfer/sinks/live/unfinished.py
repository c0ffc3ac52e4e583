"""Recordings in the making, and what becomes of them when they break off.

The parts of a recording lie beside it, in the folder of `Parts`, together with a file that says
which process is making it. Once that process is gone, anybody may finish the recording.
"""

from __future__ import annotations

import logging
from fractions import Fraction
from pathlib import Path
from typing import Final

import psutil

from rtxfer.errors import OutputError
from rtxfer.provenance import Origin
from rtxfer.sinks.destination import explained
from rtxfer.sinks.parts import Parts, free_name, parts_folder
from rtxfer.sinks.video_file import VideoFileSink

_KIND: Final = "recording"
_OWNER: Final = "owner"
_SOUND: Final = "sound.mka"
_BEFORE, _AFTER = parts_folder(Path("*")).name.split("*")

_log = logging.getLogger(__name__)


def begin(path: Path, rate: int) -> Parts:
    """Start a recording that is to appear at `path`, at `rate` frames a second.

    Raises:
        OutputError: the folder cannot be written to.
    """
    parts = Parts.fresh(path, {"kind": _KIND})
    note(parts, rate, Origin())
    with explained(path):
        (parts.folder / _OWNER).write_text(_ourselves())
        parts.commit()
    return parts


def note(parts: Parts, rate: int, origin: Origin) -> None:
    """Have whoever finishes it know what the frames are made with; kept with the next segment."""
    parts.journal.state = {"rate": rate, "origin": origin.to_json()}


def sink(
    path: Path,
    parts: Parts,
    size: tuple[int, int],
    rate: int,
    segment_frames: int,
    encoder: str = "x264",
) -> VideoFileSink:
    """What encodes the frames, whose moments count 1/`rate` seconds, and joins the parts."""
    return VideoFileSink(
        path,
        size=size,
        rate=Fraction(rate),
        time_base=Fraction(1, rate),
        audio_from=sound_of(parts),
        parts=parts,
        segment_frames=segment_frames,
        encoder=encoder,
    )


def sound_of(parts: Parts) -> Path:
    """Where the sound lies, if there is any; its clock begins with the first frame."""
    return parts.folder / _SOUND


def release(parts: Parts) -> None:
    """Let others finish it."""
    (parts.folder / _OWNER).unlink(missing_ok=True)


def finish_all(folder: Path) -> list[Path]:
    """Publish all recordings in `folder` that broke off, each under a free name.

    One that cannot be published, most likely because the disk is full, stays as it is.

    Returns:
        The recordings that appeared.
    """
    finished = []
    for found in folder.glob(f"{_BEFORE}*{_AFTER}"):
        output = folder / found.name.removeprefix(_BEFORE).removesuffix(_AFTER)
        parts = Parts.left_by(output)
        if parts is None or parts.journal.identity.get("kind") != _KIND or _is_owned(found):
            continue
        if not parts.journal.segments:
            parts.remove()
            continue
        try:
            finished.append(_finish(output, parts))
        except OutputError as error:
            _log.warning("%s %s", error.problem, error.hint)
    return finished


def _finish(output: Path, parts: Parts) -> Path:
    state = parts.journal.state
    rate = state.get("rate") if isinstance(state, dict) else None
    origin = state.get("origin") if isinstance(state, dict) else None
    if not isinstance(rate, int):
        raise OutputError(f"{parts.folder} is damaged.", "Remove it.")
    # Its parts make the name itself look taken.
    path = output if not output.exists() else free_name(output)
    with sink(path, parts, (0, 0), rate, 1) as finishing:
        finishing.origin = Origin.from_json(origin)  # no frame is added; leaving publishes
    return path


def _is_owned(folder: Path) -> bool:
    try:
        owner, born = (folder / _OWNER).read_text().split()
        return f"{psutil.Process(int(owner)).create_time()}" == born
    except (OSError, ValueError, psutil.Error):
        return False


def _ourselves() -> str:
    process = psutil.Process()
    return f"{process.pid} {process.create_time()}"
