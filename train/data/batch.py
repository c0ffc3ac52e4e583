"""What a training step is given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

PAIR: Final = 0
RESTORE: Final = 1
"""Kinds of sample: two real pictures of one person; a still and what it was hidden behind."""

PICTURES: Final = ("target_image", "image")
MASKS: Final = ("valid", "mouth", "eyes")


class Batch:
    """B samples: a portrait, how it must move, and what then must be seen.

    It holds what the method's recipe asks for (`train.data.recipe`); reading anything else is an
    error.

    Attributes:
        target_image: the portrait, [B, 3, S, S] in [-1, 1].
        target_landmarks: where its landmarks are, [B, 478, 3] in crop units.
        image: the truth, [B, 3, S, S] in [-1, 1].
        landmarks: where the truth's landmarks are: the driven ones.
        blendshapes: truth minus portrait, [B, 52], −1–1.
        absolute_blendshapes: of the truth, [B, 52], 0–1.
        action_units: truth minus portrait, [B, 41], −1–1.
        absolute_action_units: of the truth with the portrait as its neutral, [B, 41], 0–1.
        target_action_units: of the portrait with itself as its neutral, likewise.
        valid: where the truth may be trusted, [B, 1, S, S], 0–1, feathered.
        mouth, eyes: where these are in the truth or the portrait, likewise.
        kind: [B], `PAIR` or `RESTORE`.
        emotion: of the truth, see `Pack.emotion`, [B], a number of `EMOTIONS` or `UNKNOWN`.
        cross_landmarks: where the portrait's landmarks go, [B, 478, 3], when it moves like the
            stranger, see `strangers`; there is no truth to that.
    """

    target_image: Tensor
    target_landmarks: Tensor
    image: Tensor
    landmarks: Tensor
    blendshapes: Tensor
    absolute_blendshapes: Tensor
    action_units: Tensor
    absolute_action_units: Tensor
    target_action_units: Tensor
    valid: Tensor
    mouth: Tensor
    eyes: Tensor
    kind: Tensor
    emotion: Tensor
    cross_landmarks: Tensor

    def __init__(self, **tensors: Tensor) -> None:
        unknown = tensors.keys() - FIELDS
        if unknown:
            raise TypeError(f"A batch has no {', '.join(sorted(unknown))}.")
        self.__dict__.update(tensors)

    def __getattr__(self, name: str) -> Tensor:
        # Only what is not there comes here.
        raise AttributeError(f"There is no {name} in this batch: the recipe does not ask for it.")

    def __iter__(self) -> Iterator[str]:
        """Names of what it holds."""
        return iter(self.__dict__)

    def __len__(self) -> int:
        return len(self.target_landmarks)

    def to(self, device: torch.device | str) -> Batch:
        """On the device and ready for use: workers send bytes, which travel four times faster."""
        parts = {name: getattr(self, name).to(device, non_blocking=True) for name in self}
        if self.target_image.dtype != torch.uint8:
            return Batch(**parts)
        size = self.target_image.shape[-1]
        for name in parts.keys() & set(PICTURES):
            parts[name] = parts[name].float() / 127.5 - 1
        for name in parts.keys() & set(MASKS):
            mask = parts[name].float() / 255
            parts[name] = functional.interpolate(mask, (size, size), mode="bilinear")
        return Batch(**parts)

    def first(self, count: int) -> Batch:
        """Only the first samples."""
        return Batch(**{name: getattr(self, name)[:count] for name in self})

    def parts(self, count: int) -> list[Batch]:
        """Its samples shared out among so many batches, the first ones the larger."""
        shares = {name: getattr(self, name).tensor_split(count) for name in self}
        return [Batch(**{name: shares[name][n] for name in self}) for n in range(count)]


def strangers(values: Tensor) -> Tensor:
    """Of each sample's stranger, who moves its portrait where no truth is: the person of the sample
    half a batch on. In two processes with half of the samples each, that is the same one, if there
    is an even number in each.

    Args:
        values: of the samples, [B, ...].
    """
    return values.roll(-(len(values) // 2), 0)


FIELDS: Final = frozenset(Batch.__annotations__)
"""All that a batch can hold."""

Sample = dict[str, npt.NDArray[Any]]
"""One sample by the names of `Batch`: pictures uint8 [3, S, S], masks uint8 [1, S/4, S/4]."""


def collate(samples: Sequence[Sample], fields: Collection[str] = FIELDS) -> Batch:
    """Samples as one batch of bytes and floats; `Batch.to` makes it ready for use.

    Args:
        samples: one or more.
        fields: what the batch shall hold of them.
    """
    return Batch(
        **{
            name: torch.from_numpy(np.stack([sample[name] for sample in samples]))
            for name in samples[0]
            if name in fields
        }
    )
