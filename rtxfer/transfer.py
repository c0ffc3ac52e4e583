"""The pipeline: frame in, moved portrait out. Live and offline both call only this.

signal → motion → generator → compositor, one step per frame. The driver's picture is seen by
the tracker, and by the driver graph of a generator that has one: both give numbers, and what
comes out is made of the portrait and these.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from engines.closing import Closing
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame, Image
from rtxfer.generator import Generator
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.motion.presence import Presence
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.motion.resting_code import RestingCode
from rtxfer.motion.smoothing import MotionSmoother
from rtxfer.response import Response
from rtxfer.settings import TransferSettings
from rtxfer.stage import Stage, timed
from rtxfer.target import Target

NEUTRAL_SECONDS: Final = 1.0
"""How long the driver is watched before a neutral is taken from what was seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What one step gives.

    Attributes:
        image: the moved portrait, RGB uint8 [H, W, 3], always of the transfer's output size.
        face: whether the driver's face was found in this frame.
        signal: what was tracked, or None.
        motion: the driver's, after smoothing and easing, before any gains.
        landmarks: where the portrait's landmarks went, [478, 3], pixels of the portrait.
        timings: milliseconds by stage: track, read, motion, render, composite; those that ran.
    """

    image: Image
    face: bool
    signal: Signal | None
    motion: Motion
    landmarks: Points
    timings: dict[str, float]


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
    ) -> None:
        self.settings = settings or TransferSettings()
        self._on_neutral = on_neutral or self.set_neutral
        self._smoother = MotionSmoother()
        self._presence = Presence()
        self._resting_code = RestingCode()
        self._mirrored = mirrored
        self._resting = True
        self._watched: list[tuple[float, Signal]] | None = []
        with ExitStack() as opened:  # if anything here fails, what was opened is closed
            self._stage = (
                target
                if isinstance(target, Stage)
                else Stage(target, generator, self.settings.output)
            )
            opened.callback(lambda: self._stage.close())
            self._tracker = Tracker("video", mirrored=mirrored, model=model)
            opened.callback(self._tracker.close)
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
        before, self._stage = self._stage, stage
        if stage.neutral is not None and stage.neutral is not before.neutral:
            self._resting, self._watched = False, None
        return before

    def reset(self) -> None:
        """Forget the past of smoothing and easing, as after a cut; the neutral stays."""
        self._smoother.reset()
        self._presence.reset()

    def step(self, frame: Frame) -> Result:
        """Move the portrait as the driver in `frame` does."""
        timings: dict[str, float] = {}
        with timed(timings, "track"):
            signal = self._tracker.track(frame.image, frame.time)
        if signal is not None and self.generator.reads:
            with timed(timings, "read"):
                signal = self.generator.read(frame.image, signal, mirrored=self._mirrored)
        with timed(timings, "motion"):
            motion = self._motion(signal, frame.time)
        return self._show(signal, motion, timings)

    def rest(self, time: float) -> Result:
        """A step without a frame, at `time` seconds: the portrait holds, then eases to rest."""
        return self._show(None, self._presence(None, time), {})

    def _show(self, signal: Signal | None, motion: Motion, timings: dict[str, float]) -> Result:
        image, landmarks = self._stage.show(motion, self.settings.motion, timings)
        return Result(image, signal is not None, signal, motion, landmarks, timings)

    def _motion(self, signal: Signal | None, time: float) -> Motion:
        if signal is not None and self._watched is not None:
            self._watch(self._watched, signal, time)
        neutral = self.neutral
        if signal is None or neutral is None:
            return self._presence(None, time)
        neutral = replace(neutral, code=self._resting_code(signal, neutral))
        motion = relative_motion(signal, neutral)
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

    def close(self) -> None:
        """Free tracker and engines; safe to call twice."""
        self._opened.close()
