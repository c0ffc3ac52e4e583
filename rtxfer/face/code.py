"""What a generator reads off a driver's face beyond landmarks and blendshapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """The numbers that a bundle's driver graph gives for one frame, or how far they changed.

    Codes of one reader make a vector space, in which nothing at all is zero.

    Attributes:
        reader: which graph read it; what two of them say cannot be compared. Empty: nothing
            was read.
        values: float32, of the reader's own shape.
    """

    reader: str
    values: npt.NDArray[np.float32]

    def __mul__(self, weight: float | np.float32) -> Code:
        """Less (or more) of the same."""
        return Code(self.reader, self.values * np.float32(weight))

    def __add__(self, other: Code) -> Code:
        """Both at once; of two readers' codes the first one."""
        if self.reader != other.reader:
            return self if self.reader else other
        return Code(self.reader, self.values + other.values)

    def since(self, rest: Code) -> Code:
        """The change from `rest`; nothing where another read that, or it was not kept whole."""
        if self.reader != rest.reader or self.values.shape != rest.values.shape:
            return NOTHING
        return Code(self.reader, self.values - rest.values)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for journals and profiles."""
        return {"reader": self.reader, "values": self.values.tolist()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Code:
        """What `to_json` gave."""
        code = cls(str(values["reader"]), np.array(values["values"], np.float32))
        if not np.isfinite(code.values).all():
            raise ValueError("a code is not all numbers")
        return code


NOTHING: Final = Code("", np.zeros(0, np.float32))


def mean_code(codes: Sequence[Code]) -> Code:
    """The mean of one reader's codes, at least one; nothing where several read them."""
    if len({code.reader for code in codes}) > 1:
        return NOTHING
    values = np.mean([code.values for code in codes], axis=0)
    return Code(codes[0].reader, np.asarray(values, np.float32))
