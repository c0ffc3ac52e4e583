"""A driver in disguise looks like somebody else, in both pictures alike."""

from __future__ import annotations

import pytest
import torch

from train.networks.disguise import Disguise

PIXELS = 96


def test_both_pictures_of_a_driver_are_disguised_alike() -> None:
    disguise = Disguise.drawn(5, 2, torch.device("cpu"), PIXELS)
    for part in (disguise.shape, disguise.gain, disguise.shift, disguise.noise):
        assert torch.equal(part[:5], part[5:])
        assert not torch.equal(part[0], part[1])


def test_now_and_then_something_hides_a_mouth() -> None:
    torch.manual_seed(0)
    disguise = Disguise.drawn(600, 1, torch.device("cpu"), PIXELS)
    assert disguise.veil.shape == (600, 1, PIXELS, PIXELS)
    hidden = disguise.veil.mean((1, 2, 3))
    assert 0.27 < (hidden > 0.01).float().mean() < 0.42
    assert 0.3 < hidden.max() < 0.5
    # A hand half of the time, else of one colour.
    pictures = torch.rand(600, 3, PIXELS, PIXELS)
    plain = disguise._replace(
        gain=torch.ones(()), shift=torch.zeros(()), noise=torch.zeros(()),
        veil=torch.ones_like(disguise.veil),
    )  # fmt: skip
    flat = plain(pictures).std((2, 3)).amax(1) < 1e-5
    assert 0.35 < flat.float().mean() < 0.65


def test_a_bent_window_shows_the_same_middle() -> None:
    disguise = Disguise.drawn(3, 1, torch.device("cpu"), PIXELS)
    centre = torch.full((3, 1, 2), 0.4)
    points = torch.cat([centre, centre + torch.tensor([0.1, 0.0])], 1)
    bent = disguise.bent(points, centre)
    assert torch.equal(bent[:, 0], centre[:, 0])
    assert (bent[:, 1] - bent[:, 0])[:, 0].div(0.1).log().tolist() == pytest.approx(
        disguise.shape[:, 0, 0].log().tolist(), abs=1e-5
    )
