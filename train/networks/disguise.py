"""A driver in disguise: in training one looks like somebody else, so that what a network reads off
a driver is what the face does, and not whose it is."""

from __future__ import annotations

from typing import Final, NamedTuple, Self

import torch
from torch import Tensor

from train.networks.shared import drawn

MOST_STRETCH: Final = 0.18
"""Logarithm of how much wider, and higher, a disguised face may be."""

MOST_SHEAR: Final = 0.15

VEILED: Final = 0.35
"""How often something hides part of a face."""


class Disguise(NamedTuple):
    """How pictures of a driver are made to look like somebody else's, B in all.

    Attributes:
        shape: of the window that is looked at, [B, 2, 2].
        gain, shift: of colours, [B, 3, 1, 1].
        noise: standard deviation, [B, 1, 1, 1].
        veil: where something hides the face, [B, 1, P, P], 0–1.
        stuff: what colour that has, [B, 3, 1, 1]: hair, a cup; nan for a hand, which has the
            looks of another face's skin.
        drivers: how many there are; each has as many pictures.
    """

    shape: Tensor
    gain: Tensor
    shift: Tensor
    noise: Tensor
    veil: Tensor
    stuff: Tensor
    drivers: int = 1

    @classmethod
    def drawn(cls, drivers: int, pictures: int, device: torch.device, pixels: int) -> Self:
        """At random.

        Args:
            drivers: how many.
            pictures: of each, which show the same person, one driver after the other each time;
                only what hides a face comes and goes.
            device: where it is wanted.
            pixels: P, of the window's side.
        """

        def spread(most: float, *shape: int) -> Tensor:
            return _spread(-most, most, drivers, *shape, device=device)

        across, down = spread(MOST_STRETCH, 2).exp().unbind(1)
        lean, rise = spread(MOST_SHEAR, 2).unbind(1)
        shape = torch.stack([across, lean, rise, down], 1).reshape(drivers, 2, 2)
        gain = (spread(0.15, 3, 1, 1) + spread(0.3, 1, 1, 1)).exp()
        shift = spread(0.08, 3, 1, 1) + spread(0.15, 1, 1, 1)
        noise = spread(1.0, 1, 1, 1).square() * 0.1
        gain, shift, noise = (part.repeat(pictures, 1, 1, 1) for part in (gain, shift, noise))
        count = drivers * pictures
        light, hue = (drawn(torch.randn, count, n, 1, 1, device=device) for n in (1, 3))
        stuff = -0.3 + 0.35 * light + 0.06 * hue  # seldom is it gaudy
        stuff[drawn(torch.rand, count, device=device) < 0.5] = torch.nan
        shape = shape.repeat(pictures, 1, 1)
        return cls(shape, gain, shift, noise, _veils(count, device, pixels), stuff, drivers)

    def bent(self, points: Tensor, centre: Tensor) -> Tensor:
        """Where windows' points lie on the face that is not in disguise, [B, N, 2].

        Args:
            points: of the windows, [B, N, 2].
            centre: their middle, [B, 1, 2].
        """
        with torch.autocast(points.device.type, enabled=False):  # bf16 is off by a pixel
            return (points - centre) @ self.shape.transpose(1, 2) + centre

    def __call__(self, seen: Tensor) -> Tensor:
        """Windows [B, 3, P, P] in disguise; a hand is cut from another of them."""
        hand = seen.roll(max(1, self.drivers // 2), 0).flip(2)
        noise = drawn(torch.randn, *seen.shape, device=seen.device).to(seen.dtype)
        seen = seen + self.veil * (torch.where(self.stuff.isnan(), hand, self.stuff) - seen)
        return seen * self.gain + self.shift + noise * self.noise


def _spread(least: float, most: float, count: int, *shape: int, device: torch.device) -> Tensor:
    return least + (most - least) * drawn(torch.rand, count, *shape, device=device)


def _veils(count: int, device: torch.device, pixels: int) -> Tensor:
    """Ovals of any size and tilt, where there are any."""
    middle = _spread(-0.5, 0.5, count, 2, 1, 1, device=device)
    radii = _spread(0.08, 0.35, count, 2, 1, 1, device=device)
    slender = _spread(1, 3, count, 1, 1, device=device)  # fingers, strands of hair
    radii = radii * torch.stack([slender**-0.5, slender], 1)
    angle = _spread(0, torch.pi, count, 1, 1, device=device)
    step = (torch.arange(pixels, device=device) + 0.5) / pixels - 0.5
    x, y = step[None, None] - middle[:, 0], step[None, :, None] - middle[:, 1]
    along, beside = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
    away = (along / radii[:, 0]).square() + (beside / radii[:, 1]).square()
    there = drawn(torch.rand, count, 1, 1, device=device) < VEILED
    return (torch.sigmoid((1 - away) * 8) * there)[:, None]
