"""The flow in torch: at points, and of a whole crop from a coarse grid and fine windows."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import Tensor

from engines.bundle import open_bundle
from engines.opening import open_engine
from rtxfer.motion.neutral import Neutral
from rtxfer.target import Target
from tests.train.posing import posed_face
from train.methods.warp.cells import COARSE, STILL, WINDOWS, enlarging, grid_constants, part_sizes
from train.methods.warp.margins import Margins
from train.methods.warp.torch_flow import CropFlow, LandmarkFlow, grid_points
from train.networks.windows import cut, sample, window_axes, window_points

F = 128


@pytest.fixture(scope="module")
def posed(grace: Target, driver_neutral: Neutral) -> SimpleNamespace:
    return posed_face(grace, driver_neutral)


@pytest.fixture(scope="module", params=["driven", "shut"])
def driven(posed: SimpleNamespace, request: pytest.FixtureRequest) -> Tensor:
    """An open smiling mouth and a blink; the same with lids that meet."""
    landmarks: Tensor = getattr(posed, request.param)
    return landmarks


def every_cell(posed: SimpleNamespace, driven: Tensor) -> Tensor:
    """The formula asked in each of F² cells, [1, 2, F, F]."""
    with torch.no_grad():
        flow, _ = LandmarkFlow()(posed.source, driven, grid_points(1, F))
    return flow.transpose(1, 2).reshape(1, 2, F, F)


class TestCropFlow:
    def test_it_is_that_of_the_warp_bundle(self, posed: SimpleNamespace, driven: Tensor) -> None:
        with open_engine(open_bundle("warp").graph("render")) as engine:
            inputs = {
                "state_image": posed.image.numpy(),
                "target_landmarks": posed.source.numpy(),
                "landmarks": driven.numpy(),
            }
            wanted = engine.run(inputs, ["flow"])["flow"]
        found = CropFlow()(posed.source, driven).numpy()
        assert np.abs(wanted).max() > 0.02
        assert np.abs(found - wanted).max() < 1e-6

    def test_it_is_the_formula_within_a_quarter_of_a_pixel(
        self, posed: SimpleNamespace, driven: Tensor
    ) -> None:
        wanted = every_cell(posed, driven)
        pixels = (CropFlow()(posed.source, driven) - wanted).norm(dim=1) * 256
        assert wanted.norm(dim=1).max() * 256 > 10
        assert pixels.square().mean().sqrt() < 0.05
        assert (pixels > 0.25).float().mean() < 0.01
        assert pixels.max() < 1

    def test_at_lids_and_lips_it_is_the_formula(
        self, posed: SimpleNamespace, driven: Tensor
    ) -> None:
        """Where the flow jumps from one cell to the next; a coarse grid would err by pixels."""
        wanted, found = every_cell(posed, driven), CropFlow()(posed.source, driven)
        for window in WINDOWS:
            x, y = (driven[0, list(window.middle), :2].mean(0) * F).round().int().tolist()
            inner = np.s_[
                0, :, y - window.height // 2 + 3 : y + window.height // 2 - 3,
                x - window.width // 2 + 3 : x + window.width // 2 - 3,
            ]  # fmt: skip
            assert (found[inner] - wanted[inner]).abs().max() * 256 < 1e-3, window.name
            jumps = wanted[inner].diff(dim=-2).abs().max() * 256
            assert jumps > 1.5, "else this would prove nothing"

    def test_no_motion_is_exactly_no_flow(self, posed: SimpleNamespace) -> None:
        assert not CropFlow()(posed.source, posed.source).any()

    def test_a_batch_is_its_samples(self, posed: SimpleNamespace) -> None:
        flow = CropFlow()
        sources, moved = posed.source.repeat(2, 1, 1), torch.cat([posed.driven, posed.shut])
        both = flow(sources, moved)
        for one, alone in zip(both, moved, strict=True):
            assert (one - flow(posed.source, alone[None])[0]).abs().max() < 1e-6

    def test_it_is_exact_under_autocast(self, posed: SimpleNamespace) -> None:
        flow = CropFlow()
        wanted = flow(posed.source, posed.driven)
        with torch.autocast("cpu", torch.bfloat16):
            found = flow(posed.source, posed.driven)
        assert found.dtype == torch.float32
        assert torch.equal(found, wanted)

    def test_a_gradient_reaches_the_landmarks(self, posed: SimpleNamespace) -> None:
        driven = posed.driven.clone().requires_grad_()
        CropFlow()(posed.source, driven).square().mean().backward()
        assert driven.grad is not None
        assert torch.isfinite(driven.grad).all()
        assert (driven.grad[0, :, :2].abs().amax(1) > 0).float().mean() > 0.9

    def test_windows_share_where_they_overlap(self, posed: SimpleNamespace) -> None:
        """A face seen from far away: whatever is laid over what, nothing is counted twice."""
        source, driven = (0.45 * f[..., :2] + 0.3 for f in (posed.source, posed.driven))
        flow, exact = CropFlow()(source, driven), every_cell(SimpleNamespace(source=source), driven)
        assert (flow - exact).abs().max() * 256 < 2

    def test_windows_beyond_the_border_are_cut_off(self, posed: SimpleNamespace) -> None:
        shift = torch.tensor([0.0, 0.28])
        source, driven = (face[..., :2] + shift for face in (posed.source, posed.driven))
        assert torch.isfinite(CropFlow()(source, driven)).all()


class TestCells:
    def test_there_are_few(self) -> None:
        cells, _, _ = part_sizes()
        assert sum(cells) < F**2 / 4
        known = grid_constants(F)
        assert len(known["cell_column"]) == len(known["cell_row"]) == sum(cells)

    def test_splines_go_through_what_is_given(self) -> None:
        """A wave of eight coarse cells: straight lines err four times as much."""
        fine, coarse = ((np.arange(count) + 0.5) / count for count in (F, COARSE))
        wanted, given = (np.sin(place * 2 * np.pi * COARSE / 8) for place in (fine, coarse))
        found, straight = enlarging(F) @ given, np.interp(fine, coarse, given)
        inner = np.s_[3 * STILL : -3 * STILL]
        error, other = (np.abs(flow - wanted)[inner].max() for flow in (found, straight))
        assert error < 0.02
        assert other > 4 * error
        assert np.allclose(enlarging(F).sum(1), 1, atol=1e-5)

    def test_the_border_of_the_crop_is_still(self, posed: SimpleNamespace, driven: Tensor) -> None:
        """The cells that are not asked for would say nothing."""
        edge = F * STILL // COARSE
        flow = every_cell(posed, driven)
        flow[..., edge:-edge, edge:-edge] = 0
        assert flow.abs().max() * 256 < 0.05


class TestLandmarkFlow:
    def test_coordinates_stay_exact_under_autocast(self, posed: SimpleNamespace) -> None:
        flow, points = LandmarkFlow(), grid_points(1, 16)
        wanted = flow(posed.source, posed.driven, points)
        with torch.autocast("cpu", torch.bfloat16):
            found = flow(posed.source, posed.driven, points)
        for one, other in zip(found, wanted, strict=True):
            assert one.dtype == torch.float32
            assert torch.equal(one, other)

    def test_sides_tell_above_from_below(self, posed: SimpleNamespace) -> None:
        upper, lower = posed.driven[:, [13], :2], posed.driven[:, [14], :2]
        _, inside = LandmarkFlow()(posed.source, posed.driven, (upper + lower) / 2)
        assert inside[0, 0, 4] > 0, "below the upper lip"
        assert inside[0, 0, 5] < 0, "above the lower one"


def test_margins_of_a_window_are_those_of_its_cells(posed: SimpleNamespace) -> None:
    centre = posed.driven[:, 13:15, :2].mean(1, keepdim=True)
    span = torch.tensor([[[-0.3, 0.2]]])  # a mirror's
    below = Margins().below(posed.driven, window_axes(centre, span, 9))
    _, wanted = LandmarkFlow()(posed.source, posed.driven, window_points(centre, span, 9))
    assert torch.allclose(below.flatten(2).transpose(1, 2), wanted, atol=1e-6)


def test_a_cut_is_what_a_window_sees(posed: SimpleNamespace) -> None:
    flow = CropFlow()(posed.source, posed.driven)
    centre = torch.tensor([[[0.52, 0.61]], [[0.4, 0.5]]])
    span = torch.tensor([[[0.375, 0.375]], [[-0.2, 0.2]]])
    found = cut(flow, centre, span, 48)
    points = window_points(centre, span, 48)
    assert torch.allclose(found, sample(flow.repeat(2, 1, 1, 1), points, 48), atol=1e-6)
