"""Two pictures in, two out: who gives what to whom when expressions are swapped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import torch
from torch import Tensor, nn

from train.data.batch import Batch, strangers
from train.methods.carrier.method import Portrait


class Face(NamedTuple):
    """Faces, encoded.

    Attributes:
        portrait: with the AU-free map f as its only feature.
        code: r, [B, UNITS, TOKEN, 1].
    """

    portrait: Portrait
    code: Tensor

    def first(self, count: int) -> Face:
        """Only the first ones."""
        return Face(self.portrait.first(count), self.code[:count])

    def beside(self, other: Face) -> Face:
        """These, then others."""
        (own,), (theirs,) = self.portrait.features, other.portrait.features
        image = torch.cat([self.portrait.image, other.portrait.image])
        landmarks = torch.cat([self.portrait.landmarks, other.portrait.landmarks])
        portrait = Portrait(image, landmarks, (torch.cat([own, theirs]),))
        return Face(portrait, torch.cat([self.code, other.code]))


class Driver(NamedTuple):
    """Codes of drivers at rest and now, [B, UNITS, TOKEN, 1] each."""

    rest: Tensor
    now: Tensor


class Swap(NamedTuple):
    """N pairs of faces that swap expressions: a is a portrait, b the stranger's driver.

    Attributes:
        faces: a, and behind these b where both ways are asked for; [N] or [2N].
        rest: their codes at rest.
        giver: of each, what it is driven by.
        units: what it then shows, [N or 2N, 41], 0–1.
        driven: where its landmarks go.
    """

    faces: Face
    rest: Tensor
    giver: Driver
    units: Tensor
    driven: Tensor

    def partners(self, values: Tensor) -> Tensor:
        """What the other one of each pair has; both ways only."""
        return values.roll(len(values) // 2, 0)


def one_way(count: int, batch: Batch, own: Face, driver: Driver, relative: bool) -> Swap:
    """a shows what b does.

    Args:
        count: N.
        batch: the samples.
        own: their portraits.
        driver: their drivers.
        relative: whether b's change is what is shown, or what b's face shows.
    """
    giver = Driver(strangers(driver.rest)[:count], strangers(driver.now)[:count])
    if relative:
        units = (batch.target_action_units + strangers(batch.action_units)).clamp(0, 1)
    else:
        units = strangers(batch.absolute_action_units)
    faces = own.first(count)
    return Swap(faces, faces.code, giver, units[:count], batch.cross_landmarks[:count])


def both_ways(
    count: int, batch: Batch, own: Face, driver: Driver, theirs: Face, relative: bool
) -> Swap:
    """a shows what b does, and b what a does: they rest, as portraits do.

    Args:
        count: N.
        batch: the samples.
        own: their portraits.
        driver: their drivers.
        theirs: b, N of them.
        relative: see `one_way`.
    """
    there = one_way(count, batch, own, driver, relative)
    resting = driver.rest[:count]
    giver = Driver(torch.cat([there.giver.rest, resting]), torch.cat([there.giver.now, resting]))
    back = strangers(batch.target_action_units) if relative else batch.target_action_units
    return Swap(
        there.faces.beside(theirs),
        torch.cat([there.rest, strangers(own.code)[:count]]),
        giver,
        torch.cat([there.units, back[:count]]),
        torch.cat([there.driven, strangers(batch.target_landmarks)[:count]]),
    )


@contextmanager
def held(*networks: nn.Module) -> Iterator[None]:
    """What is computed here teaches what goes into the networks, and not these."""
    learning = [p for network in networks for p in network.parameters() if p.requires_grad]
    for parameter in learning:
        parameter.requires_grad_(False)
    try:
        yield
    finally:
        for parameter in learning:
            parameter.requires_grad_(True)
