"""A live run: one source, one portrait, any number of sinks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import psutil

from engines.closing import Closing
from rtxfer.frame import Frame, Image
from rtxfer.live.capture import Capture
from rtxfer.live.events import Event, Events
from rtxfer.live.generated_frame import GeneratedFrame
from rtxfer.live.motion_recorder import MotionRecorder
from rtxfer.live.outlet import Outlet
from rtxfer.live.pace import Pace
from rtxfer.live.quality_keeper import QualityKeeper
from rtxfer.live.rival import Comparison
from rtxfer.live.slot import LatestSlot
from rtxfer.live.stage_builder import StageBuilder, Wanted
from rtxfer.live.standby import standby_picture
from rtxfer.live.statistics import Durations, Meter, Percentiles, Statistics
from rtxfer.live.transfer_worker import TransferWorker
from rtxfer.live.worker import Worker
from rtxfer.motion.neutral import Neutral
from rtxfer.provenance import Origin
from rtxfer.quality import FULL
from rtxfer.settings import MotionSettings, OutputSettings, Quality, TransferSettings
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sources.live_source import LiveSource
from rtxfer.step import Seen
from rtxfer.target import Target

CLOSE_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How to run.

    Attributes:
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        settings: gains, which may change while running, and the size of the output, which is
            fixed: without one, that of the first portrait.
        rate: frames per second of the output, whatever the camera gives.
        mirrored: the camera mirrors.
        quality: "auto" lowers it where the machine is too slow, see `rtxfer.live.governor`.
        model: a landmark model to use instead of the shipped one.
        shots: notice cuts and another person, and take their resting face.
        driver_face: which of several people drives, counted from 1 and from the left when they are
            first seen; None for the largest face.
        stamped: carry a time stamp from the source's frames onto the portrait, see
            `rtxfer.live.stamp`; for benchmarks.
    """

    generator: str | Path | None = None
    backend: str = "auto"
    settings: TransferSettings = field(default_factory=TransferSettings)
    rate: int = 30
    mirrored: bool = False
    quality: Quality = "auto"
    model: Path | None = None
    shots: bool = False
    driver_face: int | None = None
    stamped: bool = False


class LiveRunner(Closing):
    """Runs until closed; a context manager that starts and closes it.

    All methods return at once and may be called from any thread.

    Args:
        source: where the driver's frames come from.
        target: the portrait shown first.
        sinks: where the portrait goes.
        options: see `LiveOptions`.
        neutral: the driver's resting face, if known; else the first second is watched.
        on_event: told of every event, in the thread that it happens in.

    Attributes:
        comparison: another generator beside the one that is shown, for a preview alone.
        motion: keeps what the driver does, for a motion file.
    """

    def __init__(
        self,
        source: LiveSource,
        target: Target,
        sinks: Sequence[LiveSink] = (),
        options: LiveOptions | None = None,
        *,
        neutral: Neutral | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        options = options or LiveOptions()
        output = _fixed(options.settings.output, target)
        self.size: Final = (output.width or 0, output.height or 0)
        self._events = Events(on_event)
        self._frames: LatestSlot[Frame] = LatestSlot()
        self._durations = Durations()
        self._captured, self._generated, self._sent = Meter(), Meter(), Meter()
        self._process = psutil.Process()
        self._began = time.monotonic()
        self._ended: float | None = None
        self._sinks = tuple(sinks)
        self._leaving: list[Outlet] = []
        self._pace = Pace(
            self.size, options.rate, standby_picture(self.size), self._sent, self._events
        )
        self._lock = threading.Lock()
        self._quality = QualityKeeper(
            options.quality, lambda: min(self._captured.rate(), options.rate)
        )
        wanted = Wanted(
            target,
            options.generator,
            options.backend,
            output,
            neutral,
            options.settings.motion.calibrated,
            self._quality.governor.level,
        )
        self._builder = StageBuilder(wanted, self._events)
        self.comparison: Final = Comparison(
            lambda: self._builder.wanted,
            lambda: self._transfer.motion,
            mirrored=options.mirrored,
            events=self._events,
        )
        self._transfer = TransferWorker(
            options.settings.motion,
            self._frames,
            self._pace.publish,
            self._builder,
            self._quality,
            self._durations,
            self._generated,
            self._events,
            mirrored=options.mirrored,
            model=options.model,
            shots=options.shots,
            driver_face=options.driver_face,
            stamped=options.stamped,
            show_too=self._show_too,
        )
        self.motion: Final = MotionRecorder(lambda: self._builder.wanted.neutral)
        self._capture = Capture(source, self._frames, self._captured, self._events)
        self._workers: tuple[Worker, ...] = (
            self._capture,
            self._transfer,
            self._builder,
            self._pace,
        )

    def start(self) -> None:
        """Begin; once only, and not after it was closed."""
        with self._lock:
            if self._ended is not None:
                return
            self._began = time.monotonic()
            for worker in self._workers:
                worker.start()
            for sink in self._sinks:
                self._add(sink)

    def close(self, timeout: float = CLOSE_SECONDS) -> bool:
        """End; safe to call twice.

        Returns:
            Whether all has ended within `timeout` seconds. A recording may take longer to be
            published, see `wait_finished`; a driver that blocks is left behind.
        """
        deadline = time.monotonic() + timeout
        with self._lock:  # what is being started is started wholly, and then stopped
            self._ended = self._ended or time.monotonic()
            for worker in self._workers:
                worker.stop()
        for name in {outlet.name for outlet in self._pace.outlets}:
            self.remove_sink(name)
        compared = self.comparison.close(deadline)
        ended = [worker.join(deadline) for worker in (*self._workers, *self._leaving)]
        return all(ended) and compared

    def wait_finished(self, timeout: float) -> bool:
        """Wait for sinks that were stopped: a recording is on disk only then."""
        deadline = time.monotonic() + timeout
        return all(outlet.join(deadline) for outlet in self._leaving)

    def __enter__(self) -> Self:
        self.start()
        return self

    # --- what may change while it runs

    @property
    def settings(self) -> MotionSettings:
        """Gains and smoothing; assign others at any time."""
        return self._transfer.motion

    @settings.setter
    def settings(self, motion: MotionSettings) -> None:
        before, self._transfer.motion = self._transfer.motion, motion
        if before.calibrated != motion.calibrated:
            self._builder.want(calibrated=motion.calibrated)

    @property
    def quality(self) -> Quality:
        """Whether what is shown may be lowered, or always is; assign at any time."""
        return self._quality.governor.quality

    @quality.setter
    def quality(self, quality: Quality) -> None:
        if quality != self.quality:
            self._quality.governor.quality = quality

    @property
    def freeze(self) -> bool:
        """Whether the sinks get the same picture over and over."""
        return self._pace.freeze

    @freeze.setter
    def freeze(self, frozen: bool) -> None:
        self._pace.freeze = frozen

    @property
    def panic(self) -> bool:
        """Whether the sinks get the standby picture instead of the portrait."""
        return self._pace.panic

    @panic.setter
    def panic(self, panic: bool) -> None:
        self._pace.panic = panic

    def show(self, target: Target) -> None:
        """Go on with another portrait, once it is prepared."""
        self._builder.want(target=target)

    def lay_out(self, *, background: str, mirror: bool) -> None:
        """Set the portrait before something else, or mirror it, see `OutputSettings`."""
        output = self._builder.wanted.output
        wanted = output.model_copy(update={"background": background, "mirror": mirror})
        if wanted != output:
            self._builder.want(output=wanted)

    def use(self, generator: str | Path | None, backend: str = "auto") -> None:
        """Go on with another generator or engine, once it is open."""
        level = self._quality.begin_anew()
        self._builder.want(generator=generator, backend=backend, level=level)

    def watch(self, source: LiveSource) -> None:
        """Go on with another camera."""
        self._capture.watch(source)

    def add_sink(self, sink: LiveSink) -> None:
        """Send frames there too."""
        now = time.monotonic()
        with self._lock:  # those that have ended are forgotten, or they would pile up over hours
            self._leaving = [outlet for outlet in self._leaving if not outlet.join(now)]
        self._add(sink)

    def remove_sink(self, name: str) -> None:
        """Send no more frames there; a recording is published."""
        with self._lock:
            self._leaving += self._pace.remove(name)

    def _add(self, sink: LiveSink) -> None:
        if isinstance(sink, RecordingSink):
            sink.asks = self.origin
        self._pace.add(sink)

    def recalibrate(self) -> None:
        """Take a new resting face: the portrait rests while the driver is watched for a second."""
        self._transfer.watch_again()

    def choose_driver(self, across: float, down: float) -> None:
        """Have whoever is at this point of the camera's picture drive from now on; their resting
        face is taken anew.

        Args:
            across, down: in the units of `Signal.place`.
        """
        self._transfer.choose_driver(across, down)

    def set_neutral(self, neutral: Neutral) -> None:
        """Take this as the driver's resting face."""
        self._transfer.set_neutral(neutral)

    def _show_too(self, seen: Seen) -> None:
        self.comparison.see(seen)
        self.motion.see(seen)

    # --- what can be seen of it

    @property
    def neutral(self) -> Neutral | None:
        """The driver's resting face, once known."""
        return self._builder.wanted.neutral

    @property
    def shown(self) -> Target | None:
        """The portrait that the sinks get; for a while not yet the one wanted last."""
        frame = self._pace.shown
        return None if frame is None else frame.target

    def origin(self) -> Origin:
        """What the frame was made with that the sinks get."""
        frame = self._pace.shown
        return Origin() if frame is None else frame.origin

    @property
    def target(self) -> Target:
        """The portrait wanted last."""
        return self._builder.wanted.target

    @property
    def events(self) -> tuple[Event, ...]:
        """The last events, oldest first."""
        return self._events.last()

    def latest(self) -> GeneratedFrame | None:
        """The newest portrait and all that is known of it."""
        return self._pace.generated

    def output(self) -> Image | None:
        """What the sinks get at the moment, RGB uint8 [H, W, 3]."""
        return self._pace.output()

    def statistics(self) -> Statistics:
        """How it keeps up: while running over the last seconds, once closed over all."""
        now = self._ended or time.monotonic()
        outlets = [*self._leaving, *self._pace.outlets]  # of one name, the one in use counts
        rates = [
            meter.rate(now) if self._ended is None else meter.whole_rate()
            for meter in (self._captured, self._generated, self._sent)
        ]
        return Statistics(
            seconds=now - self._began,
            camera_fps=rates[0],
            generated_fps=rates[1],
            output_fps=rates[2],
            captured=self._captured.count,
            generated=self._generated.count,
            sent=self._sent.count,
            dropped=self._capture.dropped,
            repeated=self._pace.repeated,
            latency_ms=outlets[0].statistics().latency_ms if outlets else Percentiles(),
            stages_ms=self._durations.all(),
            face=self._transfer.face,
            engine=self._transfer.engine,
            engine_reason=self._transfer.engine_reason,
            quality=self._quality.shown.name,
            lowered=self._quality.shown != FULL,
            sinks={outlet.name: outlet.statistics() for outlet in outlets},
            memory_mb=self._process.memory_info().rss / 2**20,
        )


def _fixed(output: OutputSettings, target: Target) -> OutputSettings:
    """The same canvas for every portrait, with even sides as video wants them."""
    height, width = target.image.shape[:2]
    scale_w = output.width or (round(width * output.height / height) if output.height else width)
    scale_h = output.height or round(height * scale_w / width)
    even = (max(16, scale_w // 2 * 2), max(16, scale_h // 2 * 2))
    return output.model_copy(update={"width": even[0], "height": even[1]})
