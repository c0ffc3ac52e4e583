"""Frames of a video file, each at the exact moment it was stored with."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av

from engines.closing import Closing
from rtxfer.errors import InputError
from rtxfer.frame import Frame
from rtxfer.sources.cut import Cut
from rtxfer.sources.lookup import require_file
from rtxfer.sources.picture_track import PictureTrack
from rtxfer.sources.source import SourceInfo
from rtxfer.sources.timestamps import SteadyClock

_SAMPLE_BYTES = 65_536
_FALLBACK_RATE = Fraction(25)


class VideoFileSource(Closing):
    """A video file as a source: variable rate kept, pixels upright and square, damage passed over.

    Args:
        path: anything FFmpeg reads.
        start: seconds from the first frame at which to begin; None for the beginning.
        end: seconds from the first frame before which to stop; None for the end.

    Raises:
        InputError: no such file, not a video, no picture in it that can be decoded, or nothing
            between `start` and `end`.
    """

    def __init__(self, path: Path, start: float | None = None, end: float | None = None) -> None:
        self.skipped = 0
        self.notes: tuple[str, ...] = ()
        self._path = require_file(path, "video")
        self._cut = Cut(start, end)
        self.info = self._probe()

    @property
    def identity(self) -> str:
        """The file's size and samples of its content, and the cut."""
        digest = hashlib.sha256()
        size = self._path.stat().st_size
        with self._path.open("rb") as file:
            # Hours of video need not be read to tell two recordings apart.
            for place in (0, size // 2, max(0, size - _SAMPLE_BYTES)):
                file.seek(place)
                digest.update(file.read(_SAMPLE_BYTES))
        return f"{size}:{digest.hexdigest()}:{self._cut}"

    def frames(self, since: int | None = None) -> Iterator[Frame]:
        """Every frame of the cut, or those whose `pts` is at least `since`."""
        self.skipped, self.notes = 0, ()
        time_base = self.info.time_base
        step = round(1 / (self.info.rate or _FALLBACK_RATE) / time_base)
        clock = SteadyClock(step, second=round(1 / time_base))
        first = max(self._first_pts, since) if since is not None else self._first_pts
        index = 0
        for track, picture in self._pictures_from(first):
            pts = clock.stamp(picture.pts)
            if self._end_pts is not None and pts >= self._end_pts:
                return
            if pts >= first:
                yield Frame(track.rgb(picture), index, pts, time_base)
                index += 1

    def __iter__(self) -> Iterator[Frame]:
        return self.frames()

    def close(self) -> None:
        """Nothing to let go: each `frames()` opens the file and closes it itself."""

    def _probe(self) -> SourceInfo:
        """Decode one frame: the container's promises alone are not to be trusted."""
        with PictureTrack(self._path) as track:
            first = next(track.pictures(), None)
            if first is None:
                raise InputError(
                    f"No frame of {self._path} can be decoded.",
                    "The file is damaged or cut short; copy or record it again.",
                )
            stream = track.stream
            time_base = first.time_base or stream.time_base or 1 / _FALLBACK_RATE
            rate = stream.average_rate or stream.guessed_rate or None
            height, width = track.rgb(first).shape[:2]
            length = track.length
            has_audio = bool(track.container.streams.audio)
            stored_frames = stream.frames or None

        self._origin = first.pts or 0
        start, end = self._cut.start, self._cut.end
        self._first_pts = self._origin + math.ceil((start or 0) / time_base)
        self._end_pts = None if end is None else self._origin + math.ceil(end / time_base)
        duration = self._cut.applied_to(length, self._path)
        if not self._cut.is_whole or stored_frames is None:
            stored_frames = round(duration * rate) if duration and rate else None
        return SourceInfo(
            name=self._path.name,
            width=width,
            height=height,
            rate=rate,
            time_base=time_base,
            duration=duration,
            frames=stored_frames,
            has_audio=has_audio,
            path=self._path,
        )

    def _pictures_from(self, target: int) -> Iterator[tuple[PictureTrack, av.VideoFrame]]:
        """Decode from a keyframe at or before `target` ticks, or from the start if none is found.

        Containers without an index land anywhere after a seek, and streams without timestamps
        cannot tell where they landed; both are read from the beginning instead.
        """
        if target > self._origin:
            with PictureTrack(self._path) as track:
                pictures = track.pictures() if track.seek(target) else iter(())
                first = next(pictures, None)
                if first is not None and first.pts is not None and first.pts <= target:
                    yield track, first
                    yield from self._told(track, pictures)
                    return
        with PictureTrack(self._path) as track:
            yield from self._told(track, track.pictures())

    def _told(
        self, track: PictureTrack, pictures: Iterator[av.VideoFrame]
    ) -> Iterator[tuple[PictureTrack, av.VideoFrame]]:
        for picture in pictures:
            self.skipped = track.skipped
            yield track, picture
        self.skipped = track.skipped
        if track.missing:
            here, said = track.missing
            self.notes = (
                f"{self._path.name} ends at {here:.1f} s of {said:.1f} s: it is damaged or was cut "
                "short. What is there was used; copy or record it again for the rest.",
            )
