"""From a driving clip to a finished file: ordered, bounded, resumable.

Decoding and looking, drawing, and composing and encoding run in a thread each, joined by channels
of a few frames, so memory does not grow with the length of the clip and no frame is dropped. One
frame comes out for each that goes in, at the very moment it had.

Finished segments lie in a hidden folder beside the destination until all is done. After
Ctrl-C, or a full disk, `VideoOptions.resume` goes on from them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeAlias

from rtxfer.channel import Channel
from rtxfer.frame import Frame
from rtxfer.sinks import (
    VIDEOS,
    Arrays,
    Sink,
    check_output,
    check_sound,
    destination_of,
    locked,
    open_sink,
)
from rtxfer.sources import Source
from rtxfer.video.contract import DrawnT, Resumable, SeenT, Transfer, VideoOptions
from rtxfer.video.relay import Relay
from rtxfer.video.report import StageTimes, Summary, VideoProgress
from rtxfer.video.resume import parts_for
from rtxfer.video.side_by_side import SideBySide

_log = logging.getLogger(__name__)

_IN_LINE: Final = 4  # frames waiting between two stages; a 4K frame has 25 MB
_FALLBACK_RATE: Final = Fraction(25)

OnProgress: TypeAlias = Callable[[VideoProgress], None]


_GIF_RATE: Final = 50  # it counts hundredths of a second, and browsers slow what is shorter than 2

_SEGMENT_FRAMES: Final = 50
_SEGMENT_PIXELS: Final = _SEGMENT_FRAMES * 1280 * 720
_FEWEST: Final = 10  # each segment begins with a picture that is compressed by itself


class _Moved(NamedTuple, Generic[DrawnT]):
    frame: Frame
    drawn: DrawnT
    state: Arrays


def process(
    source: Source,
    transfer: Transfer[SeenT, DrawnT],
    out: Path,
    options: VideoOptions | None = None,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Move the portrait through the whole of `source` and write the result to `out`.

    Args:
        source: the driver.
        transfer: reset first; then it looks at each frame, in order, in a thread of its own,
            draws in the calling thread, and composes in a third.
        out: a video, GIF, WebP, folder, or `folder/frame_%04d.png`; replaced only at the end.
        options: see `VideoOptions`.
        on_progress: called in the calling thread after each frame; what it raises ends the run.

    Raises:
        InputError: the driver cannot be read, or `resume` is asked for a GIF or WebP.
        OutputError: the result cannot be written, or another run is making it.
    """
    out, options = Path(out), options or VideoOptions()
    driver = source.info.path
    check_output(
        out, [*options.inputs, *([driver] if driver else [])], options.encoder, alpha=options.alpha
    )
    check_sound(driver, options.audio)
    with locked(destination_of(out)):
        return _Run(source, transfer, out, options).result(on_progress)


class _Looked(NamedTuple, Generic[SeenT]):
    frame: Frame
    seen: SeenT
    state: Arrays


class _Run(Generic[SeenT, DrawnT]):
    """One run of `process`: what its three threads share."""

    def __init__(
        self, source: Source, transfer: Transfer[SeenT, DrawnT], out: Path, options: VideoOptions
    ) -> None:
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
        self._size = self._beside.size if self._beside else transfer.output_size
        journal = self._parts.journal if self._parts else None
        self._resumed = journal.frames if journal else 0
        self._resumed_pts = journal.last_pts if journal else None
        self._first_pts = journal.first_pts if journal else None
        self._last_pts = self._resumed_pts
        self._frames = self._resumed
        self._faceless = journal.faceless if journal else 0
        # Work in one go cannot be gone on with, so nothing is kept for it.
        self._resumable = transfer if journal and isinstance(transfer, Resumable) else None
        self._kept = journal.arrays if journal else {}
        self._looks: Arrays = self._kept  # as of the frame that is being moved

    def result(self, on_progress: OnProgress | None) -> Summary:
        """Do the work."""
        info = self._source.info
        began = time.perf_counter()
        sink = open_sink(
            self._out,
            size=self._size,
            rate=info.rate,
            time_base=info.time_base,
            audio_from=info.path if self._options.audio is not False and info.has_audio else None,
            sound=self._options.audio,
            parts=self._parts,
            segment_frames=self._options.segment_frames or _segment_frames(self._size),
            encoder=self._options.encoder,
            alpha=self._options.alpha,
            origin=self._options.origin,
        )
        with sink:
            self._transfer.reset()
            begin = self._kept or self._options.begin
            if self._resumable and begin:
                self._resumable.restore_motion(begin)
            self._run_stages(sink, on_progress)
        return self._summary(sink.audio, time.perf_counter() - began)

    def _run_stages(self, sink: Sink, on_progress: OnProgress | None) -> None:
        looked: Channel[_Looked[SeenT]] = Channel(_IN_LINE)
        results: Channel[_Moved[DrawnT]] = Channel(_IN_LINE)
        looker = threading.Thread(target=self._look, args=(looked,), daemon=True)
        encoder = threading.Thread(target=self._encode, args=(results, sink), daemon=True)
        looker.start()
        encoder.start()
        began = time.perf_counter()
        try:
            for one in looked:
                moved = self._move(one)
                if moved is None:
                    continue
                results.put(moved)
                if on_progress:
                    on_progress(self._progress(time.perf_counter() - began))
        finally:
            # Whichever stage ended the run, the other two learn of it here, and return.
            looked.stop()
            results.close()
            encoder.join()
            looker.join()
        results.check()

    def _look(self, looked: Channel[_Looked[SeenT]]) -> None:
        relay = Relay(self._resumable, self._kept) if self._resumable else None
        since = None if relay is None else relay.since
        if self._resumed_pts is not None and relay is None:
            warm_up = round(self._options.warm_up / self._source.info.time_base)
            since = self._resumed_pts - warm_up
        try:
            coming = self._source.frames(since)
            while True:
                with self._times.timed("decode"):
                    frame = next(coming, None)
                if frame is None:
                    break
                if relay is None:
                    looked.put(_Looked(frame, self._transfer.look(frame), {}))
                    continue
                seen, state = relay.look(frame)
                if seen is not None:
                    looked.put(_Looked(frame, seen, state))
        except BaseException as error:  # raised again in the calling thread
            looked.close(error)
        else:
            looked.close()

    def _move(self, looked: _Looked[SeenT]) -> _Moved[DrawnT] | None:
        """What is drawn of a frame; None if it only warms up what a resumed run had."""
        frame = looked.frame
        self._looks = looked.state or self._looks
        done = self._resumed_pts is not None and frame.pts <= self._resumed_pts
        if done and self._resumable:
            return None
        drawn = self._transfer.draw(looked.seen)
        if done:
            return None
        self._frames += 1
        self._last_pts = frame.pts
        if self._first_pts is None:
            self._first_pts = frame.pts
        state: Arrays = {}
        if self._resumable:
            state = {**self._looks, **self._resumable.motion_arrays()}
        return _Moved(frame, drawn, state)

    def _encode(self, results: Channel[_Moved[DrawnT]], sink: Sink) -> None:
        try:
            for moved in results:
                frame, result = moved.frame, self._transfer.compose(moved.drawn)
                for stage, milliseconds in result.timings.items():
                    self._times.add(stage, milliseconds)
                image = result.image
                if self._beside:
                    with self._times.timed("side by side"):
                        image = self._beside.compose(frame.image, image)
                self._faceless += not result.face
                made = Frame(image, frame.index, frame.pts, frame.time_base)
                with self._noted(moved.state), self._times.timed("encode"):
                    sink.write(made)
        except BaseException as error:  # raised again in the calling thread
            results.stop(error)

    @contextmanager
    def _noted(self, state: Arrays) -> Iterator[None]:
        """Note a frame in the journal: before it is written, because the sink may commit within
        that; and not where it could not be."""
        if self._parts is None:
            yield
            return
        journal = self._parts.journal
        before = journal.faceless, journal.arrays
        journal.faceless, journal.arrays = self._faceless, state
        try:
            yield
        except BaseException:
            journal.faceless, journal.arrays = before
            raise

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
        warnings += self._source.notes
        if self._out.suffix.lower() == ".gif" and info.rate and info.rate > _GIF_RATE:
            warnings.append(
                f"{self._out.name} shows {_GIF_RATE} pictures a second at most, as every GIF; some "
                f"of the driver's {float(info.rate):.3g} are left out. WebP and MP4 keep them all."
            )
        width, height = self._size
        if self._out.suffix.lower() in VIDEOS and (width % 2 or height % 2):
            warnings.append(
                f"{self._out.name} is {width + width % 2}x{height + height % 2}, not {width}x"
                f"{height}: videos need even sides, so the last row or column is repeated."
            )
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


def _segment_frames(size: tuple[int, int]) -> int:
    """Frames to a segment that take seconds to make, whatever their size."""
    return max(_FEWEST, min(_SEGMENT_FRAMES, _SEGMENT_PIXELS // (size[0] * size[1])))
