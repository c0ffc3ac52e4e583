"""From a driving clip to a finished file: ordered, bounded, resumable.

Decoding, the transfer and encoding run in a thread each, joined by channels of a few frames,
so memory does not grow with the length of the clip and no frame is dropped. One frame comes
out for each that goes in, at the very moment it had.

Finished segments lie in a hidden folder beside the destination until all is done. After
Ctrl-C, or a full disk, `VideoOptions.resume` goes on from them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from rtxfer.channel import Channel
from rtxfer.frame import Frame
from rtxfer.sinks import Sink, check_output, open_sink
from rtxfer.sources import Source
from rtxfer.video.contract import Transfer, VideoOptions
from rtxfer.video.report import StageTimes, Summary, VideoProgress
from rtxfer.video.resume import parts_for
from rtxfer.video.side_by_side import SideBySide

_log = logging.getLogger(__name__)

_IN_LINE: Final = 4  # frames waiting between two stages; a 4K frame has 25 MB
_FALLBACK_RATE: Final = Fraction(25)

OnProgress: TypeAlias = Callable[[VideoProgress], None]


class _Finished(NamedTuple):
    frame: Frame
    face: bool


def process(
    source: Source,
    transfer: Transfer,
    out: Path,
    options: VideoOptions | None = None,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Move the portrait through the whole of `source` and write the result to `out`.

    Args:
        source: the driver.
        transfer: reset first, then stepped once per frame, in order, in the calling thread.
        out: a video, GIF, WebP, folder, or `folder/frame_%04d.png`; replaced only at the end.
        options: see `VideoOptions`.
        on_progress: called in the calling thread after each frame; what it raises ends the run.

    Raises:
        InputError: the driver cannot be read, or `resume` is asked for a GIF or WebP.
        OutputError: the result cannot be written.
    """
    return _Run(source, transfer, Path(out), options or VideoOptions()).result(on_progress)


class _Run:
    """One run of `process`: what its three threads share."""

    def __init__(
        self, source: Source, transfer: Transfer, out: Path, options: VideoOptions
    ) -> None:
        driver = source.info.path
        check_output(out, [*options.inputs, *([driver] if driver else [])])
        self._parts, self._warnings = parts_for(source, out, options)
        for warning in self._warnings:
            _log.warning(warning)
        self._source = source
        self._transfer = transfer
        self._out = out
        self._options = options
        self._times = StageTimes()
        size = (source.info.width, source.info.height)
        self._beside = SideBySide(size, transfer.output_size) if options.side_by_side else None
        journal = self._parts.journal if self._parts else None
        self._resumed = journal.frames if journal else 0
        self._resumed_pts = journal.last_pts if journal else None
        self._first_pts = journal.first_pts if journal else None
        self._last_pts = self._resumed_pts
        self._frames = self._resumed
        self._faceless = journal.faceless if journal else 0

    def result(self, on_progress: OnProgress | None) -> Summary:
        """Do the work."""
        info = self._source.info
        began = time.perf_counter()
        sink = open_sink(
            self._out,
            size=self._beside.size if self._beside else self._transfer.output_size,
            rate=info.rate,
            time_base=info.time_base,
            audio_from=info.path if self._options.audio and info.has_audio else None,
            parts=self._parts,
            segment_frames=self._options.segment_frames,
        )
        with sink:
            self._transfer.reset()
            self._run_stages(sink, on_progress)
        return self._summary(sink.audio, time.perf_counter() - began)

    def _run_stages(self, sink: Sink, on_progress: OnProgress | None) -> None:
        frames: Channel[Frame] = Channel(_IN_LINE)
        results: Channel[_Finished] = Channel(_IN_LINE)
        decoder = threading.Thread(target=self._decode, args=(frames,), daemon=True)
        encoder = threading.Thread(target=self._encode, args=(results, sink), daemon=True)
        decoder.start()
        encoder.start()
        began = time.perf_counter()
        try:
            for frame in frames:
                finished = self._step(frame)
                if finished is None:
                    continue
                results.put(finished)
                if on_progress:
                    on_progress(self._progress(time.perf_counter() - began))
        finally:
            # Whichever stage ended the run, the other two learn of it here, and return.
            frames.stop()
            results.close()
            encoder.join()
            decoder.join()
        results.check()

    def _decode(self, frames: Channel[Frame]) -> None:
        since = None
        if self._resumed_pts is not None:
            warm_up = round(self._options.warm_up / self._source.info.time_base)
            since = self._resumed_pts - warm_up
        try:
            coming = self._source.frames(since)
            while True:
                with self._times.timed("decode"):
                    frame = next(coming, None)
                if frame is None:
                    break
                frames.put(frame)
        except BaseException as error:  # raised again in the calling thread
            frames.close(error)
        else:
            frames.close()

    def _step(self, frame: Frame) -> _Finished | None:
        """The frame's result; None if the frame only warms up what a resumed run had."""
        result = self._transfer.step(frame)
        if self._resumed_pts is not None and frame.pts <= self._resumed_pts:
            return None
        for stage, milliseconds in result.timings.items():
            self._times.add(stage, milliseconds)
        image = result.image
        if self._beside:
            with self._times.timed("side by side"):
                image = self._beside.compose(frame.image, image)
        self._frames += 1
        self._last_pts = frame.pts
        if self._first_pts is None:
            self._first_pts = frame.pts
        return _Finished(Frame(image, frame.index, frame.pts, frame.time_base), result.face)

    def _encode(self, results: Channel[_Finished], sink: Sink) -> None:
        try:
            for frame, face in results:
                self._faceless += not face
                if self._parts:
                    # Before the write, because the sink may commit the journal within it.
                    self._parts.journal.faceless = self._faceless
                with self._times.timed("encode"):
                    sink.write(frame)
        except BaseException as error:  # raised again in the calling thread
            results.stop(error)

    def _progress(self, seconds: float) -> VideoProgress:
        fps = (self._frames - self._resumed) / seconds if seconds > 0 else 0.0
        total = self._source.info.frames
        eta = max(0, total - self._frames) / fps if total is not None and fps else None
        return VideoProgress(self._frames, total, fps, eta)

    def _summary(self, audio: str, wall_seconds: float) -> Summary:
        info = self._source.info
        span = ((self._last_pts or 0) - (self._first_pts or 0)) * info.time_base
        warnings = list(self._warnings)
        if audio.startswith("failed"):
            warnings.append(f"The driver's sound is missing from the result ({audio}).")
        if self._source.skipped:
            warnings.append(f"The driver is damaged: {self._source.skipped} packets were skipped.")
        return Summary(
            output=self._out,
            frames=self._frames,
            seconds=float(span + 1 / (info.rate or _FALLBACK_RATE)),
            wall_seconds=wall_seconds,
            fps=(self._frames - self._resumed) / wall_seconds,
            frames_without_face=self._faceless,
            skipped_packets=self._source.skipped,
            audio=audio,
            stages=self._times.means(),
            resumed_from=self._resumed or None,
            warnings=tuple(warnings),
        )
