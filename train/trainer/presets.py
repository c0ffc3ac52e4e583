"""How to train: everything that can be set about a run, and three good starts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field, replace
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from rtxfer.errors import InputError
from train.data.dataset import Mix
from train.methods.phase import Phase

_CONFIG = ConfigDict(extra="forbid")

CHANGEABLE: Final = ("rate", "clip", "every", "repeat", "accumulate", "exact")
"""What of a phase can be set."""

Precision = Literal["32-true", "bf16-mixed"]
"""Fabric's names."""


@dataclass(frozen=True, config=_CONFIG)
class Preset:
    """All settings of a run; `--set name=value` changes one.

    Attributes:
        steps: after which the run ends.
        batch: samples per step and process.
        size: side of the pictures, pixels.
        learning_rate, betas: of Adam, the former at its peak; a phase may have its own.
        warmup: steps until the peak.
        final_rate: share of the peak that a cosine falls to at the last step.
        clip: largest gradient norm.
        ema: of the averaged generator, per step; reached gradually.
        precision: see `Precision`; bf16 is used only where the device computes in it.
        threads: of torch on a CPU; 0 leaves them alone.
        workers: processes that prepare samples; 0 prepares them in the training process.
        log_every, sample_every, save_every: steps.
        samples: how many rows a sample grid has.
        most_bad: steps in a row with gradients that are no numbers, before the run gives up.
        seed: of everything.
        perceptual: body of LPIPS.
        mix: see `train.data.dataset.Mix`.
        weights: of loss terms, over the method's own.
        phases: phase → its settings, over the method's own; see `train.methods.phase.Phase`.
        method: options of the method.
    """

    steps: Annotated[int, Field(ge=1)] = 200_000
    batch: Annotated[int, Field(ge=1)] = 16
    size: Annotated[int, Field(ge=32, multiple_of=16)] = 256
    learning_rate: Annotated[float, Field(gt=0)] = 2e-4
    betas: tuple[float, float] = (0.5, 0.99)
    warmup: Annotated[int, Field(ge=0)] = 200
    final_rate: Annotated[float, Field(ge=0, le=1)] = 0.05
    clip: Annotated[float, Field(gt=0)] = 5.0
    ema: Annotated[float, Field(ge=0, lt=1)] = 0.999
    precision: Precision = "bf16-mixed"
    threads: Annotated[int, Field(ge=0)] = 0
    workers: Annotated[int, Field(ge=0)] = 0
    log_every: Annotated[int, Field(ge=1)] = 50
    sample_every: Annotated[int, Field(ge=1)] = 1000
    save_every: Annotated[int, Field(ge=1)] = 1000
    samples: Annotated[int, Field(ge=1)] = 6
    most_bad: Annotated[int, Field(ge=1)] = 20
    seed: int = 0
    perceptual: Literal["alex", "vgg"] = "alex"
    mix: Mix = field(default_factory=Mix)
    weights: Mapping[str, float] = field(default_factory=dict)
    phases: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    method: Mapping[str, Any] = field(default_factory=dict)

    def rate(self, step: int) -> float:
        """Share of the peak learning rates: a straight rise, then a cosine to `final_rate`."""
        rise = min(1.0, (step + 1) / max(self.warmup, 1))
        way = max(0, step - self.warmup) / max(1, self.steps - self.warmup)
        fall = self.final_rate + (1 - self.final_rate) * (1 + math.cos(math.pi * way)) / 2
        return rise * fall

    def changed(self, phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
        """A method's phases with the preset's changes.

        Raises:
            InputError: there is no such phase, or it has no such setting.
        """
        names = [phase.name for phase in phases]
        if unknown := set(self.phases) - set(names):
            raise InputError(f"There is no phase {', '.join(unknown)}.", f"Known: {names}.")
        for phase in phases:
            if other := set(self.phases.get(phase.name, ())) - set(CHANGEABLE):
                raise InputError(
                    f"A phase's {', '.join(sorted(other))} cannot be set.",
                    f"Can be set: {', '.join(CHANGEABLE)}.",
                )
        return tuple(replace(phase, **self.phases.get(phase.name, {})) for phase in phases)


PRESETS: Final = {
    # Under a minute on two cores: does everything run, does the loss fall?
    "smoke": Preset(
        steps=40, batch=2, size=64, warmup=5, precision="32-true", threads=1,
        log_every=5, sample_every=40, save_every=20, samples=4, ema=0.9,
    ),
    # A laptop, over night.
    "cpu": Preset(steps=40_000, batch=8, workers=1, warmup=100, sample_every=500, save_every=500),
    # One large GPU, or with torchrun many.
    "gpu": Preset(batch=32, workers=14, sample_every=2000, save_every=2000, log_every=100),
}  # fmt: skip


def resolve(preset: str, changes: Iterable[str] = (), own: Iterable[str] = ()) -> Preset:
    """A preset with `name=value` changes; `mix.`, `weights.`, `phases.` and `method.` reach inside.

    Args:
        preset: its name.
        changes: the user's, which win.
        own: the method's; see `train.methods.method.Method.presets`.

    Raises:
        InputError: no such preset or setting, or a value it cannot have.
    """
    if preset not in PRESETS:
        raise InputError(f"There is no preset {preset}.", f"Known: {', '.join(PRESETS)}.")
    values: dict[str, Any] = asdict(PRESETS[preset])
    for change in (*own, *changes):
        name, equals, value = change.partition("=")
        if not equals:
            raise InputError(f"{change} sets nothing.", "Write name=value.")
        group, dot, inner = name.partition(".")
        if group == "phases" and dot:
            phase, _, setting = inner.partition(".")
            values[group].setdefault(phase, {})[setting] = _plain(value)
        elif dot and isinstance(values.get(group), dict):
            values[group][inner] = _plain(value) if group == "method" else value
        elif group == "betas":
            values[name] = tuple(value.split(","))
        else:
            values[name] = value
    try:
        return TypeAdapter(Preset).validate_python(values)
    except ValidationError as error:
        what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InputError(f"These settings cannot be: {what}.") from error


def _plain(text: str) -> Any:
    """A method's option as a number or truth value where it looks like one."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(text.lower(), text)
