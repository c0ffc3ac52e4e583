import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import Signal
from rtxfer.motion.basis import expression, expression_basis
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from tests.faces import laid, signal_of


def showing(**channels: float) -> Signal:
    values = np.zeros(52, np.float32)
    for name, value in channels.items():
        values[BLENDSHAPE[name]] = value
    return signal_of(blendshapes=values)


class TestMeasureNeutral:
    def test_the_mean_of_several_frames(self) -> None:
        noise = np.random.default_rng(0).normal(0, 2, (40, 478, 3)).astype(np.float32)
        noisy = measure_neutral([signal_of(laid() + shake) for shake in noise])
        clean = measure_neutral([signal_of()])
        one = measure_neutral([signal_of(laid() + noise[0])])
        error, alone = (np.abs(n.shape - clean.shape).mean() for n in (noisy, one))
        assert error < alone / 3

    def test_pose_size_and_place_may_change_between_frames(self) -> None:
        turns = [(0, 0, 0), (0.2, 0, 0), (-0.2, 0.3, 0), (0, -0.3, 0.1)]
        signals = [
            signal_of(laid(turn=turn, scale=10 + 5 * i, at=(100 * i, 50)))
            for i, turn in enumerate(turns)
        ]
        neutral = measure_neutral(signals)
        assert np.abs(neutral.shape - measure_neutral([signal_of()]).shape).max() < 1e-3

    def test_its_rotation_is_a_rotation(self) -> None:
        signals = [signal_of(laid(turn=(0, yaw, 0))) for yaw in (-0.2, 0.4)]
        rotation = measure_neutral(signals).rotation
        assert np.abs(rotation @ rotation.T - np.eye(3)).max() < 1e-5
        assert np.linalg.det(rotation) == pytest.approx(1, abs=1e-5)
        assert np.arcsin(rotation[0, 2]) == pytest.approx(0.1, abs=0.01)

    def test_json_round_trip(self, driver_neutral: Neutral) -> None:
        again = Neutral.from_json(json.loads(json.dumps(driver_neutral.to_json())))
        for name in ("shape", "blendshapes", "action_units", "rotation"):
            assert (getattr(again, name) == getattr(driver_neutral, name)).all(), name
            assert getattr(again, name).dtype == np.float32


class TestCalmest:
    def test_it_picks_the_quiet_stretch(self) -> None:
        talking = [showing(jawOpen=0.3 + 0.3 * (i % 3), mouthPucker=0.2) for i in range(40)]
        quiet = [showing(jawOpen=0.01, mouthPucker=0.02) for _ in range(10)]
        signals = [*talking[:25], *quiet, *talking[25:]]
        assert set(calmest(signals)) <= set(range(25, 35))

    def test_shut_eyes_are_no_rest(self) -> None:
        signals = [showing(eyeBlinkLeft=0.1, eyeBlinkRight=0.1) for _ in range(20)]
        shut = [showing(eyeBlinkLeft=0.8, eyeBlinkRight=0.8) for _ in range(6)]
        assert set(calmest([*signals[:10], *shut, *signals[10:]])).isdisjoint(range(10, 16))

    def test_a_turned_head_is_no_rest(self) -> None:
        facing = [signal_of() for _ in range(12)]
        turned = [signal_of(laid(turn=(0, 0.5, 0))) for _ in range(6)]
        assert set(calmest([*turned, *facing])) <= set(range(6, 18))

    def test_a_face_that_never_reads_zero_has_its_own_floor(self) -> None:
        own = {"browDownLeft": 0.4, "mouthFrownLeft": 0.3}
        signals = [showing(**own) for _ in range(20)]
        signals[3:6] = [showing(**own, jawOpen=0.5)] * 3
        assert set(calmest(signals)).isdisjoint(range(3, 6))

    @given(st.integers(1, 400))
    def test_how_many(self, count: int) -> None:
        found = calmest([signal_of()] * count)
        assert len(found) == len(set(found)) == min(count, max(3, count // 50))
        assert all(0 <= index < count for index in found)

    def test_in_the_clip_the_face_is_at_rest(self, driver_signals: list[Signal]) -> None:
        for index in calmest(driver_signals):
            values = driver_signals[index].blendshapes
            assert values[BLENDSHAPE["jawOpen"]] < 0.05
            assert values[BLENDSHAPE["mouthSmileLeft"]] < 0.1
            assert values[BLENDSHAPE["eyeBlinkLeft"]] < 0.2
            assert values[BLENDSHAPE["browInnerUp"]] < 0.15


class TestExpressionBasis:
    def test_shape_and_range(self) -> None:
        basis = expression_basis()
        assert basis.shape == (52, 478, 3)
        assert basis.dtype == np.float32
        assert np.isfinite(basis).all()
        assert 0.2 < np.abs(basis).max() < 10  # centimetres
        with pytest.raises(ValueError, match="read-only"):
            basis[0] = 0

    def test_directions(self) -> None:
        basis = expression_basis()
        jaw = basis[BLENDSHAPE["jawOpen"]]
        assert jaw[152, 1] > 0.5  # the chin drops
        assert abs(jaw[10, 1]) < 0.3 * jaw[152, 1]  # the forehead hardly moves
        smile = basis[BLENDSHAPE["mouthSmileLeft"]] + basis[BLENDSHAPE["mouthSmileRight"]]
        assert smile[291, 0] > 0.2 > -0.2 > smile[61, 0]  # corners go apart
        assert smile[291, 1] < 0  # and up
        assert basis[BLENDSHAPE["browInnerUp"]][[107, 336], 1].max() < -0.05

    def test_an_expression_opens_the_lips_it_moves(self) -> None:
        values = np.zeros(52, np.float32)
        assert not expression(values).displacement.any()
        values[BLENDSHAPE["jawOpen"]] = 0.5
        half, full = expression(values), expression(2 * values)
        assert half.lips[4] > 0.1
        assert full.lips == pytest.approx(2 * half.lips, rel=1e-4)
        assert not half.eyes.any()
        assert not half.head.any()
        assert (half.blendshapes == values).all()
