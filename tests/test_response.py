"""Gains of one portrait: measured in bounds, applied only where something is known."""

from dataclasses import fields

import numpy as np
import pytest

from rtxfer.face import tracker as tracker_module
from rtxfer.face.action_units import UNIT
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.motion.basis import expression, unit_weights
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion, still
from rtxfer.response import (
    CHANNELS,
    FAINT_GAIN,
    LEAST_GAIN,
    MOST_BROW_GAIN,
    MOST_GAIN,
    OPENNESS,
    PROBE,
    Response,
    Vector,
    _gain,
    measure_response,
    no_response,
)
from rtxfer.settings import TransferSettings
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from tests.faces import moved

BLINKS = [BLENDSHAPE["eyeBlinkRight"], BLENDSHAPE["eyeBlinkLeft"]]


@pytest.fixture(scope="module")
def measured(eileen: Target, warp: Generator, driver_neutral: Neutral) -> Response:
    with Transfer(eileen, warp, TransferSettings(), neutral=driver_neutral) as transfer:
        return transfer.response


def blinking(rise: float, eyes: float) -> Motion:
    values = np.zeros(52, np.float32)
    values[BLINKS] = rise
    return moved(blendshapes=values, eyes=eyes)


def same(a: Motion, b: Motion) -> bool:
    names = [f.name for f in fields(a) if f.name != "code"]
    return all((getattr(a, name) == getattr(b, name)).all() for name in names)


class TestNoResponse:
    @pytest.mark.parametrize("eyes", [-1, -0.5, -0.1, 0, 0.3])
    @pytest.mark.parametrize("rise", [-0.1, 0, 0.001, 0.5])
    def test_the_motion_passes_unchanged(self, rise: float, eyes: float) -> None:
        motion = blinking(rise, eyes)
        assert same(no_response()(motion), motion)

    def test_expressions_too(self) -> None:
        motion = expression(np.full(52, 0.2, np.float32))
        assert same(no_response()(motion), motion)


@pytest.mark.parametrize(
    ("most_seen", "gain"),
    [(0.1, 1), (0.3, FAINT_GAIN), (0.8, 4)],
    ids=["blind", "faint", "heard"],
)
def test_what_is_hardly_seen_is_not_driven_far(most_seen: float, gain: float) -> None:
    channel = BLENDSHAPE["browDownLeft"]

    def seen(motion: Motion) -> Vector:
        shown = np.zeros(52, np.float32)
        shown[channel] = min(0.3 * motion.blendshapes[channel], most_seen * PROBE)
        return shown

    assert _gain(seen, np.zeros(52, np.float32), [channel], 4.0) == gain


class TestMeasured:
    def test_gains_are_in_bounds(self, measured: Response) -> None:
        assert np.isfinite(measured.gains).all()
        probed = sorted(channel for channels in CHANNELS.values() for channel in channels)
        others = np.delete(np.arange(52), probed)
        assert (measured.gains[others] == 1).all()
        assert measured.gains.min() >= min(1, LEAST_GAIN)
        assert measured.gains.max() <= max(MOST_BROW_GAIN.values())
        assert measured.gains[BLENDSHAPE["jawOpen"]] <= MOST_GAIN
        assert (measured.gains != 1).any()

    def test_left_and_right_share_a_gain(self, measured: Response) -> None:
        assert all(len(set(measured.gains[list(pair)])) == 1 for pair in CHANNELS.values())

    def test_a_closing_eye_blinks_more_and_more(self, measured: Response) -> None:
        assert measured.blinks.shape == (2, len(OPENNESS))
        assert (np.diff(measured.blinks, axis=1) >= 0).all()
        assert measured.blinks[:, 0] == pytest.approx(0, abs=1e-3)
        assert (measured.blinks[:, -1] > 0.2).all()

    def test_rest_stays_rest(self, measured: Response) -> None:
        assert same(measured(still()), still())

    @pytest.mark.parametrize("eyes", [-1, -0.6, -0.2, 0])
    @pytest.mark.parametrize("rise", [0.05, 0.3, 0.9])
    def test_lids_close_at_least_as_far_as_the_drivers(
        self, measured: Response, eyes: float, rise: float
    ) -> None:
        found = measured(blinking(rise, eyes)).eyes
        assert (found <= eyes + 1e-6).all()
        assert (found >= -1 - 1e-6).all()

    def test_open_eyes_are_not_shut_by_noise(self, measured: Response) -> None:
        assert (measured(blinking(0.02, 0.0)).eyes > -0.15).all()

    def test_a_gain_above_one_widens_a_smile(self) -> None:
        gains = np.ones(52, np.float32)
        smile = [BLENDSHAPE["mouthSmileLeft"], BLENDSHAPE["mouthSmileRight"]]
        gains[smile] = 1.5
        values = np.zeros(52, np.float32)
        values[smile] = 0.4
        plain = expression(values)
        boosted = Response(gains, no_response().blinks)(plain)
        assert boosted.displacement == pytest.approx(1.5 * plain.displacement, abs=1e-5)
        assert boosted.lips == pytest.approx(1.5 * plain.lips, abs=1e-5)
        assert boosted.blendshapes == pytest.approx(1.5 * plain.blendshapes, abs=1e-6)
        units = boosted.action_units[[UNIT["L12"], UNIT["R12"]]]
        assert units == pytest.approx(0.6, abs=1e-5)


class TestByUnitsAlone:
    """A generator that looks at nothing but units answers to the probes all the same."""

    @pytest.mark.parametrize("name", list(CHANNELS))
    def test_a_probe_asks_for_units_too(self, name: str) -> None:
        channels = list(CHANNELS[name])
        asked = np.zeros(52, np.float32)
        asked[channels] = PROBE
        units = expression(asked).action_units
        meant = unit_weights()[:, channels].sum(1) > 0.9
        assert meant.sum() >= 1
        assert (units[meant] >= 0.99 * PROBE).all()

    def test_it_is_measured_by_them(self) -> None:
        jaw = BLENDSHAPE["jawOpen"]

        def seen(motion: Motion) -> Vector:
            rise = np.zeros(52, np.float32)
            rise[jaw] = 0.8 * motion.action_units[UNIT["26"]]
            return rise

        gain = _gain(seen, np.zeros(52, np.float32), [jaw], MOST_GAIN)
        assert gain == pytest.approx(1 / 0.8, abs=1e-3)

    def test_a_gain_moves_the_units_that_are_meant_and_no_others(self) -> None:
        gains = np.ones(52, np.float32)
        gains[BLENDSHAPE["browDownLeft"]] = 3
        motion = moved(action_units=0.2, blendshapes=0.2)
        found = Response(gains, no_response().blinks)(motion).action_units
        expected = motion.action_units.copy()
        expected[UNIT["L4"]] = 0.6
        assert found == pytest.approx(expected, abs=1e-6)


class TestMeasuring:
    def test_a_portrait_without_a_face(self) -> None:
        assert measure_response(lambda motion: np.full((90, 90, 3), 99, np.uint8)) is None

    def test_a_portrait_that_does_not_move_keeps_plain_gains(self, eileen: Target) -> None:
        found = measure_response(lambda motion: eileen.image)
        assert found is not None
        assert (found.gains == 1).all()
        motion = blinking(0.6, -0.5)
        assert same(found(motion), motion)

    def test_a_face_that_gets_lost_in_an_expression(
        self, eileen: Target, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def show(motion: Motion) -> Image:
            at_rest = not motion.displacement.any() and not motion.eyes.any()
            return eileen.image if at_rest else np.zeros_like(eileen.image)

        found = measure_response(show)
        assert found is not None
        assert (found.gains == 1).all()
        assert not found.blinks.any()

    def test_the_tracker_is_freed(self, eileen: Target, monkeypatch: pytest.MonkeyPatch) -> None:
        closed = []
        close = tracker_module.Tracker.close

        def noting(self: tracker_module.Tracker) -> None:
            closed.append(self)
            close(self)

        monkeypatch.setattr(tracker_module.Tracker, "close", noting)
        measure_response(lambda motion: np.zeros((9, 9, 3), np.uint8))
        assert len(closed) == 1
