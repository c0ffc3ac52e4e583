"""Which samples a method learns from: what each must hold, so that nothing is made for nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rtxfer.errors import InputError
from train.data.batch import FIELDS

_ONE: Final = frozenset({"target_image", "target_landmarks"})
_TWO: Final = frozenset({"image", "landmarks"})
_NEED_TRUTH: Final = FIELDS - _ONE - {"target_action_units"}


@dataclass(frozen=True)
class Recipe:
    """The samples of a method.

    Two pictures of one person make a paired sample, a still and what it was hidden behind a
    pseudo-paired one; `mix.pairs` says how many of either. An unpaired sample is one picture of
    somebody, and its neighbours in the batch are other people. Cross-identity motion (fields
    `cross_*`) is that of a stranger, see `train.data.batch.strangers`.

    Attributes:
        reads: fields of `Batch` beside pictures and landmarks.
        paired: whether there is a truth; false gives unpaired samples.
    """

    reads: frozenset[str] = frozenset()
    paired: bool = True

    @property
    def fields(self) -> frozenset[str]:
        """All that a batch holds."""
        return self.reads | _ONE | (_TWO if self.paired else frozenset())

    def check(self) -> None:
        """See that such samples can be made.

        Raises:
            InputError: a field that there is not, or a truth where samples have none.
        """
        if unknown := self.reads - FIELDS:
            raise InputError(
                f"No batch holds {', '.join(sorted(unknown))}.",
                f"A recipe may read: {', '.join(sorted(FIELDS))}.",
            )
        if not self.paired and (lacking := self.reads & _NEED_TRUTH):
            raise InputError(f"Unpaired samples have no {', '.join(sorted(lacking))}.")


EVERYTHING: Final = Recipe(FIELDS)
