"""Where the target's landmarks go, on real faces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import (
    Points,
    canonical_face,
    fit_similarity,
    rotation_vector,
    to_canonical,
)
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import Signal
from rtxfer.motion.amplify import amplify
from rtxfer.motion.aperture import WIDEST_EYE, eye_aperture, eye_openness, lip_gap, open_eye
from rtxfer.motion.basis import expression
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.motion.regions import REGIONS, region_shares
from rtxfer.motion.relative import Motion, relative_motion, still
from rtxfer.motion.retarget import PROPORTION_LIMITS, Retarget, proportions
from rtxfer.settings import MotionSettings
from rtxfer.target import Target
from tests.faces import moved, numbers, vectors

PLAIN = MotionSettings()
STILL_HEAD = MotionSettings(head=0)


class Follower:
    """A target that follows a driver by gains, as a stage makes it."""

    def __init__(self, landmarks: Points, neutral: Neutral) -> None:
        self._retarget = Retarget(landmarks, neutral)

    def __call__(self, motion: Motion, settings: MotionSettings) -> Points:
        return self._retarget(amplify(motion, settings), settings)


def shown(**channels: float) -> Motion:
    values = np.zeros(52, np.float32)
    for name, value in channels.items():
        names = [name] if name in BLENDSHAPE else [f"{name}Left", f"{name}Right"]
        values[[BLENDSHAPE[each] for each in names]] = value
    return expression(values)


def flat(target: Target, driven: Points) -> Points:
    """The driven face in the canonical space of the target at rest (the head held still)."""
    return to_canonical(target.signal.landmarks)(driven)


def parted(gap: float) -> Neutral:
    """A driver who rests with lips this far apart, centimetres."""
    neutral = measure_neutral([signal_with_gap(gap)])
    assert lip_gap(neutral.shape) == pytest.approx(gap, abs=0.02)
    return neutral


def signal_with_gap(gap: float) -> Signal:
    from tests.faces import laid, signal_of

    shape = canonical_face().copy()
    middle = (shape[lm.LIP_UPPER[0], 1] + shape[lm.LIP_LOWER[0], 1]) / 2
    shape[lm.LIP_UPPER[0], 1], shape[lm.LIP_LOWER[0], 1] = middle - gap / 2, middle + gap / 2
    return signal_of(laid(shape))


class TestRest:
    def test_a_driver_at_neutral_leaves_every_landmark_where_it_is(
        self, portraits: list[Target], driver_neutral: Neutral
    ) -> None:
        for target in portraits:
            landmarks = target.signal.landmarks
            driven = Follower(landmarks, driver_neutral)(still(), PLAIN)
            assert (driven == landmarks).all(), target.name

    def test_also_through_a_tracked_frame_that_is_the_neutral(
        self, grace: Target, driver_signals: list[Signal]
    ) -> None:
        signal = driver_signals[30]
        neutral = measure_neutral([signal])
        driven = Follower(grace.signal.landmarks, neutral)(relative_motion(signal, neutral), PLAIN)
        assert np.abs(driven - grace.signal.landmarks).max() < 0.01  # pixels

    @given(frame=st.integers(0, 214))
    def test_gains_of_nought_freeze(
        self,
        grace: Target,
        driver_signals: list[Signal],
        driver_neutral: Neutral,
        frame: int,
    ) -> None:
        motion = relative_motion(driver_signals[frame], driver_neutral)
        follow = Follower(grace.signal.landmarks, driver_neutral)
        regions = dict.fromkeys(REGIONS, 0.0)
        for settings in (MotionSettings(strength=0), MotionSettings(head=0, **regions)):
            driven = follow(motion, settings)
            assert np.abs(driven - grace.signal.landmarks).max() < 1e-3


class TestGains:
    @pytest.mark.parametrize(
        ("region", "motion", "points"),
        [
            ("brows", shown(browInnerUp=0.6, browOuterUp=0.6), np.concatenate(lm.BROWS)),
            ("gaze", moved(displacement=(0.15, 0, 0)), np.concatenate(lm.IRIS)),
            ("mouth", shown(mouthSmile=0.5), lm.MOUTH_CORNERS),
            ("mouth", shown(jawOpen=0.5), lm.LIP_LOWER[0]),
            ("jaw", shown(jawOpen=0.5), np.array([152, 148, 377])),
            ("eyes", moved(eyes=-0.4), np.concatenate(lm.EYE_UPPER)),
            ("eyes", moved(eyes=0.2), np.concatenate(lm.EYE_UPPER)),
            ("head", moved(head=(0, 0.2, 0)), np.array([1, 4, 10])),
            ("strength", shown(mouthSmile=0.5), lm.MOUTH_CORNERS),
            ("strength", shown(browInnerUp=0.6), np.concatenate(lm.BROWS)),
        ],
    )
    def test_more_gain_is_more_motion(
        self,
        portraits: list[Target],
        driver_neutral: Neutral,
        region: str,
        motion: Motion,
        points: lm.Indices,
    ) -> None:
        for target in portraits:
            follow = Follower(target.signal.landmarks, driver_neutral)

            def reach(gain: float, target: Target = target, follow: Follower = follow) -> float:
                driven = follow(motion, MotionSettings(**{region: gain}))
                return float(
                    np.linalg.norm((driven - target.signal.landmarks)[points], axis=1).mean()
                )

            reached = [reach(gain) for gain in (0, 0.25, 0.5, 1, 1.5, 2)]
            assert (np.diff(reached) > 0).all(), (target.name, reached)

    def test_each_region_is_moved_by_its_own_gain_alone(
        self, grace: Target, driver_neutral: Neutral
    ) -> None:
        follow = Follower(grace.signal.landmarks, driver_neutral)
        motion = shown(browInnerUp=0.6, browOuterUp=0.6, mouthSmile=0.6)

        def moves(**gains: float) -> tuple[float, float]:
            driven = follow(motion, MotionSettings(**gains))
            change = np.linalg.norm(driven - grace.signal.landmarks, axis=1)
            return float(change[np.concatenate(lm.BROWS)].mean()), float(change[61])

        brows, mouth = moves()
        assert moves(brows=0)[0] < 0.2 * brows
        assert moves(brows=0)[1] == pytest.approx(mouth, rel=0.02)
        assert moves(mouth=0, jaw=0)[1] < 0.2 * mouth
        assert moves(mouth=0, jaw=0)[0] == pytest.approx(brows, rel=0.02)


@given(turn=vectors(-3, 3), gain=numbers(0, 2), strength=numbers(0, 2), limit=numbers(0, 40))
def test_the_head_never_turns_beyond_the_limit(
    grace: Target,
    driver_neutral: Neutral,
    turn: tuple[float, float, float],
    gain: float,
    strength: float,
    limit: float,
) -> None:
    settings = MotionSettings(head=gain, strength=strength, head_limit=limit)
    landmarks = grace.signal.landmarks
    driven = Follower(landmarks, driver_neutral)(moved(head=turn), settings)
    fit = fit_similarity(landmarks, driven)
    angle = np.degrees(np.linalg.norm(rotation_vector(fit.rotation)))
    assert angle <= limit + 0.05
    asked = np.degrees(np.linalg.norm(turn)) * gain * strength
    assert angle <= asked + 0.05
    assert fit.scale == pytest.approx(1, abs=1e-3)


def test_a_small_turn_is_followed_in_full(grace: Target, driver_neutral: Neutral) -> None:
    landmarks = grace.signal.landmarks
    turn = np.array([0.03, 0, 0.04], np.float32)
    driven = Follower(landmarks, driver_neutral)(moved(head=turn), MotionSettings(head=1))
    assert rotation_vector(fit_similarity(landmarks, driven).rotation) == pytest.approx(
        turn, rel=0.05, abs=1e-3
    )


class TestLids:
    def test_shut_eyes_of_the_driver_shut_every_targets(
        self, portraits: list[Target], driver_neutral: Neutral
    ) -> None:
        for target in portraits:
            driven = Follower(target.signal.landmarks, driver_neutral)(moved(eyes=-1), STILL_HEAD)
            shape = flat(target, driven)
            for eye in (0, 1):
                gap = shape[lm.EYE_LOWER[eye], 1] - shape[lm.EYE_UPPER[eye], 1]
                assert gap.max() < 0.01, target.name  # centimetres: no sliver is left
                assert gap.min() > -0.1, target.name

    def test_without_contact_small_eyes_do_not_shut_large_ones(
        self, eileen: Target, driver_neutral: Neutral
    ) -> None:
        narrow = driver_neutral.shape.copy()
        for eye in (0, 1):
            open_eye(narrow, driver_neutral.shape, eye, 0.4)
        follow = Follower(eileen.signal.landmarks, replace(driver_neutral, shape=narrow))
        rest = flat(eileen, eileen.signal.landmarks)
        left_open = {}
        for contact in (True, False):
            settings = MotionSettings(head=0, contact=contact)
            shape = flat(eileen, follow(moved(eyes=-1), settings))
            left_open[contact] = [eye_openness(shape, rest, eye) for eye in (0, 1)]
        assert max(left_open[True]) < 0.1
        assert min(left_open[False]) > 0.2

    def test_also_with_a_doubled_gain(self, grace: Target, driver_neutral: Neutral) -> None:
        follow = Follower(grace.signal.landmarks, driver_neutral)
        once = follow(moved(eyes=-1), STILL_HEAD)
        twice = follow(moved(eyes=-1), MotionSettings(head=0, eyes=2))
        lids = np.concatenate([*lm.EYE_UPPER, *lm.EYE_LOWER])
        assert twice[lids] == pytest.approx(once[lids], abs=1e-3)

    def test_the_shut_clip_shuts_the_portrait(
        self, eileen: Target, driver_neutral: Neutral, blink_signals: list[Signal]
    ) -> None:
        follow = Follower(eileen.signal.landmarks, driver_neutral)
        rest = flat(eileen, eileen.signal.landmarks)
        least = min(
            eye_openness(
                flat(eileen, follow(relative_motion(signal, driver_neutral), STILL_HEAD)), rest, 0
            )
            for signal in blink_signals
        )
        assert least < 0.1

    @given(change=numbers(-3, 10), gain=numbers(0, 2))
    def test_openness_follows_and_is_bounded(
        self, grace: Target, driver_neutral: Neutral, change: float, gain: float
    ) -> None:
        driven = Follower(grace.signal.landmarks, driver_neutral)(
            moved(eyes=change), MotionSettings(head=0, eyes=gain)
        )
        rest = flat(grace, grace.signal.landmarks)
        for eye in (0, 1):
            share = eye_aperture(flat(grace, driven), eye) / eye_aperture(rest, eye)
            assert share <= WIDEST_EYE + 1e-3
            assert share == pytest.approx(np.clip(1 + change * gain, 0, WIDEST_EYE), abs=0.15)

    def test_one_eye_does_not_move_the_other(self, grace: Target, driver_neutral: Neutral) -> None:
        driven = Follower(grace.signal.landmarks, driver_neutral)(moved(eyes=(-1, 0)), STILL_HEAD)
        change = np.linalg.norm(driven - grace.signal.landmarks, axis=1)
        assert (
            change[np.concatenate([lm.EYE_UPPER[1], lm.EYE_LOWER[1], lm.LID_UPPER[1]])].max() < 1e-3
        )
        assert change[lm.EYE_UPPER[0]].mean() > 1

    def test_where_a_shut_eye_looks_does_not_count(
        self, grace: Target, driver_neutral: Neutral
    ) -> None:
        follow = Follower(grace.signal.landmarks, driver_neutral)
        looking = {"displacement": (0.2, 0, 0)}
        open_eyes = follow(moved(**looking), STILL_HEAD) - grace.signal.landmarks
        shut_eyes = follow(moved(eyes=-1, **looking), STILL_HEAD) - grace.signal.landmarks
        assert np.linalg.norm(open_eyes[468]) > 1
        assert np.linalg.norm(shut_eyes[468]) < 1e-3


class TestLips:
    def test_lips_meet_when_the_drivers_do(self, portraits: list[Target]) -> None:
        """The driver rests with parted lips and shuts them."""
        neutral = parted(0.5)
        shutting = relative_motion(signal_with_gap(0.0), neutral)
        for target in portraits:
            driven = Follower(target.signal.landmarks, neutral)(shutting, STILL_HEAD)
            rest = lip_gap(flat(target, target.signal.landmarks))
            gap = lip_gap(flat(target, driven))
            assert gap.max() < max(0.03, 0.12 * rest.max()), target.name
            assert gap.min() > min(-0.01, rest.min() - 0.01), target.name

    def test_without_contact_lips_close_by_as_much_as_the_drivers(self, grace: Target) -> None:
        neutral = parted(0.1)
        shutting = relative_motion(signal_with_gap(0.0), neutral)
        rest = to_canonical(grace.signal.landmarks)(grace.signal.landmarks)
        wide = rest.copy()
        wide[lm.LIP_LOWER[0], 1] += 1.0
        follow = Follower(wide, neutral)
        gaps = [
            float(lip_gap(follow(shutting, MotionSettings(head=0, contact=contact)))[4])
            for contact in (True, False)
        ]
        assert gaps[0] < 0.4 * gaps[1]
        assert gaps[1] > 0.5

    def test_lips_that_were_opened_shut_again(
        self, portraits: list[Target], driver_neutral: Neutral
    ) -> None:
        for target in portraits:
            follow = Follower(target.signal.landmarks, driver_neutral)
            rest = lip_gap(flat(target, target.signal.landmarks))
            opened = lip_gap(flat(target, follow(shown(jawOpen=0.7), STILL_HEAD)))
            shut = lip_gap(flat(target, follow(shown(jawOpen=0.0), STILL_HEAD)))
            assert opened[4] > rest[4] + 0.3, target.name
            assert shut == pytest.approx(rest, abs=1e-3), target.name

    @given(change=numbers(-2, 4), resting=st.sampled_from([0.0, 0.1, 0.5]), gain=numbers(0, 2))
    def test_lips_never_cross(
        self, eileen: Target, change: float, resting: float, gain: float
    ) -> None:
        neutral = parted(resting)
        driven = Follower(eileen.signal.landmarks, neutral)(
            moved(lips=change), MotionSettings(head=0, mouth=gain)
        )
        rest = lip_gap(flat(eileen, eileen.signal.landmarks))
        assert (lip_gap(flat(eileen, driven)) >= np.minimum(rest, 0) - 1e-3).all()

    def test_the_gap_grows_with_the_drivers(self, grace: Target) -> None:
        follow = Follower(grace.signal.landmarks, parted(0.3))
        gaps = [
            lip_gap(flat(grace, follow(moved(lips=change), STILL_HEAD)))[4]
            for change in np.linspace(-0.5, 4, 40)
        ]
        assert (np.diff(gaps) >= -1e-4).all()
        assert np.abs(np.diff(gaps)).max() < 0.3  # without a jump
        assert gaps[-1] > gaps[0] + 1


class TestProportions:
    def test_equal_faces(self) -> None:
        face = canonical_face()
        assert proportions(face, face) == pytest.approx(np.ones((478, 3)), abs=1e-6)

    @given(stretch=st.tuples(numbers(0.1, 5), numbers(0.1, 5)))
    def test_they_stay_within_their_limits(self, stretch: tuple[float, float]) -> None:
        face = canonical_face()
        other = face * np.array([*stretch, 1], np.float32)
        low, high = PROPORTION_LIMITS
        assert proportions(other, face).min() >= low - 1e-5
        assert proportions(other, face).max() <= high + 1e-5

    def test_a_wider_mouth_smiles_wider(self) -> None:
        face, wide = canonical_face(), canonical_face().copy()
        wide[[61, 291], 0] *= 1.2
        ratio = proportions(wide, face)
        assert ratio[61, 0] == pytest.approx(1.2, abs=0.05)
        assert ratio[61, 1] < 1.1
        assert ratio[33, 0] == pytest.approx(1, abs=0.03)


class TestRegions:
    def test_shares(self) -> None:
        shares = region_shares()
        assert shares.shape == (478, len(REGIONS))
        assert shares.sum(1) == pytest.approx(np.ones(478), abs=1e-5)
        assert shares.min() >= 0

    @pytest.mark.parametrize(
        ("region", "points"),
        [
            ("brows", [105, 334]),
            ("eyes", [159, 386]),
            ("gaze", [468, 470, 475]),
            ("mouth", [13, 61, 291]),
            ("jaw", [152]),
        ],
    )
    def test_each_has_its_own_place(self, region: str, points: list[int]) -> None:
        assert (region_shares()[points].argmax(1) == REGIONS.index(region)).all()

    def test_only_irises_follow_gaze(self) -> None:
        others = np.delete(np.arange(478), np.concatenate(lm.IRIS))
        assert not region_shares()[others, REGIONS.index("gaze")].any()


def test_the_whole_clip_is_finite_and_near_the_face(
    portraits: list[Target], driver_signals: list[Signal], driver_neutral: Neutral
) -> None:
    for target in portraits:
        follow = Follower(target.signal.landmarks, driver_neutral)
        face = target.signal.box[3] - target.signal.box[1]
        for signal in driver_signals[::8]:
            driven = follow(relative_motion(signal, driver_neutral), PLAIN)
            assert driven.dtype == np.float32
            assert np.abs(driven - target.signal.landmarks).max() < 0.4 * face
