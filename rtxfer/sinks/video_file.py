"""MP4, MOV, MKV and WebM files with exact timestamps and the driver's sound."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Final

from av.error import FFmpegError

from rtxfer.frame import Frame
from rtxfer.sinks.encoder import H264, VP9, SegmentEncoder, VideoCodec
from rtxfer.sinks.file_sink import FileSink
from rtxfer.sinks.mux import Joining
from rtxfer.sinks.parts import Parts, Segment

VIDEO_CODECS: Final[dict[str, VideoCodec]] = {
    ".mp4": H264,
    ".mov": H264,
    ".mkv": H264,
    ".webm": VP9,
}
"""How each kind of video file is compressed."""


class VideoFileSink(FileSink):
    """Encodes in short segments that survive an interruption, and joins them at the end.

    The first frame's moment becomes zero; all others keep their exact distance from it (MKV and
    WebM store milliseconds and round to those). The sound under the result is that of the very
    span of time the frames cover.

    Args:
        path: the destination; its extension is a key of `VIDEO_CODECS`.
        size: width and height of every frame.
        rate: nominal frames per second; None if unknown.
        time_base: unit of the frames' `pts`, in seconds.
        audio_from: the file whose sound to use, on the same clock as the frames; or None.
        parts: resumable work to go on with, or None.
        segment_frames: frames to a segment: what a crash can cost at most.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: tuple[int, int],
        rate: Fraction | None,
        time_base: Fraction,
        audio_from: Path | None = None,
        parts: Parts | None = None,
        segment_frames: int = 250,
    ) -> None:
        super().__init__(path, parts)
        self._size = size
        self._rate = rate
        self._time_base = time_base
        self._audio_from = audio_from
        self._segment_frames = segment_frames
        self._joined = self._parts.folder / f"joined{path.suffix.lower()}"
        self._encoder: SegmentEncoder | None = None
        self._segment = Segment("", 0, 0)
        self._last_pts = 0

    def _write(self, frame: Frame) -> None:
        pts = round(frame.pts * frame.time_base / self._time_base)
        if self._encoder is None:
            self._encoder = self._begin(pts)
        self._encoder.write(frame.image, pts - self._segment.first_pts)
        self._segment.frames += 1
        self._last_pts = pts
        if self._segment.frames >= self._segment_frames:
            self._finish_segment()

    def _begin(self, pts: int) -> SegmentEncoder:
        name = f"{len(self._parts.journal.segments):06d}.mp4"
        self._segment = Segment(name, pts, 0)
        codec = VIDEO_CODECS[self.path.suffix.lower()]
        return SegmentEncoder(
            self._parts.folder / name, codec, self._size, self._rate, self._time_base
        )

    def _finish_segment(self) -> None:
        if self._encoder is None:
            return
        encoder, self._encoder = self._encoder, None
        try:
            encoder.close()
        except BaseException:
            encoder.abandon()
            raise
        journal = self._parts.journal
        if journal.first_pts is None:
            journal.first_pts = self._segment.first_pts
        journal.last_pts = self._last_pts
        journal.frames += self._segment.frames
        journal.segments.append(self._segment)
        self._parts.commit()

    def _publish(self) -> None:
        self._finish_segment()
        journal = self._parts.journal
        if not journal.segments:
            raise self._nothing_written()
        joining = Joining(self._parts.folder, journal, self._time_base, self._rate)
        self.audio = joining.into(self._joined, self._audio_from)
        self._joined.replace(self.path)

    def _abandon(self) -> None:
        if self._parts.kept:
            # Even a short segment is work worth keeping. If it cannot be finished, most likely
            # for the same reason that ends the whole, the segments before it still stand.
            with suppress(OSError, FFmpegError):
                self._finish_segment()
        if self._encoder is not None:
            self._encoder.abandon()
        with suppress(OSError):
            self._joined.unlink(missing_ok=True)
        super()._abandon()
