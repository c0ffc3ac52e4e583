"""One portrait on its canvas, fitted to one driver, ready to be shown at any motion.

All that is slow about a portrait happens here and once: running the target graph, measuring
how the portrait answers. So a live run builds the next stage beside the one that is shown,
and swaps the two between frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import ClassVar, Final, Self

import cv2
import numpy as np

from engines.cache import sha256_of
from engines.closing import Closing
from rtxfer.compositor import Compositor
from rtxfer.enlarged import Enlarged
from rtxfer.errors import InputError
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.model_file import landmark_model
from rtxfer.frame import Image
from rtxfer.generator import Generator, Rendered, open_generator
from rtxfer.head.cutout import Cutout, cut_out
from rtxfer.head.field import HeadPose
from rtxfer.head.matte import Matte, whole_person
from rtxfer.head.own_alpha import Alpha, cut_by, is_theirs, matte_by
from rtxfer.motion.amplify import amplify, bounded
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion, still
from rtxfer.motion.retarget import Retarget
from rtxfer.provenance import Origin
from rtxfer.provenance.finish import Finish, marking
from rtxfer.quality import FULL, Level
from rtxfer.remembered import digest, remembered
from rtxfer.response import Response, measure_response, no_response, probe_compositor
from rtxfer.settings import KEEP, MotionSettings, OutputSettings
from rtxfer.sources.pixels import backdrop
from rtxfer.target import Target

CLOCK: Final[ContextVar[Callable[[], float]]] = ContextVar("CLOCK", default=perf_counter)
"""By which a thread's stages are timed, seconds. A benchmark puts that of the processor here."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What the generator made of one motion, before it is laid on the canvas.

    Attributes:
        rendered: the crop; None while the portrait can only rest.
        pose: of the whole head; None where only the face moves.
        landmarks: where the portrait's landmarks went, [478, 3], pixels of the portrait.
    """

    rendered: Rendered | None
    pose: HeadPose | None
    landmarks: Points


class Stage(Closing):
    """Shows one target; a context manager.

    Args:
        target: the portrait.
        generator: an open generator (it stays the caller's to close), or the name or folder
            of a bundle; None takes the default one.
        output: size of the canvas, and how the portrait lies in it.
        backend: what runs a generator that is given by name.

    Attributes:
        level: what it is shown with less of; see `lower`.
        origin: what its frames are made with.
        finishing: gives what finishes every frame that is shown, by the bundle's name. Of all
            stages; see docs/provenance.md.
    """

    finishing: ClassVar[Callable[[str], Finish]] = staticmethod(marking)

    def __init__(
        self,
        target: Target,
        generator: Generator | str | Path | None = None,
        output: OutputSettings | None = None,
        *,
        backend: str = "auto",
    ) -> None:
        self.target = target
        self.level = FULL
        self._landmarks = target.signal.landmarks
        self._neutral: Neutral | None = None
        self._retarget: Retarget | None = None
        self._response = no_response()
        with ExitStack() as opened:  # if anything here fails, what was opened is closed
            if not isinstance(generator, Generator):
                generator = opened.enter_context(open_generator(generator, backend))
            self.generator = generator
            self._finish = Stage.finishing(generator.manifest.name)
            self.origin = Origin.of(generator.manifest, target.path)
            self._crop = crop_around(self._landmarks, generator.crop_scale)
            self._state = generator.prepare(
                self._crop.cut(target.image, generator.size), self._crop.to_crop(self._landmarks)
            )
            output = output or OutputSettings()
            self._mirror = output.mirror
            self._own_alpha = self._told_by_alpha()
            self._compositor = Compositor(
                target.image,
                target.signal,
                self._crop,
                output,
                self._cut_out(),
                None if output.background == KEEP else self._without_background(),
            )
            self._shown: Compositor | Enlarged = self._compositor
            self._opened = opened.pop_all()

    def _told_by_alpha(self) -> Alpha | None:
        """The portrait's own alpha, where it is that of the person."""
        image, alpha = self.target.image, self.target.alpha
        theirs = alpha is not None and is_theirs(alpha, image, self._landmarks, self._crop)
        return alpha if theirs else None

    def _cut_out(self) -> Cutout | None:
        """Head and shoulders before what is behind them; None where no person was found."""
        image = self.target.image
        if self._own_alpha is not None:
            return cut_by(self._own_alpha, backdrop(image), self._landmarks, self._crop)
        return cut_out(image, self._landmarks, self._crop)

    def _without_background(self) -> Matte:
        """The person alone.

        Raises:
            InputError: none was found in the portrait.
        """
        image = self.target.image
        if self._own_alpha is not None:
            return matte_by(self._own_alpha, image, backdrop(image))
        matte = whole_person(image, self._landmarks, self._crop)
        if matte is None:
            raise InputError(
                f"No person could be told from the background of {self.target.name}, which "
                "therefore cannot be exchanged.",
                "Keep the background, or use a portrait that shows head and shoulders.",
            )
        return matte

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
        if self._mirror:
            flat[:, 0] = self.size[0] - flat[:, 0]
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
                self._response = self._remembered(neutral, self._retarget, check) or no_response()
        return self

    def lower(self, level: Level) -> None:
        """Show it with less from now on, or with more again; takes some milliseconds.

        Args:
            level: of which `canvas` is heeded here. `read_every` is for whoever reads the driver's
                code, and `plain` for whoever opens the generator.
        """
        if level.canvas != self.level.canvas:
            self._shown = self._compositor
            if level.canvas < 1:
                face = self.target.signal
                self._shown = Enlarged(self._compositor, face, self._crop, level.canvas)
        self.level = level

    def show(
        self, motion: Motion, settings: MotionSettings, timings: dict[str, float] | None = None
    ) -> tuple[Image, Points]:
        """The portrait at `motion`: `draw`, then `compose`.

        Returns:
            The canvas, and where the portrait's landmarks went, see `Drawn`.
        """
        timings = {} if timings is None else timings
        drawn = self.draw(motion, settings, timings)
        return self.compose(drawn, timings), drawn.landmarks

    def draw(self, motion: Motion, settings: MotionSettings, timings: dict[str, float]) -> Drawn:
        """What the generator makes of a motion.

        Args:
            motion: the driver's.
            settings: gains.
            timings: milliseconds by stage; those of `motion` and `render` are added.
        """
        if self._neutral is None or self._retarget is None:
            return Drawn(None, None, self._landmarks)
        with timed(timings, "motion"):
            shown = self._own(motion, settings, self._neutral)
            whole = settings.whole_head and self._compositor.cutout is not None
            if not whole:  # a face that went its way alone would leave its head
                shown = replace(shown, sway=still().sway)
            driven = self._retarget(shown, settings)
            in_crop = self._crop.to_crop(driven)
            pose = None
            if whole:
                head = self._retarget.head(shown, settings)
                pose = HeadPose(self._crop.turned(head.turn), self._crop.moved(head.way), in_crop)
        with timed(timings, "render"):
            rendered = self.generator.render(self._state, in_crop, shown)
        return Drawn(rendered, pose, driven)

    def compose(self, drawn: Drawn, timings: dict[str, float]) -> Image:
        """The canvas with what was drawn, finished; may run beside `draw` of the next.

        Args:
            drawn: what `draw` gave.
            timings: milliseconds by stage; those of `composite` and `mark` are added.

        Returns:
            RGB uint8 [H, W, 3], or [H, W, 4] as `Compositor` gives it.
        """
        if drawn.rendered is None:
            image = self._shown.still()
        else:
            with timed(timings, "composite"):
                image = self._shown(drawn.rendered, drawn.pose)
        if self._mirror:
            image = np.asarray(cv2.flip(image, 1), np.uint8)
        with timed(timings, "mark"):
            self._finish(image)  # after all else: words are to be read
        return image

    def _own(self, motion: Motion, settings: MotionSettings, neutral: Neutral) -> Motion:
        """What the portrait makes of the driver's motion: the one that all of it is moved by."""
        louder = amplify(motion, settings, self.generator.manifest.code_region)
        return bounded(self._response(louder), neutral)

    def _remembered(
        self, neutral: Neutral, retarget: Retarget, check: Callable[[], None]
    ) -> Response | None:
        """As `_measured`, now or by an earlier run."""

        def parts() -> dict[str, str] | None:
            generator, face = self.generator.identity, self.target.signal
            if generator is None:
                return None
            code = neutral.code
            return {
                "portrait": digest(self.target.image, face.landmarks, face.blendshapes),
                "neutral": digest(neutral.shape, neutral.blendshapes, neutral.rotation),
                "code": f"{code.reader} {digest(code.values)}",
                "generator": generator,
                "model": sha256_of(landmark_model()),
            }

        return remembered(
            "answer of a portrait",
            parts,
            lambda: self._measured(neutral, retarget, check),
            lambda made: None if made is None else made.to_json(),
            lambda kept: None if kept is None else Response.from_json(kept),
        )

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
    """Add the milliseconds spent inside to `timings[stage]`, by `CLOCK`."""
    now = CLOCK.get()
    start = now()
    yield
    timings[stage] = timings.get(stage, 0.0) + (now() - start) * 1000
