"""The pipeline: frame in, moved portrait out. Live and offline both call only this.

signal → motion → generator → compositor, one step per frame. The driver's picture goes into
the tracker and nowhere else: what comes out is made of the portrait alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, Self

import numpy as np

from rtxfer.compositor import Compositor
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame, Image
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.motion.presence import Presence
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.motion.retarget import Retarget
from rtxfer.motion.smoothing import MotionSmoother
from rtxfer.response import Response, measure_response, no_response
from rtxfer.settings import OutputSettings, TransferSettings
from rtxfer.target import Target

NEUTRAL_SECONDS: Final = 1.0
"""How long the driver is watched before a neutral is taken from what was seen."""

PROBE_SIZE: Final = 640
"""Longest side of the portrait while its response is measured; faces need no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What one step gives.

    Attributes:
        image: the moved portrait, RGB uint8 [H, W, 3], always of the transfer's output size.
        face: whether the driver's face was found in this frame.
        signal: what was tracked, or None.
        motion: what was laid onto the portrait, after smoothing and easing.
        landmarks: where the portrait's landmarks went, [478, 3], pixels of the portrait.
        timings: milliseconds by stage: track, motion, render, composite; those that ran.
    """

    image: Image
    face: bool
    signal: Signal | None
    motion: Motion
    landmarks: Points
    timings: dict[str, float]


class Transfer:
    """Makes one target move like the driver; a context manager.

    Args:
        target: the portrait.
        generator: an open generator (it stays the caller's to close), or the name or folder
            of a bundle; None takes the default one.
        settings: gains, smoothing, output size. `settings.motion` may change between two steps;
            the output's size is that of the beginning.
        neutral: the driver's resting face. None: the portrait rests for a second while the
            driver is watched, and the calmest frames of that second are taken.
        mirrored: the frames come from a mirrored (selfie) camera.
        model: a landmark model to use instead of the shipped one.
    """

    def __init__(
        self,
        target: Target,
        generator: Generator | str | Path | None = None,
        settings: TransferSettings | None = None,
        *,
        neutral: Neutral | None = None,
        mirrored: bool = False,
        model: Path | None = None,
    ) -> None:
        self.settings = settings or TransferSettings()
        self.target = target
        self._smoother = MotionSmoother()
        self._presence = Presence()
        self._watched: list[tuple[float, Signal]] = []
        self._neutral: Neutral | None = None
        self._retarget: Retarget | None = None
        self._response = no_response()
        with ExitStack() as opened:  # if anything here fails, what was opened is closed
            if not isinstance(generator, Generator):
                generator = opened.enter_context(open_generator(generator))
            self.generator = generator
            self._stage = _Stage(target, generator, self.settings.output)
            self._tracker = Tracker("video", mirrored=mirrored, model=model)
            opened.callback(self._tracker.close)
            if neutral is not None:
                self.set_neutral(neutral)
            self._opened = opened.pop_all()

    @property
    def output_size(self) -> tuple[int, int]:
        """Width and height of every result."""
        return self._stage.size

    @property
    def canvas_landmarks(self) -> Points:
        """The portrait's landmarks at rest [478, 3], pixels of the output."""
        return self._stage.canvas_landmarks()

    @property
    def neutral(self) -> Neutral | None:
        """The driver's resting face, once known."""
        return self._neutral

    def set_neutral(self, neutral: Neutral) -> None:
        """Take a new resting face from the next step on; measures the portrait's response."""
        self._neutral = neutral
        self._retarget = Retarget(self.target.signal.landmarks, neutral)
        self._response = no_response()
        if self.settings.motion.calibrated:
            self._response = self._measure(neutral) or no_response()

    def watch_again(self) -> None:
        """Forget the neutral; the portrait eases to rest while the driver is watched anew."""
        self._neutral = None
        self._watched.clear()

    def reset(self) -> None:
        """Forget the past of smoothing and easing, as after a cut; the neutral stays."""
        self._smoother.reset()
        self._presence.reset()

    def step(self, frame: Frame) -> Result:
        """Move the portrait as the driver in `frame` does."""
        timings: dict[str, float] = {}
        with _timed(timings, "track"):
            signal = self._tracker.track(frame.image, frame.time)
        with _timed(timings, "motion"):
            motion = self._motion(signal, frame.time)
        image, landmarks = self._stage.show(
            motion, self._retarget, self.settings, self._response, timings
        )
        return Result(image, signal is not None, signal, motion, landmarks, timings)

    def _motion(self, signal: Signal | None, time: float) -> Motion:
        if signal is not None and self._neutral is None:
            self._watch(signal, time)
        if signal is None or self._neutral is None:
            return self._presence(None, time)
        motion = relative_motion(signal, self._neutral)
        smooth = self._smoother(motion, time, self.settings.motion.smoothing)
        return self._presence(smooth, time)

    def _watch(self, signal: Signal, time: float) -> None:
        if self._watched and time < self._watched[-1][0]:
            self._watched.clear()  # the clock started over
        self._watched.append((time, signal))
        if time - self._watched[0][0] >= NEUTRAL_SECONDS:
            signals = [watched for _, watched in self._watched]
            self.set_neutral(measure_neutral([signals[index] for index in calmest(signals)]))
            self._watched.clear()

    def _measure(self, neutral: Neutral) -> Response | None:
        small = self.target.shrunk(PROBE_SIZE)
        stage = _Stage(small, self.generator, OutputSettings())
        retarget = Retarget(small.signal.landmarks, neutral)
        plain = TransferSettings()
        return measure_response(
            lambda motion: stage.show(motion, retarget, plain, no_response(), {})[0]
        )

    def close(self) -> None:
        """Free tracker and engines; safe to call twice."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Stage:
    """One portrait ready to be shown at any motion."""

    def __init__(self, target: Target, generator: Generator, output: OutputSettings) -> None:
        self._landmarks = target.signal.landmarks
        self._crop = crop_around(self._landmarks, generator.crop_scale)
        self._generator = generator
        self._state = generator.prepare(
            self._crop.cut(target.image, generator.size), self._crop.to_crop(self._landmarks)
        )
        self._compositor = Compositor(target.image, target.signal, self._crop, output)
        self.size = self._compositor.size

    def canvas_landmarks(self) -> Points:
        """The landmarks at rest, pixels of the canvas."""
        place = self._compositor.place
        flat = self._landmarks[:, :2] @ place[:, :2].T + place[:, 2]
        return np.column_stack([flat, self._landmarks[:, 2] * place[0, 0]]).astype(np.float32)

    def show(
        self,
        motion: Motion,
        retarget: Retarget | None,
        settings: TransferSettings,
        response: Response,
        timings: dict[str, float],
    ) -> tuple[Image, Points]:
        """The portrait at `motion`, and where its landmarks went."""
        if retarget is None:
            return self._compositor.still(), self._landmarks
        with _timed(timings, "motion"):
            driven = retarget(response(motion), settings.motion)
        with _timed(timings, "render"):
            rendered = self._generator.render(self._state, self._crop.to_crop(driven), motion)
        with _timed(timings, "composite"):
            image = self._compositor(rendered)
        return image, driven


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    """Add the milliseconds spent inside to `timings[stage]`."""
    start = perf_counter()
    yield
    timings[stage] = timings.get(stage, 0.0) + (perf_counter() - start) * 1000
