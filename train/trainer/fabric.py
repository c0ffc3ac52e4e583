"""The part of the machine that a run has: one processor, or as many GPUs as torchrun started."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Final

import torch
from lightning_fabric import Fabric
from lightning_fabric.plugins import MixedPrecision
from lightning_fabric.strategies.ddp import DDPStrategy

from train.trainer.presets import Preset

PATIENCE: Final = "RTXFER_PATIENCE"
"""Environment variable: seconds that processes wait for each other before they give up, and
torchrun begins anew. The first of them may judge meanwhile, so it is half an hour where nothing is
said."""

NO_BF16: Final = ("DEFAULT", "NO AVX", "AVX2")
"""Processors, as torch names what they can do, without arithmetic in bf16."""


def open_fabric(preset: Preset, accelerator: str) -> Fabric:
    """One process here, or as many as torchrun started.

    Args:
        preset: for its threads and its precision.
        accelerator: Fabric's name.
    """
    world, local = (int(os.environ.get(name, 1)) for name in ("WORLD_SIZE", "LOCAL_WORLD_SIZE"))
    if preset.threads:
        torch.set_num_threads(preset.threads)
    if torch.cuda.is_available():
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")
    mixed = _mixed(preset, accelerator)
    fabric = Fabric(
        accelerator=accelerator,
        devices=local,
        num_nodes=world // local,
        strategy=DDPStrategy(timeout=_patience()) if world > 1 else "auto",
        plugins=[mixed] if mixed else None,
    )
    fabric.launch()
    return fabric


def _patience() -> timedelta:
    return timedelta(seconds=float(os.environ.get(PATIENCE, "1800")))


def _mixed(preset: Preset, accelerator: str) -> MixedPrecision | None:
    """What the preset asks for, but where a processor must emulate bf16: that is twenty times as
    slow."""
    if preset.precision == "32-true":
        return None
    if accelerator != "cpu" and torch.cuda.is_available():
        return MixedPrecision(preset.precision, "cuda")
    able = torch.backends.cpu.get_cpu_capability() not in NO_BF16
    return MixedPrecision(preset.precision, "cpu") if able else None
