"""The thread that owns tracker and engines: what was seen in frames in, what is drawn out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from rtxfer.frame import Frame
from rtxfer.live.composer import Composer
from rtxfer.live.events import Events
from rtxfer.live.generated_frame import GeneratedFrame
from rtxfer.live.looker import Looker
from rtxfer.live.quality_keeper import QualityKeeper
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.live.stage_builder import StageBuilder, Wanted
from rtxfer.live.stamp import read_stamp, write_stamp
from rtxfer.live.statistics import Durations, Meter
from rtxfer.live.worker import Backoff, Worker
from rtxfer.motion.kept import Arrays
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.presence import EASE, HOLD
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.step import Moved, Result, Seen
from rtxfer.transfer import Transfer

IDLE_SECONDS: Final = 1 / 15
"""How often the portrait is moved on towards rest while no frame comes."""

RECOVER_AFTER: Final = 5
"""Failures in a row after which tracker and engines are opened anew."""

SETTLED_SECONDS: Final = 1.0
"""How long all must have gone well before a failure is over; the next one is told again."""

FACE_SECONDS: Final = 1.0
"""How long the face must be gone before that is worth a word."""


class TransferWorker(Worker):
    """Moves a portrait by the newest frame; `Looker` looks at the next one beside, and `Composer`
    lays the one before on its canvas.

    Args:
        motion: gains at first.
        frames: from the capture.
        publish: given every new portrait.
        builder: knows what is wanted, and builds further stages.
        quality: lowers what is shown where the machine is too slow.
        durations, meter: of the transfer, and of what it makes.
        events: told what goes wrong.
        mirrored: the camera mirrors.
        model: a landmark model to use instead of the shipped one.
        shots: notice cuts and another person, and take their resting face.
        driver_face: which of several people drives, see `DriverLock`.
        stamped: carry time stamps over.
        show_too: given all that is seen, just before the portrait is moved so.
    """

    def __init__(
        self,
        motion: MotionSettings,
        frames: LatestSlot[Frame],
        publish: Callable[[GeneratedFrame], None],
        builder: StageBuilder,
        quality: QualityKeeper,
        durations: Durations,
        meter: Meter,
        events: Events,
        *,
        mirrored: bool,
        model: Path | None,
        shots: bool = False,
        driver_face: int | None = None,
        stamped: bool,
        show_too: Callable[[Seen], None] = lambda seen: None,
    ) -> None:
        super().__init__("transfer")
        self._show_too = show_too
        self.motion = motion
        self.face = False
        self.engine = ""
        self.engine_reason = ""
        self._lock = threading.Lock()
        self._watch = False
        self._watching = builder.wanted.neutral is None
        self._frames = frames
        self._publish = publish
        self._builder = builder
        self._quality = quality
        self._durations = durations
        self._meter = meter
        self._events = events
        self._mirrored = mirrored
        self._model = model
        self._shots = shots
        self._driver_face = driver_face
        self._driver: Arrays | None = None  # who drove in the life of the last transfer
        self._wish: tuple[float, float] | None = None
        self._chosen = driver_face is not None
        self._stamped = stamped
        self._lost_since: float | None = None
        self._told_of_loss = False
        self._failures = 0
        self._failed_at: float | None = None
        self._notes: tuple[str, ...] = ()
        self._count = 0
        self._last_frame = time.monotonic()

    def watch_again(self) -> None:
        """Take a new neutral."""
        with self._lock:
            self._watch = self._watching = True

    def set_neutral(self, neutral: Neutral) -> None:
        """Take this neutral; whatever is being watched for one is given up."""
        with self._lock:
            self._watch = self._watching = False
            self._builder.want(neutral=neutral)

    def choose_driver(self, across: float, down: float) -> None:
        """Have whoever is at this point drive, see `Transfer.choose`."""
        with self._lock:
            self._wish = (across, down)

    def stop(self) -> None:
        """End after the frame at hand."""
        super().stop()
        self._frames.close()

    def _main(self) -> None:
        backoff = Backoff()
        while not self.stopping:
            wanted = self._builder.wanted
            try:
                self._run(wanted, backoff)
            except SlotClosed:
                return
            except Exception as error:
                self._complain(error)
                self._await_another(wanted, backoff.wait())

    def _run(self, wanted: Wanted, backoff: Backoff) -> None:
        """One life of a transfer; ends by raising."""
        first = replace(wanted, neutral=None)  # at rest at once; fitted by the builder
        settings = TransferSettings(motion=self.motion, output=first.output)
        with (
            Transfer(
                first.build(),
                settings=settings,
                on_neutral=self._found,
                mirrored=self._mirrored,
                model=self._model,
                shots=self._shots,
                number=self._driver_face,
                lock=self._driver,
            ) as transfer,
            self._remembering(transfer),
            Looker(transfer, self._frames) as looker,
            Composer(transfer, self._composed) as composer,
        ):
            if self._builder.wanted.neutral is not None:
                self._builder.want()
            self._quality.stage_changed(transfer)
            composer.put(transfer.rest(time.monotonic()))
            self._failures = 0
            while True:
                seen = self._look(looker)
                busy = self._builder.busy  # before, lest what is built just then be missed
                adopted = self._adopt(transfer)
                self._quality.follow(transfer, self._builder, busy=busy)
                if transfer.settings.motion is not self.motion:
                    transfer.settings = TransferSettings(motion=self.motion, output=first.output)
                if self._asked_to_watch():
                    transfer.watch_again()
                self._choose(transfer)
                if seen is not None:
                    self._last_frame = time.monotonic()
                needed = seen is not None or adopted or self._eases()
                if needed and self._step(transfer, seen, composer):
                    backoff.worked()

    @contextmanager
    def _remembering(self, transfer: Transfer) -> Iterator[None]:
        """Whatever ends it, the next transfer follows the same person."""
        try:
            yield
        finally:
            self._driver = transfer.lock_arrays()

    def _choose(self, transfer: Transfer) -> None:
        with self._lock:
            wish, self._wish = self._wish, None
        if wish is not None:
            self._chosen = True
            transfer.choose(*wish)

    def _look(self, looker: Looker) -> Seen | None:
        """What the next frame shows, if it comes in time and can be looked at."""
        try:
            return looker.take(IDLE_SECONDS)
        except SlotClosed:
            raise
        except Exception as error:
            self._failed(error)
            return None

    def _step(self, transfer: Transfer, seen: Seen | None, composer: Composer) -> bool:
        """Whether of a frame something was drawn."""
        began = time.monotonic()
        try:
            if seen is not None:
                self._show_too(seen)
            moved = transfer.rest(began) if seen is None else transfer.draw(seen)
            composer.put(moved)
        except Exception as error:
            self._failed(error)
            return False
        self._describe(transfer)
        self.face = seen is not None and seen.signal is not None
        if seen is None:
            return False
        if seen.shot:
            self._notice_shot()
        now = time.monotonic()
        # Three threads make portraits: the one that takes longest sets the rate. Composing takes
        # the least of them.
        longest = max(now - began, sum(seen.timings.values()) / 1000)
        self._quality.observe(now, longest, moved.timings)
        if "render" in moved.timings:  # a portrait that only rests proves nothing
            self._moved(transfer)
        self._notice_face(self.face)
        return True

    def _moved(self, transfer: Transfer) -> None:
        self._failures = 0
        if self._failed_at is not None and time.monotonic() - self._failed_at > SETTLED_SECONDS:
            self._failed_at = None
            self._events.report("info", "transfer", transfer.target.name, "It moves again.")

    def _failed(self, error: Exception) -> None:
        """Tell of it; raise it when the transfer has failed too often to go on."""
        self._failures += 1
        self._complain(error)
        if self._failures >= RECOVER_AFTER:
            raise error

    def _composed(self, result: Result, moved: Moved) -> None:
        """Publish it; in the composer's thread."""
        now, seen = time.monotonic(), moved.seen
        frame, faces = (None, ()) if seen is None else (seen.frame, seen.faces)
        if frame is not None:
            self._meter.mark(now)
            for stage, milliseconds in result.timings.items():
                self._durations.add(stage, milliseconds)
            moment = read_stamp(frame.image) if self._stamped else None
            if moment is not None:
                write_stamp(result.image, moment)
        self._publish(
            GeneratedFrame(
                image=result.image,
                driver=None if frame is None or not frame.image.size else frame.image,
                signal=result.signal,
                motion=result.motion,
                landmarks=result.landmarks,
                captured=now if frame is None else frame.time,
                index=self._count,
                timings=result.timings,
                target=moved.stage.target,
                origin=moved.stage.origin,
                faces=faces,
            )
        )
        self._count += 1

    def _eases(self) -> bool:
        """Whether frames have been missing for so long that the portrait moves towards rest.

        Before, it holds: a slow camera's frames may be further apart than `IDLE_SECONDS`.
        Afterwards nothing moves any more.
        """
        missing = time.monotonic() - self._last_frame
        return HOLD < missing < HOLD + EASE + 3 * IDLE_SECONDS

    def _adopt(self, transfer: Transfer) -> bool:
        stage = self._builder.ready()
        if stage is None:
            return False
        transfer.adopt(stage).close()
        self._quality.stage_changed(transfer)
        if self._watching and transfer.neutral is not None:
            transfer.watch_again()  # the stage is fitted to a neutral that is not wanted any more
        return True

    def _describe(self, transfer: Transfer) -> None:
        """Which engine runs: it may have been exchanged for one that works."""
        generator = transfer.generator
        self.engine = f"{generator.manifest.name}, run by {generator.backend}"
        self.engine_reason = generator.choice.reason if generator.choice else ""
        if generator.notes != self._notes:
            for note in generator.notes:
                if note not in self._notes:
                    self._events.report("warning", "engine", generator.manifest.name, note)
            self._notes = generator.notes

    def _asked_to_watch(self) -> bool:
        with self._lock:
            asked, self._watch = self._watch, False
            return asked

    def _found(self, neutral: Neutral) -> None:
        with self._lock:
            if not self._watching or self._watch:
                return  # one was given meanwhile, or another is asked for
            self._watching = False
            self._builder.want(neutral=neutral)
        self._events.report("info", "neutral", "driver", "The resting face was taken.")

    def _notice_shot(self) -> None:
        with self._lock:
            self._watching = True  # the transfer does by itself
        self._events.report(
            "info",
            "neutral",
            "driver",
            "Another scene or person: the portrait rests until their resting face is taken.",
        )

    def _complain(self, error: Exception) -> None:
        """Once per failure, not once per frame."""
        told = self._failed_at is not None
        self._failed_at = time.monotonic()
        if not told:
            self._events.failed("transfer", self._builder.wanted.target.name, error)

    def _await_another(self, failed: Wanted, seconds: float) -> None:
        """Wait, unless something else is wanted than what failed."""
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            if self._builder.wanted is not failed:
                return
            self.pause(IDLE_SECONDS)

    def _notice_face(self, face: bool) -> None:
        now = time.monotonic()
        if face:
            if self._told_of_loss:
                self._events.report("info", "transfer", "driver", "The face is seen again.")
            self._lost_since, self._told_of_loss = None, False
        elif self._lost_since is None:
            self._lost_since = now
        elif now - self._lost_since > FACE_SECONDS and not self._told_of_loss:
            self._told_of_loss = True
            self._events.report(
                "warning",
                "transfer",
                "driver",
                "Whoever drives is not seen; the portrait rests."
                if self._chosen
                else "No face is seen; the portrait rests.",
                "Sit so that the camera sees your whole face, with light on it.",
            )
