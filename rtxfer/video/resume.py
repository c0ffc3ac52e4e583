"""Whether what an interrupted run left behind belongs to the work at hand."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import av

from rtxfer import __version__
from rtxfer.errors import InputError
from rtxfer.sinks import JsonValue, Parts, destination_of, is_resumable
from rtxfer.sinks.parts import parts_folder
from rtxfer.sources import Source
from rtxfer.video.contract import VideoOptions

_SLACK: Final = 60
"""Seconds by which a clip may be longer than it says."""

_MISFITS: Final = {
    "driver": "another driver, or another cut of it",
    "settings": "another portrait or other settings",
    "version": "another version of rtxfer",
}


def saved_state(source: Source, out: Path, options: VideoOptions) -> JsonValue:
    """The `state` kept with unfinished work on `out`; None if there is none that fits."""
    parts = Parts.left_by(destination_of(out))
    if parts is None or _misfits(parts, source, options):
        return None
    return parts.journal.state


def parts_for(source: Source, out: Path, options: VideoOptions) -> tuple[Parts | None, list[str]]:
    """The folder to work in, holding finished parts if `options.resume` finds any that fit.

    Returns:
        The parts, None if `out` is of a kind that is written in one go; and what to tell the
        user about them.

    Raises:
        InputError: `resume` is asked for such a kind.
        OutputError: the folder of `out` cannot be written to.
    """
    if not is_resumable(out):
        if options.resume:
            raise InputError(
                f"Work on {out.name} cannot be resumed: GIF and WebP are written in one go.",
                "Leave --resume away, or make an MP4 first and convert it.",
            )
        return None, []
    destination = destination_of(out)
    warnings = []
    if options.resume:
        left = Parts.left_by(destination)
        misfits = _misfits(left, source, options) if left else []
        if left and not misfits:
            return left, []
        reason = "there is none"
        if misfits:
            reason = f"it was made with {' and '.join(misfits)}"
        elif parts_folder(destination).exists():
            reason = "it is damaged"
        warnings = [f"Unfinished work on {out.name} cannot be resumed: {reason}. Starting anew."]
    return Parts.fresh(destination, _identity(source, options), options.state), warnings


def _misfits(parts: Parts, source: Source, options: VideoOptions) -> list[str]:
    identity = _identity(source, options)
    misfits = [
        words for key, words in _MISFITS.items() if parts.journal.identity.get(key) != identity[key]
    ]
    last, length = parts.journal.last_pts, source.info.duration
    if last is not None and length and not misfits:
        first = parts.journal.first_pts or 0
        if (last - first) * source.info.time_base > length + _SLACK:
            return ["moments that this driver has not"]
    return misfits


def _identity(source: Source, options: VideoOptions) -> dict[str, str]:
    settings = f"{options.fingerprint}\n{options.side_by_side}"
    return {
        "driver": source.identity,
        "settings": hashlib.sha256(settings.encode()).hexdigest(),
        # Segments join by plain copying only if the very same encoder made them all.
        "version": f"{__version__} libavcodec {av.library_versions['libavcodec']}",
    }
