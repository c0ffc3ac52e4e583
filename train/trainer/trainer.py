"""The one trainer, for every method, from a laptop to many GPUs.

    python -m train fit flow --preset cpu --data PACK --out RUN
    torchrun --nproc-per-node 8 -m train fit flow --preset gpu --data PACK --out RUN

A step is a function of its number: its samples, its random numbers and its learning rates follow
from that and the seed. So a run that was stopped and resumed ends in the same weights as one
that was not.

Networks run bare, never inside a wrapper: a gradient penalty differentiates twice, which wrappers
forbid. Where several processes train one network, their gradients are averaged by hand.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from contextlib import nullcontext
from copy import deepcopy
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Adam

from rtxfer.errors import InputError, RtxferError
from train.data.batch import Batch
from train.data.dataset import Faces, Numbers, batches, one_batch
from train.data.pack import Pack
from train.methods.method import Method, Networks, Phase, Step
from train.networks.shared import everyones
from train.pretrained import open_pretrained
from train.trainer.checkpoint import CHECKPOINT, Checkpoint
from train.trainer.fabric import open_fabric
from train.trainer.interrupted import interrupts
from train.trainer.log import Recorder, grid, read_record, shares_of, write_record
from train.trainer.presets import Preset
from train.trainer.warm_start import warm_start

HEARD: Final = 10
"""Steps between two times at which several processes agree on whether the time is up, and at
which a GPU is asked whether gradients were numbers: asking it in every step would hold it up."""

ELASTIC: Final = "TORCHELASTIC_RUN_ID"
"""Of the environment, under torchrun."""


class Trainer:
    """A run of a method, new or gone on with.

    Args:
        method: what to train.
        preset: how.
        data: pack to train on; only its rows of split "train" are used.
        out: folder of the run.
        resume: go on from the checkpoint in `out`; under torchrun, which gives the same command
            when it starts anew what has died, a run without one begins.
        start: run or bundle whose weights a new run starts with; see `train.trainer.warm_start`.
        held: pack to draw the sample grids from; None draws unseen samples of `data`.
        pretrained: folder of the frozen networks' weights; None looks where `fetch` puts them.
        accelerator: Fabric's name.

    Raises:
        InputError: no such pack, `out` holds a run already and `resume` was not asked for, or the
            method cannot train so.
    """

    def __init__(
        self,
        method: Method,
        preset: Preset,
        data: Path,
        out: Path,
        *,
        resume: bool = False,
        start: str = "",
        held: Path | None = None,
        pretrained: Path | None = None,
        accelerator: str = "auto",
    ) -> None:
        if not resume and (out / CHECKPOINT).exists():
            raise InputError(f"{out} holds a run already.", "Give --resume, or another --out.")
        if resume and ELASTIC in os.environ:
            resume = (out / CHECKPOINT).exists()
        self.method, self.preset, self.out = method, preset, out
        self.fabric = open_fabric(preset, accelerator)
        self._world = self.fabric.world_size
        self._networks(resume, start)
        self._pretrained = open_pretrained(
            pretrained, net=preset.perceptual, device=self.fabric.device
        )
        self._data(data, held)
        out.mkdir(parents=True, exist_ok=True)
        self._recorder: Recorder | None = None
        if self.fabric.global_rank == 0:
            self._recorder = Recorder(out, self.progress.step)
            write_record(out, self._record(data))
        self._logged = (self.progress.step, self.progress.seconds)

    def _networks(self, resume: bool, start: str) -> None:
        """Networks, their averages, phases and optimisers, fresh or from the checkpoint."""
        method, preset = self.method, self.preset
        method.recipe.check()
        method.check(preset.size)
        torch.manual_seed(preset.seed)
        device = self.fabric.device
        self.networks = {name: net.to(device).train() for name, net in method.build().items()}
        self.phases = preset.changed(method.phases())
        for phase in self.phases:
            phase.check(self.networks)
        self.took = warm_start(self.networks, start) if start and not resume else {}
        for name, (taken, of) in self.took.items():
            self.fabric.print(f"{name}: {taken} of {of} tensors from {start}")
        self._start = start
        self._own = {name: self.networks[name] for name in method.generator}
        self.averaged = {n: deepcopy(net).eval().requires_grad_(False) for n, net in
                         self._own.items()}  # fmt: skip
        self._weights = {**method.weights, **preset.weights}
        self._optimisers = _adams(self.phases, self.networks, preset)
        self._bad = torch.zeros((), device=device)
        self._skipped = torch.zeros((), device=device)
        self._checkpoint = Checkpoint(self.networks, self.averaged, self._optimisers)
        self.progress = self._checkpoint.progress
        if resume:
            self._checkpoint.load(self.out)

    def _data(self, data: Path, held: Path | None) -> None:
        """The stream of samples, and those that are shown."""
        preset, recipe = self.preset, self.method.recipe
        self.faces = Faces(Pack(data, "train"), preset.size, preset.seed, preset.mix, recipe)
        rank = self.fabric.global_rank
        numbers = Numbers(self.progress.step, preset.steps, preset.batch, rank, self._world)
        self._stream = batches(self.faces, numbers, preset.batch, preset.workers)
        plain = replace(preset.mix, scale=0, turn=0, shift=0, elastic=0, colour=0, degraded=0)
        pack = Pack(held) if held else Pack(data, "train")
        shown = Faces(pack, preset.size, preset.seed + 1, plain, recipe)
        self._shown = one_batch(shown, range(preset.samples)).to(self.fabric.device)

    def _record(self, data: Path) -> dict[str, Any]:
        """What the run is made of."""
        begun = {"from": self._start, "took": self.took} if self.took else None
        return {
            "method": self.method.name,
            "preset": asdict(self.preset),
            "weights": self._weights,
            "phases": [_described(phase) for phase in self.phases],
            "data": shares_of(data, self.faces),
            "pretrained_missing": self._pretrained.missing,
            "device": str(self.fabric.device),
            "processes": self._world,
            "torch": torch.__version__,
            "precision": self.fabric.strategy.precision.precision,
            "start": begun or read_record(self.out).get("start", {}),
        }

    def run(self, minutes: float = math.inf) -> None:
        """Train until the preset's last step, until the time is up, or until Ctrl-C.

        Raises:
            RtxferError: the gradients stay no numbers.
        """
        began = mark = time.monotonic()
        with interrupts() as stopped:
            for raw in self._stream:
                self.step(raw.to(self.fabric.device))
                now = time.monotonic()
                self.progress.seconds += now - mark
                mark = now
                over = self._agreed(stopped() or now - began > 60 * minutes)
                over = over or self.progress.step == self.preset.steps
                self._note(over=over)
                if over:
                    break
        if self._recorder is not None:
            self._recorder.close()
        self.fabric.barrier()

    def step(self, batch: Batch) -> None:
        """Descend each phase whose turn it is."""
        number = self.progress.step
        torch.manual_seed(_step_seed(self.preset.seed, number))
        kept: dict[tuple[int, int], dict[str, Tensor]] = {}
        bad = torch.zeros_like(self._bad)
        for phase in self.phases:
            if number % phase.every == 0:
                for _ in range(phase.repeat):
                    bad = torch.maximum(bad, self._descend(phase, batch, kept))
        self._skipped += bad
        self._bad = (self._bad + bad) * bad
        self.progress.step += 1
        _average(self.averaged, self._own, min(self.preset.ema, (1 + number) / (10 + number)))

    def _descend(
        self, phase: Phase, batch: Batch, kept: dict[tuple[int, int], dict[str, Tensor]]
    ) -> Tensor:
        """One step down, or where a gradient is no number none, and 1 is returned."""
        optimiser, number = self._optimisers[phase.adam], self.progress.step
        for name, network in self.networks.items():
            network.requires_grad_(name in phase.networks)
        optimiser.zero_grad(set_to_none=True)
        parts = batch.parts(phase.accumulate) if phase.accumulate > 1 else [batch]
        for place, part in enumerate(parts):
            own = {n.removeprefix(phase.prefix): w for n, w in self._weights.items()
                   if n.startswith(phase.prefix)}  # fmt: skip
            left = kept.setdefault((place, len(parts)), {})
            step = Step(number, part, self.networks, self._pretrained, own, left)
            with nullcontext() if phase.exact else self.fabric.autocast():
                terms = phase.losses(step)
            total = _total(terms, own)
            if total is None:
                return torch.zeros_like(self._bad)
            torch.autograd.backward(total * (len(part) / len(batch)))
            self._add({f"{phase.prefix}{name}": term for name, term in terms.items()})
        parameters = [p for group in optimiser.param_groups for p in group["params"]]
        self._reduce(parameters)
        norm = nn.utils.clip_grad_norm_(parameters, phase.clip or self.preset.clip)
        self._add({f"{phase.prefix}norm": norm})
        rate = phase.schedule(number, self.preset.steps) if phase.schedule else self._rate
        for group in optimiser.param_groups:
            group["lr"] = (phase.rate or self.preset.learning_rate) * rate
        bad = (~torch.isfinite(norm)).float()
        # Adam's fused step does nothing where this is 1, without the host having to know.
        optimiser.found_inf = bad  # type: ignore[attr-defined]
        optimiser.step()
        return bad

    @property
    def _rate(self) -> float:
        """Share of the peak learning rates in this step."""
        return self.preset.rate(self.progress.step)

    def _reduce(self, parameters: list[nn.Parameter]) -> None:
        """Gradients averaged over the processes, so that all of them decide alike."""
        if self._world == 1:
            return
        grads = [p.grad for p in parameters if p.grad is not None]
        flat = torch.cat([grad.flatten() for grad in grads])
        mean = self.fabric.all_reduce(flat, reduce_op="mean")
        assert isinstance(mean, Tensor)
        for grad, part in zip(grads, torch.split(mean, [g.numel() for g in grads]), strict=True):
            grad.copy_(part.view_as(grad))

    def _agreed(self, flag: bool) -> bool:
        """The first process's opinion, for all: they must stop at the same step."""
        if self._world == 1:
            return flag
        if self.progress.step % HEARD:
            return False
        return bool(self.fabric.broadcast(flag))

    def _add(self, terms: Mapping[str, Tensor]) -> None:
        if self._world > 1:
            means = everyones(torch.stack([term.detach().float() for term in terms.values()]))
            terms = dict(zip(terms, means.unbind(), strict=True))
        if self._recorder is not None:
            self._recorder.add(terms)

    def _note(self, *, over: bool) -> None:
        """Log, show and save, each in its steps."""
        step, preset = self.progress.step, self.preset
        if self.fabric.device.type == "cpu" or step % HEARD == 0 or over:
            self._demand_numbers()
        if self._recorder is None:
            return
        if step % preset.log_every == 0 or over:
            self._log(self._recorder)
        if step % preset.sample_every == 0 or over:
            self._recorder.picture("samples", step, self._look())
        if step % preset.save_every == 0 or over:
            self.save()

    def _demand_numbers(self) -> None:
        self.progress.skipped += int(self._skipped)
        self._skipped.zero_()
        bad = int(self._bad)
        if bad >= self.preset.most_bad:
            raise RtxferError(
                f"{bad} steps in a row had gradients that are no numbers, up to step "
                f"{self.progress.step - 1}.",
                "Lower --set learning_rate=, or use --set precision=32-true.",
            )

    def _log(self, recorder: Recorder) -> None:
        step, seconds = self.progress.step, self.progress.seconds
        steps, took = step - self._logged[0], seconds - self._logged[1]
        self._logged = (step, seconds)
        line = recorder.line(
            step,
            seconds=seconds,
            speed=steps * self.preset.batch * self._world / max(took, 1e-9),
            rate=self.preset.rate(step - 1),
            skipped=self.progress.skipped,
        )
        self.fabric.print("  ".join(f"{name} {value:.4g}" for name, value in line.items()))

    @torch.no_grad()
    def _look(self) -> Any:
        """A grid of what the averaged generator makes of the shown samples."""
        with self.fabric.autocast():
            return grid(self.method.samples(self.networks | self.averaged, self._shown))

    def save(self) -> None:
        """Write the checkpoint."""
        self._checkpoint.save(self.out)


def _adams(phases: tuple[Phase, ...], networks: Networks, preset: Preset) -> dict[str, Adam]:
    """An optimiser for each phase, or for several that share one.

    Raises:
        InputError: phases that share an optimiser train other networks, or at other rates.
    """
    found: dict[str, tuple[Phase, Adam]] = {}
    for phase in phases:
        alike = (phase.networks, phase.rate, phase.betas)
        if phase.adam in found:
            other = found[phase.adam][0]
            if alike != (other.networks, other.rate, other.betas):
                raise InputError(f"{phase.name} and {other.name} cannot share an optimiser.")
            continue
        parameters = [p for name in phase.networks for p in networks[name].parameters()]
        rate, betas = phase.rate or preset.learning_rate, phase.betas or preset.betas
        found[phase.adam] = (phase, Adam(parameters, rate, betas, fused=True))
    return {name: adam for name, (_, adam) in found.items()}


def _step_seed(seed: int, step: int) -> int:
    """Unlike neighbours' seeds for every step, and the same in every process."""
    return int(np.random.SeedSequence((seed, step, 0)).generate_state(1)[0])


def _total(terms: Mapping[str, Tensor], weights: Mapping[str, float]) -> Tensor | None:
    """The weighted sum of the terms, those that weigh nothing only logged; None of none."""
    weighed = {name: weights.get(name, 1.0) for name in terms}
    parts = [(weighed[name] * terms[name]).float() for name in terms if weighed[name]]
    return torch.stack(parts).sum() if parts else None


@torch.no_grad()
def _average(averaged: Networks, networks: Networks, keep: float) -> None:
    """Exponential moving average of weights; buffers are taken as they are."""
    for name, average in averaged.items():
        old: list[Tensor] = list(average.parameters())
        new: list[Tensor] = list(networks[name].parameters())
        torch._foreach_lerp_(old, new, 1 - keep)
        for kept, buffer in zip(average.buffers(), networks[name].buffers(), strict=True):
            kept.copy_(buffer)


def _described(phase: Phase) -> dict[str, Any]:
    """What the run's record says of a phase: all but its code."""
    return {
        name: value
        for name in phase.__dataclass_fields__
        if not callable(value := getattr(phase, name)) and value not in (None, "")
    }
