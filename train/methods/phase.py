"""Phases: what a step of training descends, one after the other.

A generator against a discriminator is two phases; a gradient penalty with a step of its own is a
third. `every=5` gives five discriminator steps to one of the generator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from torch import Tensor, nn

from rtxfer.errors import InputError
from train.data.batch import Batch
from train.pretrained import Pretrained

Networks = Mapping[str, nn.Module]
Terms = dict[str, Tensor]
Outputs = dict[str, Tensor]

GENERATOR: Final = "generator"
"""The phase whose terms bear no prefix in the log and in `--set weights.<term>=`."""


@dataclass
class Step:
    """What the losses of a phase are computed from.

    Attributes:
        number: of the step, from 0.
        batch: its samples, or a part of them where gradients are accumulated.
        networks: all of them; only those of the phase learn, all others hold still.
        pretrained: the frozen networks at hand.
        weights: name of a term of this phase → what it weighs; 1 where not listed.
        kept: what earlier phases of the same step left for later ones, see `keep`.
    """

    number: int
    batch: Batch
    networks: Networks
    pretrained: Pretrained = field(default_factory=Pretrained)
    weights: Mapping[str, float] = field(default_factory=dict)
    kept: dict[str, Tensor] = field(default_factory=dict)

    def keep(self, outputs: Outputs) -> None:
        """Leave outputs, without their gradients, for the phases that follow in this step."""
        self.kept.update({name: output.detach() for name, output in outputs.items()})

    def weighs(self, *terms: str) -> bool:
        """Whether any of these terms weighs something: what weighs nothing need not be made."""
        return any(self.weights.get(term, 1.0) for term in terms)


Losses = Callable[[Step], Terms]
Schedule = Callable[[int, int], float]
"""Step and number of steps → share of the learning rate."""


@dataclass(frozen=True)
class Phase:
    """One descent of some networks.

    Attributes:
        name: unique in its method; "generator" for the generator's.
        networks: names of those that learn.
        losses: its terms, unweighted; none in a step that leaves it out.
        rate: peak learning rate of Adam; None takes the preset's.
        betas: of Adam; None takes the preset's.
        schedule: of the learning rate; None takes the preset's.
        clip: largest gradient norm; None takes the preset's.
        every: it is descended in every so many steps, in step 0 first.
        repeat: how often in a row, on the same samples.
        accumulate: parts that the batch is computed in, to save memory; gradients are added up.
        exact: whether it computes in FP32 whatever the run's precision; a discriminator's wide
            convolutions of small maps gain nothing from bf16, and a penalty's gradients lose.
        optimiser: phases of the same networks may share one by giving it a name.
    """

    name: str
    networks: tuple[str, ...]
    losses: Losses
    rate: float | None = None
    betas: tuple[float, float] | None = None
    schedule: Schedule | None = None
    clip: float | None = None
    every: int = 1
    repeat: int = 1
    accumulate: int = 1
    exact: bool = False
    optimiser: str = ""

    @property
    def prefix(self) -> str:
        """Of its terms' names in the log and among weights."""
        return "" if self.name == GENERATOR else f"{self.name}/"

    @property
    def adam(self) -> str:
        """Name of its optimiser."""
        return self.optimiser or self.name

    def check(self, networks: Networks) -> None:
        """See that it can be descended.

        Raises:
            InputError: a network that there is not, or a count below 1.
        """
        if unknown := set(self.networks) - set(networks):
            names = ", ".join(sorted(unknown))
            raise InputError(f"The phase {self.name} trains {names}, which there is not.")
        if not self.networks or min(self.every, self.repeat, self.accumulate) < 1:
            raise InputError(
                f"The phase {self.name} can never be descended.",
                "It needs networks, and every, repeat and accumulate of 1 at least.",
            )


def straight_fall(start: float = 0.5, final: float = 0.1) -> Schedule:
    """The full rate, which from a share of all steps on falls straight to a final share of it."""

    def share(step: int, steps: int) -> float:
        way = (step / max(steps, 1) - start) / max(1 - start, 1e-9)
        return 1 - (1 - final) * min(1.0, max(0.0, way))

    return share
