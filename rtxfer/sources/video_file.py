"""Frames of a video file, each at the exact moment it was stored with."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.error import EOFError as FFmpegEnd
from av.error import FFmpegError
from av.stream import Disposition
from av.video.stream import VideoStream

from engines.closing import Closing
from rtxfer.errors import InputError
from rtxfer.frame import Frame
from rtxfer.sources.cut import Cut
from rtxfer.sources.lookup import require_file
from rtxfer.sources.pixels import upright_rgb
from rtxfer.sources.source import SourceInfo
from rtxfer.sources.timestamps import SteadyClock

_SAMPLE_BYTES = 65_536
_FALLBACK_RATE = Fraction(25)


class VideoFileSource(Closing):
    """A video file as a source: variable rate kept, rotation applied, damage passed over.

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
        self.skipped = 0
        time_base = self.info.time_base
        step = round(1 / (self.info.rate or _FALLBACK_RATE) / time_base)
        clock = SteadyClock(step, second=round(1 / time_base))
        first = max(self._first_pts, since) if since is not None else self._first_pts
        index = 0
        for picture in self._decoded_from(first):
            pts = clock.stamp(picture.pts)
            if self._end_pts is not None and pts >= self._end_pts:
                return
            if pts >= first:
                yield Frame(upright_rgb(picture), index, pts, time_base)
                index += 1

    def __iter__(self) -> Iterator[Frame]:
        return self.frames()

    def close(self) -> None:
        """Nothing to let go: each `frames()` opens the file and closes it itself."""

    def _probe(self) -> SourceInfo:
        """Decode one frame: the container's promises alone are not to be trusted."""
        with self._open() as container:
            stream = self._stream(container)
            first = next(self._decoded(container, stream), None)
            if first is None:
                raise InputError(
                    f"No frame of {self._path} can be decoded.",
                    "The file is damaged or cut short; copy or record it again.",
                )
            time_base = first.time_base or stream.time_base or 1 / _FALLBACK_RATE
            rate = stream.average_rate or stream.guessed_rate or None
            height, width = upright_rgb(first).shape[:2]
            length = _length(container, stream)
            has_audio = bool(container.streams.audio)
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

    def _open(self) -> InputContainer:
        try:
            return av.open(str(self._path), "r", metadata_errors="replace")
        except FFmpegError as error:
            raise InputError(
                f"{self._path} is not a video that can be read ({error.strerror}).",
                "It may be cut short or be another kind of file under a video's name; "
                "play it in a video player to find out, then copy or convert it to MP4.",
            ) from error

    def _stream(self, container: InputContainer) -> VideoStream:
        for stream in container.streams.video:
            # Music files carry their cover as a one-picture video stream.
            if not stream.disposition & Disposition.attached_pic and stream.codec_context:
                stream.thread_type = "AUTO"
                return stream
        raise InputError(
            f"{self._path} holds no video stream.",
            "It may be sound only, or of a codec this FFmpeg lacks; convert it to H.264 MP4.",
        )

    def _decoded_from(self, target: int) -> Iterator[av.VideoFrame]:
        """Decode from a keyframe at or before `target` ticks, or from the start if none is found.

        Containers without an index land anywhere after a seek, and streams without timestamps
        cannot tell where they landed; both are read from the beginning instead.
        """
        if target > self._origin:
            with self._open() as container:
                stream = self._stream(container)
                if _sought(container, stream, target):
                    pictures = self._decoded(container, stream)
                    first = next(pictures, None)
                    if first is not None and first.pts is not None and first.pts <= target:
                        yield first
                        yield from pictures
                        return
        self.skipped = 0
        with self._open() as container:
            yield from self._decoded(container, self._stream(container))

    def _decoded(self, container: InputContainer, stream: VideoStream) -> Iterator[av.VideoFrame]:
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets, None)
                pictures = packet.decode() if packet else stream.codec_context.decode(None)
            except FFmpegEnd:
                return
            except FFmpegError:
                self.skipped += 1
                continue
            yield from pictures
            if packet is None:
                return


def _sought(container: InputContainer, stream: VideoStream, target: int) -> bool:
    try:
        container.seek(target, stream=stream, backward=True)
    except FFmpegError:
        return False
    return True


def _length(container: InputContainer, stream: VideoStream) -> float | None:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if container.duration:
        return container.duration / av.time_base
    return None
