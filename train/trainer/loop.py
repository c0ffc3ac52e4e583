"""The one training loop, for every method, from a laptop to many GPUs.

    python -m train fit flow --preset cpu --data PACK --out RUN
    torchrun --nproc-per-node 8 -m train fit flow --preset gpu --data PACK --out RUN

A step is a function of its number: its samples, its random numbers and its learning rate follow
from that and the seed. So a run that was stopped and resumed ends in the same weights as one
that was not.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from lightning_fabric import Fabric
from torch import Tensor, nn
from torch.optim import Adam, Optimizer

from rtxfer.errors import InputError, RtxferError
from train.data.dataset import Faces, Numbers, batches, one_batch
from train.data.pack import Pack
from train.methods.method import Method, Networks, Terms
from train.pretrained import open_pretrained
from train.trainer.checkpoint import CHECKPOINT, Checkpoint, Progress
from train.trainer.fabric import open_fabric
from train.trainer.log import Recorder, grid, read_record, shares_of, write_record
from train.trainer.presets import Preset
from train.trainer.warm_start import warm_start


def fit(
    method: Method,
    preset: Preset,
    data: Path,
    out: Path,
    *,
    resume: bool = False,
    start: str = "",
    minutes: float = math.inf,
    held: Path | None = None,
    pretrained: Path | None = None,
    accelerator: str = "auto",
) -> Progress:
    """Train a method, or go on training it.

    Args:
        method: what to train.
        preset: how.
        data: pack to train on; only its rows of split "train" are used.
        out: folder of the run.
        resume: go on from the checkpoint in `out`.
        start: run or bundle whose weights a new run starts with; see `train.trainer.warm_start`.
        minutes: time budget of this call.
        held: pack to draw the sample grids from; None draws unseen samples of `data`.
        pretrained: folder of the frozen networks' weights; None looks where `fetch` puts them.
        accelerator: Fabric's name.

    Returns:
        How far the run has come.

    Raises:
        InputError: no such pack, or `out` holds a run already and `resume` was not asked for.
        RtxferError: the gradients stay no numbers.
    """
    fabric = open_fabric(preset, accelerator)
    device, rank, world = fabric.device, fabric.global_rank, fabric.world_size
    if not resume and (out / CHECKPOINT).exists():
        raise InputError(f"{out} holds a run already.", "Give --resume, or another --out.")
    out.mkdir(parents=True, exist_ok=True)

    # Networks, each wrapped for its part of the machine; `bare` are the same without wrapping.
    torch.manual_seed(preset.seed)
    bare = {name: network.to(device) for name, network in method.build().items()}
    took = warm_start(bare, start) if start and not resume else {}
    for name, (taken, of) in took.items():
        fabric.print(f"{name}: {taken} of {of} tensors from {start}")
    wrapped: dict[str, nn.Module] = {n: fabric.setup_module(m) for n, m in bare.items()}
    own = {name: bare[name] for name in method.generator}
    discriminators = {name: network for name, network in bare.items() if name not in own}
    averaged = {n: deepcopy(network).eval().requires_grad_(False) for n, network in own.items()}
    optimisers = {"generator": _adam(own, preset.learning_rate, preset)}
    if discriminators:
        optimisers["critic"] = _adam(discriminators, preset.discriminator_learning_rate, preset)
    checkpoint = Checkpoint(bare, averaged, optimisers)
    progress = checkpoint.progress
    if resume:
        checkpoint.load(out)

    frozen = open_pretrained(pretrained, net=preset.perceptual, device=device)
    faces = Faces(Pack(data, "train"), preset.size, preset.seed, preset.mix)
    numbers = Numbers(progress.step, preset.steps, preset.batch, rank, world)
    stream = batches(faces, numbers, preset.batch, preset.workers)
    plain = replace(preset.mix, scale=0, turn=0, shift=0, elastic=0, colour=0, degraded=0)
    shown = Faces(Pack(held) if held else Pack(data, "train"), preset.size, preset.seed + 1, plain)
    look = one_batch(shown, range(preset.samples)).to(device)
    weights = {**method.weights, **preset.weights}
    recorder = Recorder(out, progress.step) if rank == 0 else None
    if rank == 0:
        record: dict[str, Any] = {
            "method": method.name,
            "preset": asdict(preset),
            "weights": weights,
            "data": shares_of(data, faces),
            "pretrained_missing": frozen.missing,
            "device": str(device),
            "processes": world,
            "torch": torch.__version__,
            "precision": fabric.strategy.precision.precision,
            "start": {"from": start, "took": took} if took else read_record(out).get("start", {}),
        }
        write_record(out, record)

    for network in bare.values():
        network.train()
    bad = 0
    began = mark = time.monotonic()
    logged = (progress.step, progress.seconds)
    for raw in stream:
        step = progress.step
        torch.manual_seed(_step_seed(preset.seed, step, rank))
        batch = raw.to(device)
        rate = preset.rate(step)
        _set_rate(optimisers["generator"], preset.learning_rate * rate)

        # The generator descends past discriminators that hold still. These run unwrapped: a wrapper
        # would wait for gradients that never come.
        _hold(discriminators, still=True)
        with fabric.autocast():
            training = {**wrapped, **discriminators}
            outputs = method.outputs(training, batch, step)
            terms = method.generator_losses(training, batch, outputs, frozen, step)
        norms = {"norm": _descend(fabric, _total(terms, weights), optimisers["generator"], preset)}

        if discriminators:
            _hold(discriminators, still=False)
            _set_rate(optimisers["critic"], preset.discriminator_learning_rate * rate)
            seen = {name: output.detach() for name, output in outputs.items()}
            with fabric.autocast():
                told = method.discriminator_losses({**wrapped, **own}, batch, seen, step)
            if told:
                loss = _total(told, weights, "critic/")
                norms["critic/norm"] = _descend(fabric, loss, optimisers["critic"], preset)
                terms |= {f"critic/{name}": term for name, term in told.items()}

        if all(map(math.isfinite, norms.values())):
            bad = 0
        else:
            bad += 1
            progress.skipped += 1
            if bad >= preset.most_bad:
                raise RtxferError(
                    f"{bad} steps in a row had gradients that are no numbers, up to step {step}.",
                    "Lower --set learning_rate=, or use --set precision=32-true.",
                )
        _average(averaged, own, min(preset.ema, (1 + step) / (10 + step)))

        progress.step += 1
        now = time.monotonic()
        progress.seconds += now - mark
        over = _everywhere(fabric, now - began > 60 * minutes) or progress.step == preset.steps
        if recorder is not None:
            values = torch.stack([term.detach().float() for term in terms.values()]).tolist()
            recorder.add({**dict(zip(terms, values, strict=True)), **norms})
            if progress.step % preset.log_every == 0 or over:
                steps, seconds = progress.step - logged[0], progress.seconds - logged[1]
                speed = steps * preset.batch * world / max(seconds, 1e-9)
                logged = (progress.step, progress.seconds)
                line = recorder.line(
                    progress.step, seconds=progress.seconds, speed=speed, rate=rate,
                    skipped=progress.skipped,
                )  # fmt: skip
                fabric.print(_readable(line))
            if progress.step % preset.sample_every == 0 or over:
                recorder.picture("samples", progress.step, _show(fabric, method, averaged, look))
            if progress.step % preset.save_every == 0 or over:
                checkpoint.save(out)
        mark = time.monotonic()
        if over:
            break
    if recorder is not None:
        recorder.close()
    fabric.barrier()
    return progress


def _adam(networks: Networks, rate: float, preset: Preset) -> Adam:
    parameters = [p for network in networks.values() for p in network.parameters()]
    return Adam([p for p in parameters if p.requires_grad], rate, preset.betas)


def _step_seed(seed: int, step: int, rank: int) -> int:
    """Unlike neighbours' seeds for every step and process."""
    return int(np.random.SeedSequence((seed, step, rank)).generate_state(1)[0])


def _set_rate(optimiser: Optimizer, rate: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = rate


def _hold(networks: Networks, *, still: bool) -> None:
    for network in networks.values():
        network.requires_grad_(not still)


def _total(terms: Terms, weights: Mapping[str, float], prefix: str = "") -> Tensor:
    """The weighted sum of the terms; those that weigh nothing are only logged."""
    weighed = {name: weights.get(prefix + name, 1.0) for name in terms}
    parts: Iterable[Tensor] = (weighed[name] * terms[name] for name in terms if weighed[name])
    return torch.stack([part.float() for part in parts]).sum()


def _descend(fabric: Fabric, loss: Tensor, optimiser: Optimizer, preset: Preset) -> float:
    """One step down, unless a gradient is no number.

    Gradients are averaged over the processes by now, so all of them decide alike.

    Returns:
        The norm of the gradients before clipping.
    """
    optimiser.zero_grad(set_to_none=True)
    fabric.backward(loss)
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    norm = float(nn.utils.clip_grad_norm_(parameters, preset.clip))
    if math.isfinite(norm):
        optimiser.step()
    return norm


@torch.no_grad()
def _average(averaged: Networks, networks: Networks, keep: float) -> None:
    """Exponential moving average of weights; buffers are taken as they are."""
    for name, average in averaged.items():
        old: list[Tensor] = list(average.parameters())
        new: list[Tensor] = list(networks[name].parameters())
        torch._foreach_lerp_(old, new, 1 - keep)
        for kept, buffer in zip(average.buffers(), networks[name].buffers(), strict=True):
            kept.copy_(buffer)


def _everywhere(fabric: Fabric, flag: bool) -> bool:
    """The first process's opinion, for all: they must stop at the same step."""
    return bool(fabric.broadcast(flag)) if fabric.world_size > 1 else flag


@torch.no_grad()
def _show(fabric: Fabric, method: Method, averaged: Networks, look: Any) -> Any:
    with fabric.autocast():
        return grid(method.samples(averaged, look))


def _readable(line: Mapping[str, float]) -> str:
    return "  ".join(f"{name} {value:.4g}" for name, value in line.items())
