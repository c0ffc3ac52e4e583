"""Portraits moved by somebody else, for training."""

import numpy as np

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points
from tests.train.packs import made_up_crop
from train.data.batch import Sample
from train.data.cross_reenactment import with_cross_motion


def gap(landmarks: Points) -> float:
    return float(landmarks[lm.LIP_LOWER[0][4], 1] - landmarks[lm.LIP_UPPER[0][4], 1])


def sample(before: float, after: float, seed: int = 0) -> Sample:
    """Somebody whose mouth is open by `before` in the portrait and by `after` in the truth."""
    source, truth = (made_up_crop(seed, mouth=mouth) for mouth in (before, after))
    return {
        "target_landmarks": source.landmarks,
        "landmarks": truth.landmarks,
        "blendshapes": truth.blendshapes - source.blendshapes,
        "absolute_blendshapes": truth.blendshapes,
    }


def test_each_portrait_moves_as_the_next_samples_person_does() -> None:
    talks, rests, closes = sample(0, 1), sample(0.5, 0.5, seed=3), sample(1, 0, seed=7)
    after_talks, after_rests, after_closes = (
        moved["cross_landmarks"] for moved in with_cross_motion([talks, rests, closes])
    )
    assert np.abs(after_talks - talks["target_landmarks"]).max() < 1e-5, "nobody moved it"
    assert abs(gap(after_rests)) < 0.25 * gap(rests["target_landmarks"]), "lips meet"
    own = [gap(closes[name]) for name in ("landmarks", "target_landmarks")]
    opened = gap(after_closes) - own[1]
    assert 0.7 < opened / (own[1] - own[0]) < 1.3, "as far as the first one's mouth opened"


def test_the_rest_of_a_sample_is_kept() -> None:
    alone = sample(0, 1)
    (moved,) = with_cross_motion([alone])
    assert {name: moved[name] for name in alone} == alone
    assert np.abs(moved["cross_landmarks"] - alone["landmarks"]).max() < 0.02, "its own motion"
