"""MP4, MOV, MKV and WebM files with exact timestamps and the driver's sound."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from av.error import FFmpegError

from rtxfer.frame import Frame
from rtxfer.sinks.codecs import codec_for
from rtxfer.sinks.encoder import SegmentEncoder
from rtxfer.sinks.file_sink import FileSink
from rtxfer.sinks.journal import Segment
from rtxfer.sinks.mux import Joining
from rtxfer.sinks.parts import Parts
from rtxfer.sinks.sound_tracks import Sound


class VideoFileSink(FileSink):
    """Encodes in short segments that survive an interruption, and joins them at the end.

    The first frame's moment becomes zero; all others keep their exact distance from it (MKV and
    WebM store milliseconds and round to those). The sound under the result is that of the very
    span of time the frames cover.

    Args:
        path: the destination; its extension is one of `rtxfer.sinks.codecs.VIDEOS`.
        size: width and height of every frame.
        rate: nominal frames per second; None if unknown.
        time_base: unit of the frames' `pts`, in seconds.
        audio_from: the file whose sound to use, on the same clock as the frames; or None.
        sound: which of its tracks.
        parts: resumable work to go on with, or None.
        segment_frames: frames to a segment: what a crash can cost at most.
        encoder: see `rtxfer.sinks.codecs.codec_for`.
        alpha: frames have an alpha channel.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: tuple[int, int],
        rate: Fraction | None,
        time_base: Fraction,
        audio_from: Path | None = None,
        sound: Sound = True,
        parts: Parts | None = None,
        segment_frames: int = 250,
        encoder: str = "x264",
        alpha: bool = False,
    ) -> None:
        self._codec = codec_for(path.suffix, encoder, alpha=alpha)
        super().__init__(path, parts)
        self._size = size
        self._rate = rate
        self._time_base = time_base
        self._audio_from = audio_from
        self._sound = sound
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
        # On a fixed grid, also where an earlier run broke off within: all go on alike after it.
        if (self._parts.journal.frames + self._segment.frames) % self._segment_frames == 0:
            self._finish_segment()

    def _begin(self, pts: int) -> SegmentEncoder:
        name = f"{len(self._parts.journal.segments):06d}.{self._codec.segments}"
        self._segment = Segment(name, pts, 0)
        return SegmentEncoder(
            self._parts.folder / name, self._codec, self._size, self._rate, self._time_base
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
        self._parts.seal(self._segment)
        self._parts.commit()

    def _publish(self) -> None:
        self._finish_segment()
        journal = self._parts.journal
        if not journal.segments:
            raise self._nothing_written()
        joining = Joining(self._parts.folder, journal, self._time_base, self._rate, self._codec)
        self.audio = joining.into(self._joined, self._audio_from, self._sound)
        self._put(self._joined)

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
