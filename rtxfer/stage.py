"""One portrait on its canvas, fitted to one driver, ready to be shown at any motion.

All that is slow about a portrait happens here and once: running the target graph, measuring
how the portrait answers. So a live run builds the next stage beside the one that is shown,
and swaps the two between frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Self

import numpy as np

from engines.closing import Closing
from rtxfer.compositor import Compositor
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.amplify import amplify, bounded
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion
from rtxfer.motion.retarget import Retarget
from rtxfer.response import Response, measure_response, no_response, probe_compositor
from rtxfer.settings import MotionSettings, OutputSettings
from rtxfer.target import Target


class Stage(Closing):
    """Shows one target; a context manager.

    Args:
        target: the portrait.
        generator: an open generator (it stays the caller's to close), or the name or folder
            of a bundle; None takes the default one.
        output: size of the canvas, and how the portrait lies in it.
        backend: what runs a generator that is given by name.
    """

    def __init__(
        self,
        target: Target,
        generator: Generator | str | Path | None = None,
        output: OutputSettings | None = None,
        *,
        backend: str = "auto",
    ) -> None:
        self.target = target
        self._landmarks = target.signal.landmarks
        self._neutral: Neutral | None = None
        self._retarget: Retarget | None = None
        self._response = no_response()
        with ExitStack() as opened:  # if anything here fails, what was opened is closed
            if not isinstance(generator, Generator):
                generator = opened.enter_context(open_generator(generator, backend))
            self.generator = generator
            self._crop = crop_around(self._landmarks, generator.crop_scale)
            self._state = generator.prepare(
                self._crop.cut(target.image, generator.size), self._crop.to_crop(self._landmarks)
            )
            self._compositor = Compositor(
                target.image, target.signal, self._crop, output or OutputSettings()
            )
            self._opened = opened.pop_all()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the canvas."""
        return self._compositor.size

    @property
    def neutral(self) -> Neutral | None:
        """The resting face of the driver it is fitted to; None while it can only rest."""
        return self._neutral

    @property
    def response(self) -> Response:
        """How the portrait answers, as far as it was measured."""
        return self._response

    @property
    def canvas_landmarks(self) -> Points:
        """The portrait's landmarks at rest [478, 3], pixels of the canvas."""
        place = self._compositor.place
        flat = self._landmarks[:, :2] @ place[:, :2].T + place[:, 2]
        return np.column_stack([flat, self._landmarks[:, 2] * place[0, 0]]).astype(np.float32)

    def fit(
        self,
        neutral: Neutral | None,
        *,
        calibrated: bool = True,
        check: Callable[[], None] = lambda: None,
    ) -> Self:
        """Make it answer to the driver who rests like `neutral`; None makes it rest.

        Args:
            neutral: the driver's resting face.
            calibrated: measure how the portrait answers, which takes most of a second.
            check: called while measuring; what it raises ends that.
        """
        self._neutral, self._retarget = neutral, None
        self._response = no_response()
        if neutral is not None:
            self._retarget = Retarget(self._landmarks, neutral)
            if calibrated:
                measured = self._measured(neutral, self._retarget, check)
                self._response = measured or no_response()
        return self

    def show(
        self, motion: Motion, settings: MotionSettings, timings: dict[str, float] | None = None
    ) -> tuple[Image, Points]:
        """The portrait at `motion`.

        Args:
            motion: the driver's.
            settings: gains.
            timings: milliseconds by stage; those of `motion`, `render` and `composite` are added.

        Returns:
            The canvas, RGB uint8 [H, W, 3], and where the portrait's landmarks went, [478, 3] in
            pixels of the portrait.
        """
        timings = {} if timings is None else timings
        if self._neutral is None or self._retarget is None:
            return self._compositor.still(), self._landmarks
        with timed(timings, "motion"):
            shown = self._own(motion, settings, self._neutral)
            driven = self._retarget(shown, settings)
        with timed(timings, "render"):
            rendered = self.generator.render(self._state, self._crop.to_crop(driven), shown)
        with timed(timings, "composite"):
            image = self._compositor(rendered)
        return image, driven

    def _own(self, motion: Motion, settings: MotionSettings, neutral: Neutral) -> Motion:
        """What the portrait makes of the driver's motion: the one that all of it is moved by."""
        louder = amplify(motion, settings, self.generator.manifest.code_region)
        return bounded(self._response(louder), neutral)

    def _measured(
        self, neutral: Neutral, retarget: Retarget, check: Callable[[], None]
    ) -> Response | None:
        """How the portrait answers to plain gains, by the generator and the state it has."""
        plain = MotionSettings()
        compose = probe_compositor(self.target, self.generator.crop_scale)

        def show(motion: Motion) -> Image:
            check()
            shown = self._own(motion, plain, neutral)
            driven = self._crop.to_crop(retarget(shown, plain))
            return compose(self.generator.render(self._state, driven, shown))

        return measure_response(show)

    def close(self) -> None:
        """Free the engines, if they are its own; safe to call twice."""
        self._opened.close()


@contextmanager
def timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    """Add the milliseconds spent inside to `timings[stage]`."""
    start = perf_counter()
    yield
    timings[stage] = timings.get(stage, 0.0) + (perf_counter() - start) * 1000
