"""Gains of one portrait: measured in bounds, applied only where something is known."""

import threading
from dataclasses import fields
from types import SimpleNamespace

import numpy as np
import pytest

from engines.closing import Closing
from rtxfer.expressions import (
    EXPRESSIONS,
    FAINT_GAIN,
    FINE_GAIN,
    FINE_REACH,
    LEAST_GAIN,
    MOST_GAIN,
    Expression,
)
from rtxfer.face import tracker as tracker_module
from rtxfer.face.action_units import UNIT
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.motion.basis import expression, unit_weights
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion, still
from rtxfer.response import (
    OPENNESS,
    PROBE,
    Response,
    Vector,
    measure_response,
    no_response,
)
from rtxfer.settings import TransferSettings
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from tests.faces import moved

UNITLESS = ("mouthLeft", "mouthRight", "mouthRollLower", "mouthRollUpper")
"""No action unit is one of these: 28 is both lips rolled in."""

FINE = [name for name, one in EXPRESSIONS.items() if one.fine]

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


class Told(Closing):
    """In the tracker's place: is told what to see instead of a picture."""

    def __init__(self, mode: str, faces: int) -> None:
        pass

    def faces(self, told: Vector) -> list[SimpleNamespace]:
        return [SimpleNamespace(blendshapes=told)]

    def close(self) -> None:
        pass


@pytest.fixture
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtxfer.response.Tracker", Told)


@pytest.mark.parametrize(("share", "gain"), [(0.1, FINE_GAIN), (0.5, 2), (0.8, 1.25), (2, 0.6)])
@pytest.mark.usefixtures("_told")
def test_a_fine_shape_that_is_not_heard_is_shown_all_the_same(share: float, gain: float) -> None:
    found = measure_response(lambda motion: share * motion.blendshapes)
    assert found is not None
    for name in FINE:
        one = EXPRESSIONS[name]
        assert found.gains[list(one.members)] == pytest.approx(min(gain, one.most), abs=1e-3)


def test_a_large_move_is_driven_less_far() -> None:
    most = {name: EXPRESSIONS[name].most for name in FINE}
    assert most["mouthFunnel"] == pytest.approx(1.52, abs=0.02)
    assert most["mouthRollLower"] == most["mouthPress"] == FINE_GAIN
    for name, gain in most.items():
        values = np.zeros(52, np.float32)
        values[EXPRESSIONS[name].members[0]] = gain - 1
        added = np.linalg.norm(expression(values).displacement, axis=1).max()
        assert added <= FINE_REACH + 0.01, name


def test_where_the_face_is_lost_the_gain_is_plain() -> None:
    assert Expression((1,), FINE_GAIN, fine=True).kept(0, 0) == 1


@pytest.mark.parametrize(
    ("most_seen", "gain"),
    [(0.1, 1), (0.3, FAINT_GAIN), (0.8, 4)],
    ids=["blind", "faint", "heard"],
)
@pytest.mark.usefixtures("_told")
def test_what_is_hardly_seen_is_not_driven_far(most_seen: float, gain: float) -> None:
    pair = list(EXPRESSIONS["browDown"].members)

    def seen(motion: Motion) -> Vector:
        shown = np.zeros(52, np.float32)
        shown[pair] = np.minimum(0.3 * motion.blendshapes[pair], most_seen * PROBE)
        return shown

    found = measure_response(seen)
    assert found is not None
    assert (found.gains[pair] == gain).all()


class TestMeasured:
    def test_gains_are_in_bounds(self, measured: Response) -> None:
        assert np.isfinite(measured.gains).all()
        probed = sorted(channel for one in EXPRESSIONS.values() for channel in one.members)
        others = np.delete(np.arange(52), probed)
        assert (measured.gains[others] == 1).all()
        assert measured.gains.min() >= min(1, LEAST_GAIN)
        assert measured.gains.max() <= max(one.most for one in EXPRESSIONS.values())
        assert measured.gains[BLENDSHAPE["jawOpen"]] <= MOST_GAIN
        assert (measured.gains != 1).any()

    def test_left_and_right_share_a_gain(self, measured: Response) -> None:
        assert all(len(set(measured.gains[list(one.members)])) == 1 for one in EXPRESSIONS.values())

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

    @pytest.mark.parametrize(
        ("own", "shown"), [(0.3, 0.75), (0.6, 1), (1.2, 1.2), (-0.4, -0.4)], ids=str
    )
    def test_a_rise_is_driven_to_full_at_most_and_a_fall_is_not(
        self, own: float, shown: float
    ) -> None:
        """Of fine shapes; a brow may need more, to be seen to come down as far."""
        gains, values = np.ones(52, np.float32), np.zeros(52, np.float32)
        funnel = BLENDSHAPE["mouthFunnel"]
        gains[funnel], values[funnel] = 2.5, 1
        driven = Response(gains, no_response().blinks)(expression(values * own))
        assert driven.blendshapes[funnel] == pytest.approx(shown)
        full = expression(values).displacement
        assert driven.displacement == pytest.approx(shown * full, abs=1e-5)


class TestByUnitsAlone:
    """A generator that looks at nothing but units answers to the probes all the same."""

    @pytest.mark.parametrize("name", [name for name in EXPRESSIONS if name not in UNITLESS])
    def test_a_probe_asks_for_units_too(self, name: str) -> None:
        channels = list(EXPRESSIONS[name].members)
        asked = np.zeros(52, np.float32)
        asked[channels] = PROBE
        units = expression(asked).action_units
        meant = unit_weights()[:, channels].sum(1) > 0.9
        assert meant.sum() >= 1
        assert (units[meant] >= 0.99 * PROBE).all()

    @pytest.mark.usefixtures("_told")
    def test_it_is_measured_by_them(self) -> None:
        jaw = BLENDSHAPE["jawOpen"]

        def seen(motion: Motion) -> Vector:
            rise = np.zeros(52, np.float32)
            rise[jaw] = 0.8 * motion.action_units[UNIT["26"]]
            return rise

        found = measure_response(seen)
        assert found is not None
        assert found.gains[jaw] == pytest.approx(1 / 0.8, abs=1e-3)

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
        fine = [channel for name in FINE for channel in EXPRESSIONS[name].members]
        assert (np.delete(found.gains, fine) == 1).all()
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

    def test_rendering_does_not_wait_for_the_tracker(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All are asked for at once whose motion depends on no answer."""
        asked: list[Motion] = []
        independent = 1 + len(EXPRESSIONS) + len(OPENNESS)
        enough = threading.Event()

        class Late(Told):
            def faces(self, told: Vector) -> list[SimpleNamespace]:
                if len(asked) > 1:
                    assert enough.wait(10)
                return super().faces(told)

        def show(motion: Motion) -> Vector:
            asked.append(motion)
            if len(asked) == independent:
                enough.set()
            return motion.blendshapes

        monkeypatch.setattr("rtxfer.response.Tracker", Late)
        assert measure_response(show) is not None
        assert len(asked) == independent + len(EXPRESSIONS) - len(FINE)
