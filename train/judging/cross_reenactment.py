"""Cross-reenactment: one person's motion on another's portrait. There is no truth, so the output is
tracked again and asked what came over, whose face it still is, and how its head is turned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from rtxfer.evaluate import FEWEST_FRAMES, USED, BlendshapeFidelity, channels, flicker, regress
from rtxfer.face.action_units import UNIT
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame, Image
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.motion.relative import relative_motion
from rtxfer.sources import open_source
from rtxfer.step import Result
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from train.data.prepare import CROP_SCALE
from train.judging.actors import Actor
from train.judging.following import Following, HairWatch
from train.judging.judges import Judges, Likeness
from train.judging.measures import head_turn, icc, mean_of, turn_error
from train.judging.moments import Album

LARGEST_CROP: Final = 512
"""Portraits are shrunk until the generator's crop of them is no larger, pixels."""

JUDGED_EVERY: Final = 5
"""Identity and emotion are looked at in every so many compared frames: they change slowly."""

SETTLING: Final = 3
"""Looks at the portrait at rest before the first frame, until the tracker follows its face."""

J = TypeVar("J")
"""What a judge says."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How one action unit came over.

    Attributes:
        gain, correlation: of the output on the driver, as in `rtxfer.evaluate`.
        icc: agreement of the two; 1 only if the gain is 1 too.
    """

    gain: float
    correlation: float
    icc: float


@dataclass(frozen=True, slots=True)
class Performance:
    """One actor moved by one driver on one target.

    Attributes:
        figures: what goes into the table; nan where too little was seen, absent where the
            judge is not at hand.
        units: name in `ACTION_UNITS` → how it came over, of the action units the driver uses.
        blendshapes: likewise by name.
    """

    actor: str
    driver: str
    target: str
    frames: int
    figures: dict[str, float]
    units: dict[str, Unit]
    blendshapes: dict[str, BlendshapeFidelity]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Who moves whom.

    Attributes:
        name: of the driver.
        driver: a clip.
        neutral: its resting face.
        target: see `sized`.
    """

    name: str
    driver: Path
    neutral: Neutral
    target: Target


def sized(target: Target) -> Target:
    """The portrait with its face no larger than it need be."""
    side = crop_around(target.signal.landmarks, CROP_SCALE).side
    return target.shrunk(round(max(target.image.shape[:2]) * min(1.0, LARGEST_CROP / side)))


def perform(actor: Actor, part: Part, judges: Judges, every: int = 1) -> tuple[Performance, Album]:
    """Move the target through the whole pipeline and measure the output.

    Args:
        every: take every n-th frame only.
    """
    with (
        open_source(part.driver) as source,
        Transfer(part.target, actor.generator, neutral=part.neutral) as transfer,
        Tracker("video", faces=1) as tracker,
    ):
        audience = _Audience(actor, part.target, judges, tracker)
        for frame in source:
            if frame.index % every == 0:
                audience.watch(frame, transfer.step(frame))
    seen = audience.seen
    both = [(one.driver, one.output) for one in seen if one.output is not None]
    units = _units(both, part.neutral, measure_neutral([audience.rest]))
    blendshapes = channels(both)
    figures = {
        "au_gain": mean_of([unit.gain for unit in units.values()]),
        "au_correlation": mean_of([unit.correlation for unit in units.values()]),
        "au_icc": mean_of([unit.icc for unit in units.values()]),
        "correlation": mean_of([shape.correlation for shape in blendshapes.values()]),
        "turn_error": mean_of([one.turn_error for one in seen]),
        "follow": mean_of([one.hair.follow for one in seen if one.hair is not None]),
        "torn": 100 * mean_of([one.hair.torn for one in seen if one.hair is not None]),
        "flicker": flicker(both),
        "lost": 100 * (1 - len(both) / len(seen)) if seen else np.nan,
        **_same_emotion(seen),
        **_whose(seen, judges.likeness(part.target.image, audience.rest.landmarks)),
    }
    facts = (actor.label, part.name, part.target.name, len(seen))
    return Performance(*facts, figures, units, blendshapes), audience.album


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """One compared frame. What the driver's and the output's face was judged to be, whose and
    which emotion's, and whether hair follows, only in some, where there is a judge."""

    driver: Signal
    output: Signal | None
    turn_error: float
    whose: tuple[Likeness, Likeness] | None
    emotions: tuple[str, str] | None = None
    hair: Following | None = None


class _Audience:
    """Watches one actor, frame by frame."""

    def __init__(self, actor: Actor, target: Target, judges: Judges, tracker: Tracker) -> None:
        self._actor, self._target = actor, target
        self._judges, self._tracker = judges, tracker
        found = [tracker.faces(target.image) for _ in range(SETTLING)][-1]
        self.rest = found[0] if found else target.signal
        self._hair = HairWatch(target.image, target.signal.landmarks)
        self.seen: list[_Seen] = []
        self.album = Album(target.signal.landmarks)

    def watch(self, frame: Frame, result: Result) -> None:
        """Look at what became of a frame, if the driver was found in it."""
        if result.signal is None:
            return
        image, face = self._shown(frame, result)
        self.album.look(frame, result.signal.landmarks, result.motion, image)
        error, whose, emotions, hair = np.nan, None, None, None
        if face is not None:
            asked = head_turn(result.landmarks, self._target.signal.landmarks)
            error = turn_error(head_turn(face.landmarks, self.rest.landmarks), asked)
            if len(self.seen) % JUDGED_EVERY == 0:
                both = (frame.image, result.signal, image, face)
                whose = _pair(self._judges.likeness, *both)
                emotions = _pair(self._judges.emotion, *both)
                hair = self._hair.look(image, result.landmarks)
        self.seen.append(_Seen(result.signal, face, error, whose, emotions, hair))

    def _shown(self, frame: Frame, result: Result) -> tuple[Image, Signal | None]:
        if not self._actor.moves:
            return self._target.image, self.rest
        faces = self._tracker.faces(result.image, frame.time)
        return result.image, faces[0] if faces else None


def _pair(
    look: Callable[[Image, Points], J | None],
    frame: Image, driver: Signal, image: Image, output: Signal,
) -> tuple[J, J] | None:  # fmt: skip
    """What a judge says of the driver and of the output; None where there is no judge."""
    own, shown = look(frame, driver.landmarks), look(image, output.landmarks)
    return None if own is None or shown is None else (own, shown)


def _units(both: list[tuple[Signal, Signal]], neutral: Neutral, rest: Neutral) -> dict[str, Unit]:
    """Relative action units: the driver's against their neutral, the output's against rest."""
    if len(both) < FEWEST_FRAMES:
        return {}
    own = np.stack([relative_motion(signal, neutral).action_units for signal, _ in both])
    out = np.stack([relative_motion(signal, rest).action_units for _, signal in both])
    low, high = np.percentile(own, [1, 99], axis=0)
    return {
        name: Unit(
            *regress(own[:, place].astype(np.float64), out[:, place].astype(np.float64)),
            icc(np.stack([own[:, place], out[:, place]], 1)),
        )
        for name, place in UNIT.items()
        if high[place] - low[place] >= USED
    }


def _same_emotion(seen: list[_Seen]) -> dict[str, float]:
    """Share of the judged frames in which the output's most likely emotion is the driver's."""
    judged = [own == shown for own, shown in filter(None, (one.emotions for one in seen))]
    return {"emotion": float(np.mean(judged))} if judged else {}


def _whose(seen: list[_Seen], target: Likeness | None) -> dict[str, float]:
    """Cosines to the target and the driver; `leak` is what the latter gained by the motion.

    The driver is the mean of all their frames, so that a shared expression is no likeness.
    `driver_to_self` is how like their calmest frame they stay themselves.
    """
    judged = [frame for frame in seen if frame.whose is not None]
    pairs = [frame.whose for frame in judged if frame.whose is not None]
    if target is None or not pairs:
        return {}
    drivers = np.stack([driver for driver, _ in pairs])
    calm = calmest([frame.driver for frame in judged])[0]
    others = np.delete(drivers, calm, 0) @ drivers[calm]
    own = drivers.mean(0)
    own /= np.linalg.norm(own)
    shown = np.stack([output for _, output in pairs])
    to_driver = float((shown @ own).mean())
    return {
        "to_target": float((shown @ target).mean()),
        "to_driver": to_driver,
        "driver_to_self": float(others.mean()) if len(others) else np.nan,
        "leak": to_driver - float(target @ own),
    }
