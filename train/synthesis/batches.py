"""Pairs as tensors, drawn while they are needed and never written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from train.synthesis.directions import Directions
from train.synthesis.network import FaceGenerator, Styles
from train.synthesis.people import draw_person


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Two pictures each of B people who were never seen before, on the generator's device.

    Attributes:
        neutral: near neutral, [B, 3, S, S] in [-1, 1].
        edited: the same people, changed.
        strengths: of the edits, [B, A].
    """

    neutral: Tensor
    edited: Tensor
    strengths: Tensor


def draw_pairs(
    generator: FaceGenerator, directions: Directions, count: int, size: int, seed: tuple[int, ...]
) -> Pairs:
    """Pairs of `count` people, always the same for the same seed.

    Nothing is tracked or scored here: whoever needs landmarks or wants to pass over edits that
    changed the person has `TrackerCritic` and `Recogniser` on the same device.
    """
    people = [draw_person(generator, directions, 1, (*seed, number)) for number in range(count)]
    pictures = generator.pictures(Styles.joined([person.styles for person in people]), size)
    strengths = torch.from_numpy(np.stack([person.strengths[1] for person in people]))
    return Pairs(pictures[0::2], pictures[1::2], strengths.to(generator.device))
