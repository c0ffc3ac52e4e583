"""Self-reenactment: the portrait moved to another picture of that person, against the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from rtxfer.face.geometry import Points
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from train.data.face import warped
from train.judging.actors import Actor, act
from train.judging.judges import Judges
from train.judging.measures import Weight, l1, landmark_distance, ssim, trusted
from train.judging.pairs import Pair

MOUTH_SIZE: Final = 96
"""Side of the square around the mouth, pixels; LPIPS needs 64."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the truth one actor's picture of one pair is.

    Attributes:
        figures: `l1`, `mouth_l1` (levels of 255), `ssim`, `lpips`, `mouth_lpips`, and
            `landmarks` (percent of the face); nan where the tracker found no face, absent
            where the judge is not at hand.
    """

    actor: str
    pair: str
    group: str
    figures: dict[str, float]


def compare(actors: Sequence[Actor], pairs: Iterable[Pair], judges: Judges) -> Iterator[Likeness]:
    """Every actor on every pair, pair by pair."""
    with Tracker("picture", faces=1) as tracker:
        for pair in pairs:
            # Both pictures are tracked alike, so that the tracker's own bias drops out.
            wanted = _landmarks(tracker, pair.truth.image)
            for actor in actors:
                image = act(actor, pair)
                figures = picture_figures(image, pair, judges)
                found = _landmarks(tracker, image)
                figures["landmarks"] = (
                    landmark_distance(found, wanted)
                    if found is not None and wanted is not None
                    else np.nan
                )
                yield Likeness(actor.label, pair.name, pair.group, figures)


def picture_figures(image: Image, pair: Pair, judges: Judges) -> dict[str, float]:
    """All that can be said of the picture alone."""
    truth, valid = pair.truth.image, pair.valid
    shown = trusted(image, truth, valid)
    close_up, true_close_up = (
        warped(picture, pair.around_mouth, MOUTH_SIZE) for picture in (shown, truth)
    )
    mouth: Weight = np.minimum(pair.mouth, valid)
    distances = {
        "lpips": judges.distance(shown, truth),
        "mouth_lpips": judges.distance(close_up, true_close_up),
    }
    return {
        "l1": l1(image, truth, valid),
        "ssim": ssim(shown, truth, valid),
        "mouth_l1": l1(image, truth, mouth),
        **{name: value for name, value in distances.items() if value is not None},
    }


def _landmarks(tracker: Tracker, image: Image) -> Points | None:
    faces = tracker.faces(image)
    return faces[0].landmarks if faces else None
