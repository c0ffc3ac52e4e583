"""The `warp` method: its graph against a slow and plain numpy version of its formula."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engines.bundle import open_bundle
from rtxfer.face import landmarks as lm
from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.geometry import Points, canonical_face
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import Signal
from rtxfer.generator import Generator, State
from rtxfer.motion.basis import expression
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from rtxfer.target import Target
from tests.faces import moved
from train.export import write_bundle
from train.methods.warp import method
from train.methods.warp.cells import FADE, WINDOWS

Array = npt.NDArray[np.float64]


class TestBundle:
    def test_the_shipped_graphs_are_what_the_method_builds(self) -> None:
        shipped = open_bundle("warp")
        for name, model in method.build().items():
            built = model.SerializeToString(deterministic=True)
            same = shipped.graph(name).read_bytes() == built  # too large to be printed
            assert same, f"{name}.onnx is out of date: run python -m train warp"

    def test_the_manifest_too(self) -> None:
        said = open_bundle("warp").manifest.model_dump()
        assert all(said[key] == value for key, value in method.manifest().items())

    def test_building_is_repeatable(self, tmp_path: Path) -> None:
        folders = [
            write_bundle(tmp_path / name, method.manifest(), method.build()) for name in ("a", "b")
        ]
        sums = [
            [
                hashlib.sha256((f / g).read_bytes()).hexdigest()
                for g in ("render.onnx", "target.onnx")
            ]
            for f in folders
        ]
        assert sums[0] == sums[1]


def plain_flow(source: Points, driven: Points, shape: method.Shape) -> Array:
    """The formula of `train.methods.warp.method`, cell by cell [2, F, F]."""
    known = method.constants(shape)
    s, d = source[:, :2].astype(np.float64), driven[:, :2].astype(np.float64)
    index, weight = method.neighbourhoods()
    least, most = float(known["least"]), float(known["most"])

    places, offsets, affines = [], [], []
    for k in range(lm.LANDMARKS):
        mine = index[k][weight[k] > 0]
        edges, change = d[mine] - d[k], (s[mine] - s[k]) - (d[mine] - d[k])
        bent = np.linalg.solve(edges.T @ edges + known["ridge"][k], edges.T @ change)
        places.append(d[k])
        offsets.append(s[k] - d[k])
        affines.append(np.clip(bent, least, most))
    mix, gap, owner = method.aperture_nodes()
    for row, span in zip(mix, gap, strict=True):
        opened, was = span @ d, span @ s
        stretch = (was[1] - opened[1]) / max(opened[1], float(known["least_gap"]))
        places.append(row @ d)
        offsets.append(row @ s - row @ d)
        affines.append(np.diag([0, np.clip(stretch, least, most)]))
    for anchor in method.anchors():
        places.append(anchor.astype(np.float64))
        offsets.append(np.zeros(2))
        affines.append(np.zeros((2, 2)))
    nodes, moves, bends = (np.array(part) for part in (places, offsets, affines))
    assert len(mix) == len(owner)

    centre = (np.arange(shape.flow) + 0.5) / shape.flow
    x = np.stack(np.meshgrid(centre, centre), -1).reshape(-1, 2)
    margins = [margin for aperture in method.APERTURES for margin in aperture]
    curves = [np.interp(x[:, 0], *d[margin].T) for margin in margins]
    below = np.stack([x[:, 1] - curve for curve in curves], 1)
    sides = np.maximum(np.hstack([below, -below]), 0) ** 2
    away = ((x[:, None] - nodes[None]) ** 2).sum(-1)
    away = away + shape.softness**2 + sides @ known["wrong_side"].T.astype(np.float64)
    distance = np.sqrt(away * known["inverse_reach"][:, 0])
    share = np.exp(distance.min(1, keepdims=True) - distance)
    share /= share.sum(1, keepdims=True)
    flow = share @ moves
    for k in range(len(nodes)):
        flow += share[:, k : k + 1] * ((x - nodes[k]) @ bends[k])
    return flow.T.reshape(2, shape.flow, shape.flow)


@pytest.fixture(scope="module")
def crop(grace: Target) -> Crop:
    return crop_around(grace.signal.landmarks, method.CROP_SCALE)


@pytest.fixture(scope="module")
def state(grace: Target, crop: Crop, warp: Generator) -> State:
    picture = crop.cut(grace.image, method.SIZE)
    return warp.prepare(picture, crop.to_crop(grace.signal.landmarks))


def driven_by(motion: Motion, target: Target, neutral: Neutral, crop: Crop) -> Points:
    retarget = Retarget(target.signal.landmarks, neutral)
    return crop.to_crop(retarget(motion, MotionSettings(head=0)))


def flow_of(warp: Generator, state: State, driven: Points) -> npt.NDArray[np.float32]:
    flow = warp.render(state, driven, moved()).flow
    assert flow is not None
    return flow


def check(found: npt.NDArray[np.float32], plain: Array) -> None:
    """Within a quarter of a pixel of the crop but for one cell in a hundred, and nowhere a whole
    one; where every cell was asked, see `train.methods.warp.cells`, the same."""
    pixels = np.linalg.norm(found - plain, axis=0) * method.SIZE
    assert np.sqrt((pixels**2).mean()) <= 0.05
    assert (pixels > 0.25).mean() <= 0.01
    assert pixels.max() <= 1
    exact = (pixels <= 1e-4 * method.SIZE).reshape(-1)
    fine = sum((w.width - 2 * FADE) * (w.height - 2 * FADE) for w in WINDOWS)
    assert exact.sum() >= fine
    assert np.abs(plain).max() > 1e-2


class TestFormula:
    @pytest.mark.parametrize("frame", [80, 110, 195], ids=["brows", "jaw", "smile"])
    def test_the_graph_agrees_with_plain_numpy(
        self,
        grace: Target,
        crop: Crop,
        state: State,
        warp: Generator,
        driver_neutral: Neutral,
        driver_signals: list[Signal],
        frame: int,
    ) -> None:
        motion = relative_motion(driver_signals[frame], driver_neutral)
        driven = driven_by(motion, grace, driver_neutral, crop)
        plain = plain_flow(state.landmarks, driven, method.Shape())
        check(flow_of(warp, state, driven), plain)

    def test_also_with_shut_eyes_and_an_open_mouth(
        self, grace: Target, crop: Crop, state: State, warp: Generator, driver_neutral: Neutral
    ) -> None:
        values = np.zeros(52, np.float32)
        values[BLENDSHAPE["jawOpen"]] = 0.7
        motion = expression(values) + moved(eyes=-1)
        driven = driven_by(motion, grace, driver_neutral, crop)
        plain = plain_flow(state.landmarks, driven, method.Shape())
        check(flow_of(warp, state, driven), plain)

    def test_no_motion_no_flow(self, state: State, warp: Generator) -> None:
        assert not flow_of(warp, state, state.landmarks).any()

    def test_the_border_of_the_crop_stays(
        self, grace: Target, crop: Crop, state: State, warp: Generator, driver_neutral: Neutral
    ) -> None:
        values = np.zeros(52, np.float32)
        values[[BLENDSHAPE["jawOpen"], BLENDSHAPE["browInnerUp"]]] = 1
        flow = flow_of(warp, state, driven_by(expression(values), grace, driver_neutral, crop))
        edge = np.concatenate([flow[:, 0], flow[:, :, 0], flow[:, :, -1]], 1)
        assert np.abs(edge).max() < 2e-3
        assert np.abs(flow).max() > 0.02


class TestApertures:
    def test_shut_lids_show_each_its_own_skin(
        self,
        grace: Target,
        eileen: Target,
        warp: Generator,
        driver_neutral: Neutral,
    ) -> None:
        for target in (grace, eileen):
            crop = crop_around(target.signal.landmarks, method.CROP_SCALE)
            source = crop.to_crop(target.signal.landmarks)
            state = warp.prepare(crop.cut(target.image, method.SIZE), source)
            driven = driven_by(moved(eyes=-1), target, driver_neutral, crop)
            flow = flow_of(warp, state, driven)
            for eye in (0, 1):
                for upper, lower in zip(
                    lm.EYE_UPPER[eye][2:5], lm.EYE_LOWER[eye][2:5], strict=True
                ):
                    x, line = driven[upper, 0], driven[[upper, lower], 1].mean()
                    column = round(float(x) * method.FLOW - 0.5)
                    rows = (np.arange(method.FLOW) + 0.5) / method.FLOW
                    shown = rows + flow[1, :, column]
                    lid = (rows < line - 1.5 / method.FLOW) & (rows > line - 5 / method.FLOW)
                    under = (rows > line + 1.5 / method.FLOW) & (rows < line + 5 / method.FLOW)
                    assert lid.any()
                    assert under.any()
                    allowance = 0.1 * (source[lower, 1] - source[upper, 1])
                    assert (shown[lid] < source[upper, 1] + allowance).all(), target.name
                    assert (shown[under] > source[lower, 1] - allowance).all(), target.name

    def test_an_opened_mouth_leaves_the_lower_lip_below(
        self, grace: Target, crop: Crop, state: State, warp: Generator, driver_neutral: Neutral
    ) -> None:
        """The picture of the lower lip moves down with it: nothing of it stays in the gap."""
        values = np.zeros(52, np.float32)
        values[BLENDSHAPE["jawOpen"]] = 0.6
        driven = driven_by(expression(values), grace, driver_neutral, crop)
        flow = flow_of(warp, state, driven)
        for lip in (lm.LIP_LOWER[1, 4], lm.LIP_UPPER[1, 4]):
            column, row = np.round(driven[lip, :2] * method.FLOW - 0.5).astype(int)
            shown = (row + 0.5) / method.FLOW + flow[1, row, column]
            assert shown == pytest.approx(state.landmarks[lip, 1], abs=0.01)


class TestGraphParts:
    def test_neighbourhoods(self) -> None:
        index, weight = method.neighbourhoods()
        assert index.shape == weight.shape == (lm.LANDMARKS, method.NEIGHBOURS)
        assert set(np.unique(weight)) <= {0, 1}
        assert weight.sum(1).min() >= 2  # enough to fit an affine change
        assert (index[weight > 0] != np.nonzero(weight)[0]).all()

    def test_no_neighbours_across_a_slit(self) -> None:
        index, weight = method.neighbourhoods()
        for upper, lower in method.APERTURES:
            inside = set(lower[1:-1].tolist())
            for k in upper[1:-1]:
                assert inside.isdisjoint(index[k][weight[k] > 0].tolist())

    def test_spacing_is_that_of_the_mesh(self) -> None:
        apart = method.spacing()
        side = method.CROP_SCALE * np.ptp(canonical_face()[:, 1])
        assert (apart > 0).all()
        assert 0.1 < np.median(apart) * side < 2  # centimetres

    def test_anchors_lie_just_outside(self) -> None:
        ring = method.anchors()
        outside = np.maximum(-ring, ring - 1).max(1)
        assert (outside > 0).all()
        assert (outside < 0.1).all()
