"""The pictures of an opened video file, decoded one after another, damage passed over."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.error import EOFError as FFmpegEnd
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from engines.closing import Closing
from rtxfer.errors import InputError
from rtxfer.frame import Image
from rtxfer.shortage import shortage
from rtxfer.sources.deinterlacing import Deinterlacer
from rtxfer.sources.picture import MOST_PIXELS
from rtxfer.sources.pixels import pixel_aspect, upright_rgb

_LONGEST: Final = 1e9
"""Seconds; thirty years are no clip's length, but a damaged header's."""


class PictureTrack(Closing):
    """An open file and its track of pictures; a context manager.

    Args:
        path: anything FFmpeg reads.

    Attributes:
        container: the open file.
        stream: the track that the file names as its default one, else the first.
        skipped: damaged packets passed over so far.

    Raises:
        InputError: not a video, or no picture in it that this FFmpeg can decode.
    """

    def __init__(self, path: Path) -> None:
        self.skipped = 0
        self.container = _opened(path)
        try:
            self.stream = _default(self.container, path)
        except BaseException:
            self.container.close()
            raise
        self.stream.thread_type = "AUTO"
        self._ends: dict[int, float] = {}

    def close(self) -> None:
        """Let the file go; safe to call twice."""
        self.container.close()

    def seek(self, target: int) -> bool:
        """Go to a keyframe at or before `target` ticks; False where the file has no such way."""
        try:
            self.container.seek(target, stream=self.stream, backward=True)
        except FFmpegError:
            return False
        return True

    def pictures(self) -> Iterator[av.VideoFrame]:
        """Every picture from here to the end, none of them interlaced."""
        whole = Deinterlacer()
        for picture in self._decoded():
            yield from whole(picture)
        yield from whole.rest()

    def _decoded(self) -> Iterator[av.VideoFrame]:
        packets = self.container.demux()
        while True:
            try:
                packet = next(packets, None)
            except FFmpegEnd:
                return
            except FFmpegError as error:  # what was read before is still to be given
                _pass_over(error)
                self.skipped += 1
                continue
            if packet is not None and packet.stream is not self.stream:
                self._note_end(packet.stream, packet)
                continue
            try:
                pictures = self.stream.codec_context.decode(packet)
            except FFmpegEnd:
                return
            except FFmpegError as error:
                _pass_over(error)
                self.skipped += 1
                if packet is None:  # the end, of which the decoder could make nothing
                    return
                continue
            for picture in pictures:
                self._note_end(self.stream, picture)
                yield picture
            if packet is None:
                return

    def rgb(self, picture: av.VideoFrame) -> Image:
        """One of them as it is meant to be seen, RGB uint8 [H, W, 3]."""
        return upright_rgb(picture, pixel_aspect(self.stream))

    @property
    def length(self) -> float | None:
        """Seconds that the file says it has; None where it does not."""
        stream = self.stream
        if self.container.format.name == "avi" and stream.frames and stream.average_rate:
            # FFmpeg shortens what AVI says to what is there.
            return _believable(float(stream.frames / stream.average_rate))
        own = _own_length(stream)
        if own is None and self.container.duration:
            return _believable(self.container.duration / av.time_base)
        return own

    @property
    def missing(self) -> tuple[float, float] | None:
        """Once all pictures were given: where the file ends and where it says that it does,
        seconds; None where both are about the same, or it does not say."""
        declared = self.length
        if declared is None:
            return None
        # A track says how long itself is; a file, how long its longest track is.
        alone = _own_length(self.stream) is not None
        ends = [end for index, end in self._ends.items() if not alone or index == self.stream.index]
        delivered = max(ends, default=0.0)
        return (delivered, declared) if delivered < declared - self._tolerance() else None

    def _tolerance(self) -> float:
        """Seconds by which lengths may differ: that of a last frame is guessed."""
        rate = self.stream.average_rate or self.stream.guessed_rate
        return max(0.1, 2.5 / float(rate)) if rate else 0.25

    def _note_end(self, stream: Stream, part: Packet[Stream] | av.VideoFrame) -> None:
        moment = part.pts if part.pts is not None else part.dts
        if moment is None or part.time_base is None:
            return
        # A file counts from its earliest track, in millionths of a second; a track from itself.
        begin = Fraction(self.container.start_time or 0, av.time_base)
        if stream.start_time is not None and stream.time_base and _own_length(stream):
            begin = stream.start_time * stream.time_base
        end = float((moment + (part.duration or 0)) * part.time_base - begin)
        self._ends[stream.index] = max(self._ends.get(stream.index, 0.0), end)


def _pass_over(error: FFmpegError) -> None:
    """Damage is passed over; memory or threads that cannot be had are no damage.

    Raises:
        ShortageError: it is these.
    """
    if short := shortage(error):
        raise short from error


def _opened(path: Path) -> InputContainer:
    try:
        return av.open(str(path), "r", metadata_errors="replace")
    except FFmpegError as error:
        raise InputError(
            f"{path} is not a video that can be read ({error.strerror}).",
            "It may be cut short or be another kind of file under a video's name; "
            "play it in a video player to find out, then copy or convert it to MP4.",
        ) from error


def _default(container: InputContainer, path: Path) -> VideoStream:
    # Music files carry their cover as a one-picture video stream.
    streams = [
        stream
        for stream in container.streams.video
        if not stream.disposition & Disposition.attached_pic and stream.codec_context
    ]
    if not streams:
        raise InputError(
            f"{path} holds no video stream.",
            "It may be sound only, or of a codec this FFmpeg lacks; convert it to H.264 MP4.",
        )
    stream = next((one for one in streams if one.disposition & Disposition.default), streams[0])
    if stream.width * stream.height > MOST_PIXELS:
        raise InputError(
            f"{path} is {stream.width}x{stream.height}; no more than {MOST_PIXELS // 1_000_000} "
            "million pixels are read.",
            "Scale it down, to 7680x4320 at most, and try again.",
        )
    # And what it says later is not believed either.
    stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
    return stream


def _own_length(stream: Stream) -> float | None:
    """Seconds that a track says it has; None where that is nothing, or cannot be."""
    if stream.duration and stream.time_base:
        return _believable(float(stream.duration * stream.time_base))
    # Matroska's muxers write it as a tag, 00:00:02.000000000.
    parts = stream.metadata.get("DURATION", "").split(":")
    try:
        hours, minutes, seconds = (float(part) for part in parts)
    except ValueError:
        return None
    return _believable(hours * 3600 + minutes * 60 + seconds)


def _believable(seconds: float) -> float | None:
    return seconds if 0 < seconds < _LONGEST else None
