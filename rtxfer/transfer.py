"""The pipeline: frame in, moved portrait out. Live and offline both call only this.

signal → motion → generator → compositor, one step per frame. A step has three parts, `look`, `draw`
and `compose`, which can run in a thread each: a frame is looked at while the one before is drawn.

The driver's picture is seen by the tracker, and by the driver graph of a generator that has one:
both give numbers, and what comes out is made of the portrait and these.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from engines.closing import Closing
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.frame import Frame
from rtxfer.generator import Generator
from rtxfer.look import Look, OnShot
from rtxfer.motion.kept import Arrays, neutral_arrays, neutral_of, under, within
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.motion.presence import Presence
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.motion.resting_code import RestingCode
from rtxfer.motion.smoothing import MotionSmoother
from rtxfer.motion.sway import Sway
from rtxfer.provenance import Origin
from rtxfer.quality import Level
from rtxfer.reading import CodeReading
from rtxfer.response import Response
from rtxfer.settings import TransferSettings
from rtxfer.stage import Stage, timed
from rtxfer.step import Moved, Result, Seen
from rtxfer.target import Target

NEUTRAL_SECONDS: Final = 1.0
"""How long the driver is watched before a neutral is taken from what was seen."""


class Transfer(Closing):
    """Makes one target move like the driver; a context manager.

    Args:
        target: the portrait, or a stage that already shows one; the stage is closed with the
            transfer.
        generator: an open generator (it stays the caller's to close), or the name or folder
            of a bundle; None takes the default one. A stage brings its own.
        settings: gains, smoothing, output size. `settings.motion` may change between two steps;
            the output's size is that of the stage.
        neutral: the driver's resting face. None: the portrait rests for a second while the
            driver is watched, and the calmest frames of that second are taken.
        on_neutral: told of a resting face that was found by watching. The portrait goes on
            resting until a stage that is fitted to it is adopted. None: the stage is fitted
            there and then, which holds that one step up for most of a second.
        mirrored: the frames come from a mirrored (selfie) camera.
        model: a landmark model to use instead of the shipped one.
        shots: notice cuts and changes of person: the portrait eases from what it shows to rest,
            and another resting face is taken from what follows. Else the first one is kept.
        on_shot: finds the resting face of the shot that begins with the given frame, in which the
            driver was tracked so; called in `look`. None from it: the driver is watched for a
            second, as at first.
        number: which of several people drives, see `DriverLock`; None for the largest face.
        lock: where and who that is, if it is known; see `rtxfer.driver_face`.
        looks: whether it looks at frames itself; else it has no tracker, and moves what another
            transfer has seen, see `read`.

    Attributes:
        cuts: moments of the driver at which another shot or person began, seconds.
    """

    def __init__(
        self,
        target: Target | Stage,
        generator: Generator | str | Path | None = None,
        settings: TransferSettings | None = None,
        *,
        neutral: Neutral | None = None,
        on_neutral: Callable[[Neutral], None] | None = None,
        mirrored: bool = False,
        model: Path | None = None,
        shots: bool = False,
        on_shot: OnShot = lambda frame, signal: None,
        number: int | None = None,
        lock: Arrays | None = None,
        looks: bool = True,
    ) -> None:
        self.settings = settings or TransferSettings()
        self._on_neutral = on_neutral or self.set_neutral
        self._smoother = MotionSmoother()
        self._presence = Presence()
        self._resting_code = RestingCode()
        self._sway = Sway()
        self._reading = CodeReading(mirrored)
        self.cuts: list[float] = []
        self._resting = True
        self._watched: list[tuple[float, Signal]] | None = []
        self._exchange = Lock()  # a stage that is read with must not be exchanged, and closed
        with ExitStack() as opened:  # if anything here fails, what was opened is closed
            self._stage = (
                target
                if isinstance(target, Stage)
                else Stage(target, generator, self.settings.output)
            )
            opened.callback(lambda: self._stage.close())
            self._look: Look | None = None
            if looks:
                look = Look(
                    mirrored=mirrored,
                    model=model,
                    shots=shots,
                    on_shot=on_shot,
                    number=number,
                    lock=lock,
                )
                self._look = opened.enter_context(look)
            if neutral is not None:
                self.set_neutral(neutral)
            self._opened = opened.pop_all()

    @property
    def target(self) -> Target:
        """The portrait that is shown."""
        return self._stage.target

    @property
    def generator(self) -> Generator:
        """What renders it."""
        return self._stage.generator

    @property
    def origin(self) -> Origin:
        """What its results are made with."""
        return self._stage.origin

    @property
    def response(self) -> Response:
        """How the portrait answers, as far as it was measured."""
        return self._stage.response

    @property
    def output_size(self) -> tuple[int, int]:
        """Width and height of every result."""
        return self._stage.size

    @property
    def canvas_landmarks(self) -> Points:
        """The portrait's landmarks at rest [478, 3], pixels of the output."""
        return self._stage.canvas_landmarks

    @property
    def neutral(self) -> Neutral | None:
        """The driver's resting face, once known; until then the portrait rests."""
        return None if self._resting else self._stage.neutral

    @property
    def crowded(self) -> int:
        """Frames so far in which it saw more than one face."""
        return 0 if self._look is None else self._look.crowded

    @property
    def level(self) -> Level:
        """What the portrait is shown with less of."""
        return self._stage.level

    def lower(self, level: Level) -> None:
        """Show it with less from the next step on, or with more again, see `Stage.lower`."""
        self._stage.lower(level)

    def set_neutral(self, neutral: Neutral) -> None:
        """Take a new resting face from the next step on; measures the portrait's response."""
        self._resting, self._watched = False, None
        self._stage.fit(neutral, calibrated=self.settings.motion.calibrated)

    def watch_again(self) -> None:
        """Forget the neutral; the portrait eases to rest while the driver is watched anew."""
        self._resting, self._watched = True, []

    def adopt(self, stage: Stage) -> Stage:
        """Show another stage from the next step on.

        A stage that is fitted to another neutral than the last ends resting and watching.

        Returns:
            The stage shown so far, now the caller's to close.
        """
        with self._exchange:
            before, self._stage = self._stage, stage
        if stage.neutral is not None and stage.neutral is not before.neutral:
            self._resting, self._watched = False, None
        return before

    def reset(self) -> None:
        """Forget the past of smoothing and easing, as after a cut; the neutral stays."""
        self._smoother.reset()
        self._presence.reset()
        self._sway.reset()
        self._reading.forget()

    def step(self, frame: Frame) -> Result:
        """Move the portrait as the driver in `frame` does."""
        return self.move(self.look(frame))

    def look(self, frame: Frame) -> Seen:
        """The first part of a step. Frames in their order; may run beside `draw` of earlier ones.

        Args:
            frame: the driver's next one.
        """
        timings: dict[str, float] = {}
        with timed(timings, "track"):
            looked = self._eyes()(frame)
        seen = Seen(frame, looked.signal, timings, looked.shot, looked.neutral, looked.faces)
        return self.read(seen)

    def choose(self, across: float, down: float) -> None:
        """Have whoever is at this point drive from the next look on, see `DriverLock.choose`."""
        self._eyes().choose(across, down)

    def lock_arrays(self) -> Arrays:
        """Who drives, for another transfer's `lock`."""
        return self._eyes().lock_arrays()

    def _eyes(self) -> Look:
        if self._look is None:
            raise RuntimeError("This transfer moves only what another one has seen.")
        return self._look

    def read(self, seen: Seen) -> Seen:
        """What was seen, with the code that this transfer's own generator reads off the face."""
        frame, signal, timings = seen.frame, seen.signal, dict(seen.timings)
        with self._exchange:
            if isinstance(frame, TrackedFrame):
                if signal is not None:  # it was read when it was tracked, or never will be
                    signal = replace(signal, code=frame.code(self.generator.code_reader))
            elif signal is not None and self.generator.reads:
                with timed(timings, "read"):
                    every = self.level.read_every
                    signal = self._reading(self.generator, frame.image, signal, every)
            else:
                self._reading.forget()
        return replace(seen, signal=signal, timings=timings)

    def move(self, seen: Seen) -> Result:
        """The rest of a step: the portrait as the driver was seen."""
        return self.compose(self.draw(seen))

    def draw(self, seen: Seen) -> Moved:
        """The second part of a step: the driver's motion, and what the generator makes of it."""
        timings = dict(seen.timings)
        with timed(timings, "motion"):
            motion = self.follow(seen)
        return self._drawn(seen, motion, timings)

    def compose(self, moved: Moved) -> Result:
        """The last part of a step. In their order; may run beside `draw` of later frames."""
        timings = dict(moved.timings)
        image = moved.stage.compose(moved.drawn, timings)
        signal = None if moved.seen is None else moved.seen.signal
        shot = moved.seen is not None and moved.seen.shot
        face, landmarks = signal is not None, moved.drawn.landmarks
        return Result(image, face, signal, moved.motion, landmarks, timings, shot)

    def follow(self, seen: Seen) -> Motion:
        """The motion of a frame, which is not shown: a step after it is as if it had been."""
        if seen.shot:
            self.cuts.append(seen.frame.time)
            self._begin_shot(seen.neutral)
        return self._motion(seen.signal, seen.frame.time)

    def rest(self, time: float) -> Moved:
        """A step without a frame, at `time` seconds: the portrait holds, then eases to rest."""
        return self._drawn(None, self._presence(None, time), {})

    def _drawn(self, seen: Seen | None, motion: Motion, timings: dict[str, float]) -> Moved:
        drawn = self._stage.draw(motion, self.settings.motion, timings)
        return Moved(seen, motion, drawn, self._stage, timings)

    def _begin_shot(self, neutral: Neutral | None) -> None:
        self._smoother.reset()
        self._sway.reset()
        self._presence.let_go()
        if neutral is None:
            self.watch_again()
        else:
            self.set_neutral(neutral)

    def _motion(self, signal: Signal | None, time: float) -> Motion:
        if signal is not None and self._watched is not None:
            self._watch(self._watched, signal, time)
        neutral = self.neutral
        if signal is None or neutral is None:
            return self._presence(None, time)
        neutral = replace(neutral, code=self._resting_code(signal, neutral))
        sway = self._sway(signal, neutral.shape, time)
        motion = replace(relative_motion(signal, neutral), sway=sway)
        smooth = self._smoother(motion, time, self.settings.motion.smoothing)
        return self._presence(smooth, time)

    def _watch(self, watched: list[tuple[float, Signal]], signal: Signal, time: float) -> None:
        if watched and time < watched[-1][0]:
            watched.clear()  # the clock started over
        watched.append((time, signal))
        if time - watched[0][0] >= NEUTRAL_SECONDS:
            signals = [seen for _, seen in watched]
            self._watched = None
            self._on_neutral(measure_neutral([signals[index] for index in calmest(signals)]))

    def show_next(self, frame: Frame) -> None:
        """Show a frame to the tracker that takes over next, see `rtxfer.video.relay`."""
        self._eyes().show_next(frame)

    def change_over(self, kept: Arrays | None = None) -> Arrays:
        """Have that tracker take over.

        Args:
            kept: what this gave at the same frame in an earlier run, whose look is gone on with.
        """
        return self._eyes().change_over(kept)

    def motion_arrays(self) -> Arrays:
        """The state of `draw`, for `restore_motion`."""
        kept = under("smoother", self._smoother.arrays())
        kept |= under("presence", self._presence.arrays())
        kept |= under("sway", self._sway.arrays())
        if self.neutral is not None:
            kept |= under("neutral", neutral_arrays(self.neutral))
        return kept | {"cuts": np.array(self.cuts, np.float64)}

    def restore_motion(self, kept: Arrays) -> None:
        """Go on from where an earlier run's `draw` was."""
        self._smoother.restore(within("smoother", kept))
        self._presence.restore(within("presence", kept))
        self._sway.restore(within("sway", kept))
        self.cuts = [float(moment) for moment in kept["cuts"]]
        neutral = within("neutral", kept)
        if neutral:
            self.set_neutral(neutral_of(neutral))
        else:
            self.watch_again()

    def close(self) -> None:
        """Free tracker and engines; safe to call twice."""
        self._opened.close()
