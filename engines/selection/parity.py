"""Whether two engines give the same picture: never trusted, always measured."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from engines.engine import Engine, Tensor, Tensors
from engines.errors import ParityError

LEAST_PSNR: Final = 40.0
"""Decibels over an output's range; beyond it a difference is not seen."""

MOST_SHIFT: Final = 0.1
"""Pixels of the crop by which a flow may err anywhere."""

EQUAL: Final = 200.0
"""Decibels that stand for no difference at all."""

FLAT: Final = 0.05
"""Share of the reference's own spread below which an output is called flat."""

SIZE: Final = 256
"""Side of the crop where no output tells it."""

_RANGES: Final = {"rgb": 2.0, "alpha": 1.0, "flow": 1.0}


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one output, over all samples.

    Attributes:
        max_error: largest, in the output's own unit.
        mean_error: mean of absolute values.
        psnr: of the worst sample, decibels over the output's range; at most `EQUAL`.
        finite: no NaN and no infinity.
        flat: hardly varies where the reference does.
    """

    max_error: float
    mean_error: float
    psnr: float
    finite: bool = True
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Parity:
    """How an engine differs from the reference.

    Attributes:
        outputs: by name.
        shift: largest error of the flow in pixels of the crop; 0 without a flow.
    """

    outputs: Mapping[str, Difference]
    shift: float

    @property
    def psnr(self) -> float:
        """Of the worst output, decibels."""
        return min((found.psnr for found in self.outputs.values()), default=EQUAL)

    @property
    def problems(self) -> tuple[str, ...]:
        """What speaks against the engine, with the numbers; empty if it gives the same picture."""
        found = []
        for name, difference in self.outputs.items():
            if not difference.finite:
                found.append(f"{name} is not finite")
            elif difference.flat:
                found.append(f"{name} is flat")
            elif difference.psnr < LEAST_PSNR:
                found.append(f"{name} has {difference.psnr:.1f} dB, not {LEAST_PSNR:g}")
        if self.shift > MOST_SHIFT:
            found.append(f"flow errs by {self.shift:.2f} pixels, not {MOST_SHIFT:g}")
        return tuple(found)

    def demand(self) -> None:
        """See that the engine may be used.

        Raises:
            ParityError: it does not give the same picture.
        """
        if self.problems:
            raise ParityError(
                f"It does not give the same picture: {'; '.join(self.problems)}.",
                "Take a backend of higher precision.",
            )

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "psnr": self.psnr,
            "shift": self.shift,
            "max_error": {name: found.max_error for name, found in self.outputs.items()},
            "mean_error": {name: found.mean_error for name, found in self.outputs.items()},
            "problems": list(self.problems),
        }


def compare(engine: Engine, reference: Engine, samples: Sequence[Tensors]) -> Parity:
    """Run both on every sample and hold all outputs against each other.

    Args:
        engine: the one in doubt.
        reference: the truth: ONNX Runtime in FP32.
        samples: inputs by name; see `engines.selection.sample`.
    """
    pairs = [(engine.run(sample), reference.run(sample)) for sample in samples]
    outputs = {
        name: _difference([(found[name], truth[name]) for found, truth in pairs], _RANGES.get(name))
        for name in reference.outputs
    }
    size = reference.outputs.get("rgb", (SIZE,))[-1]
    shift = outputs["flow"].max_error * size if "flow" in outputs else 0.0
    return Parity(outputs, shift)


def _difference(pairs: Sequence[tuple[Tensor, Tensor]], span: float | None) -> Difference:
    if not all(np.isfinite(found).all() for found, _ in pairs):
        return Difference(math.inf, math.inf, 0.0, finite=False)
    errors = [np.abs(found.astype(np.float64) - truth) for found, truth in pairs]
    truths = [truth for _, truth in pairs]
    spread = max(float(truth.std()) for truth in truths)
    flat = spread > 1e-3 and max(float(found.std()) for found, _ in pairs) < FLAT * spread
    span = span or max(float(np.ptp(truth)) for truth in truths) or 1.0
    worst = max(float((error**2).mean()) for error in errors)
    psnr = min(10 * math.log10(span**2 / worst), EQUAL) if worst else EQUAL
    return Difference(
        max_error=max(float(error.max()) for error in errors),
        mean_error=float(np.mean([error.mean() for error in errors])),
        psnr=psnr,
        flat=flat,
    )
