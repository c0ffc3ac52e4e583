"""What lies below the published methods: windows follow the face, and rest is the photograph."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch.nn import functional

from rtxfer.face import landmarks as lm
from rtxfer.motion.neutral import Neutral
from rtxfer.target import Target
from tests.train.posing import posed_face
from train.methods.carrier.carrier import (
    BEND,
    CROP,
    DRAWN,
    GUIDES,
    KINDS,
    PIXELS,
    STEP,
    Carrier,
)
from train.methods.warp.torch_flow import LandmarkFlow
from train.networks.windows import composed, sample


@pytest.fixture(scope="module")
def posed(grace: Target, driver_neutral: Neutral) -> SimpleNamespace:
    return posed_face(grace, driver_neutral)


def test_the_window_follows_the_face_by_cells_of_the_flow(posed: SimpleNamespace) -> None:
    carrier = Carrier()
    carried = carrier(posed.image, posed.source, posed.driven)
    shifted = carrier(posed.image, posed.source, posed.driven + torch.tensor([0.0501, 0.03, 0]))
    steps = carried.centre / STEP
    assert torch.allclose(steps, steps.round(), atol=1e-4)
    assert (shifted.centre - carried.centre)[0, 0].tolist() == pytest.approx(
        [0.0501, 0.03], abs=STEP
    )
    low, high = carried.points.amin(1)[0], carried.points.amax(1)[0]
    for mark in (*lm.BROWS[0], *lm.BROWS[1], *lm.CHIN):
        assert (posed.driven[0, mark, :2] > low).all(), mark
        assert (posed.driven[0, mark, :2] < high).all(), mark


def test_a_face_is_carried_as_the_warp_carries_it(posed: SimpleNamespace) -> None:
    carrier, flow = Carrier("face"), LandmarkFlow()
    carried = carrier(posed.image, posed.source, posed.driven)
    shift, _ = flow(posed.source, posed.driven, carried.points)
    exact = sample(posed.image, carried.points + shift, PIXELS)
    assert (carried.warped - exact).abs().mean() < 0.01
    assert carried.guide.shape == (1, GUIDES, PIXELS, PIXELS)
    mouth = carried.guide[0, -1]
    assert mouth.max() > 0.05, "it is open"
    assert (mouth > 0).float().mean() < 0.1, "and elsewhere it is not"


def test_a_flow_that_is_known_need_not_be_made(posed: SimpleNamespace) -> None:
    carrier = Carrier()
    known = carrier.flow(posed.source, posed.driven)
    one = carrier(posed.image, posed.source, posed.driven)
    other = carrier(posed.image, posed.source, posed.driven, known)
    assert torch.equal(one.origins, other.origins)
    still = carrier(posed.image, posed.source, posed.driven, 0 * known)
    assert torch.equal(still.origins, still.points)
    assert (one.origins - one.points).abs().max() > 0.02, "else this would prove nothing"


@pytest.mark.parametrize("kind", KINDS)
def test_at_rest_nothing_moves_and_nothing_is_drawn(posed: SimpleNamespace, kind: str) -> None:
    carrier = Carrier(kind)  # type: ignore[arg-type]
    carried = carrier(posed.image, posed.source, posed.source)
    assert carried.let.abs().max() == 0
    assert torch.equal(carried.origins, carried.points)
    window = carrier.draw(carried, torch.ones(1, DRAWN, PIXELS, PIXELS))
    _, alpha, flow = composed([window], torch.zeros(1, 2, 128, 128), CROP)
    assert alpha.abs().max() == 0
    assert flow.abs().max() == 0


def test_a_pose_is_carried_and_an_expression_is_not(posed: SimpleNamespace) -> None:
    carrier = Carrier("pose")
    own = posed.source[..., :2]
    turn = torch.tensor([[0.98, 0.1], [-0.08, 1.01]])
    turned = own @ turn.T + 0.02
    assert (carrier.carried_landmarks(own, turned) - turned).abs().max() < 1e-4
    spoken = own.clone()
    spoken[:, lm.LIP_LOWER[0].tolist()] += 0.05
    assert (carrier.carried_landmarks(own, spoken) - own).abs().max() < 1e-5
    assert torch.equal(Carrier("none").carried_landmarks(own, turned), own)


def test_a_pose_stays_exact_under_autocast(posed: SimpleNamespace) -> None:
    carrier = Carrier("pose")
    own, driven = posed.source[..., :2], posed.driven[..., :2]
    exact = carrier.carried_landmarks(own, driven)
    with torch.autocast("cpu", torch.bfloat16):
        found = carrier.carried_landmarks(own, driven)
        centre, _ = carrier.place(own, driven)
    assert torch.equal(found, exact)
    assert torch.equal(centre, carrier.place(own, driven)[0])
    assert torch.equal(centre, carrier(posed.image, posed.source, posed.driven).centre)


def test_features_are_carried_with_the_picture(posed: SimpleNamespace) -> None:
    carrier = Carrier()
    own = carrier.own_window(posed.image, posed.source)
    carried = carrier(posed.image, posed.source, posed.driven)
    small = functional.avg_pool2d(own, 2)
    found, shall = carried.features(small), functional.avg_pool2d(carried.warped, 2)
    assert found.shape == shall.shape
    assert (found - shall)[..., 4:-4, 4:-4].abs().mean() < 0.03
    untouched = carrier(posed.image, posed.source, posed.source).features(small)
    assert (untouched - small).abs().max() < 1e-4


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_drawn_changes_the_picture_within_bounds(posed: SimpleNamespace, kind: str) -> None:
    carrier = Carrier(kind)  # type: ignore[arg-type]
    carried = carrier(posed.image, posed.source, posed.driven)
    nothing = carrier.draw(carried, torch.zeros(1, DRAWN, PIXELS, PIXELS))
    much = carrier.draw(carried, torch.full((1, DRAWN, PIXELS, PIXELS), 9.0))
    if kind == "none":
        assert nothing.rgb.abs().max() == 0
        assert nothing.bend is None
        assert torch.equal(nothing.alpha, carried.let), "the whole picture is made"
    else:
        assert torch.equal(nothing.rgb, carried.warped)
        assert much.bend is not None
        assert much.bend.abs().max() == pytest.approx(BEND, rel=0.01)
    assert much.alpha.max() > 0.99
    assert float(much.alpha[0, 0, 0].max()) < 0.05, "no seam at the window's border"


def test_a_gradient_reaches_what_is_drawn(posed: SimpleNamespace) -> None:
    carrier = Carrier()
    carried = carrier(posed.image, posed.source, posed.driven)
    drawn = torch.zeros(1, DRAWN, PIXELS, PIXELS, requires_grad=True)
    window = carrier.draw(carried, drawn)
    seen = window.over(sample(posed.image, window.origins, PIXELS))
    seen.square().mean().backward()
    assert drawn.grad is not None
    assert all(float(drawn.grad[0, channel].abs().max()) > 0 for channel in (0, 1, 2, 4, 5))
    assert np.isfinite(drawn.grad.numpy()).all()
