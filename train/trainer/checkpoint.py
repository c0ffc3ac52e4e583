"""All that a run needs to go on as if it had never stopped, in one file.

The random state is not in it: the loop seeds every step by (seed, step, process), and the
samples of a step follow from its number, so the step says it all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file, save
from torch import Tensor, nn
from torch.optim import Optimizer

from engines.drafts import OPEN, Draft, drafted
from rtxfer.errors import InputError, OutputError

CHECKPOINT: Final = "checkpoint.pt"
GENERATOR: Final = "generator.safetensors"
"""The averaged generator alone, for export and for others to start from."""


@dataclass(slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        step: steps done.
        seconds: spent training, over all its parts.
        skipped: steps whose gradients were no numbers.
    """

    step: int = 0
    seconds: float = 0.0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Named state, saved and restored together.

    Attributes:
        networks: all trained ones, unwrapped.
        averaged: the generator's averages.
        optimisers: by name.
        progress: is written and read in place.
    """

    networks: Mapping[str, nn.Module]
    averaged: Mapping[str, nn.Module]
    optimisers: Mapping[str, Optimizer]
    progress: Progress = field(default_factory=Progress)

    def save(self, folder: Path) -> None:
        """Write into the folder; a run that is cut off here keeps the last checkpoint.

        Raises:
            OutputError: the folder cannot be written to, or the disk is full.
        """
        progress = {name: getattr(self.progress, name) for name in Progress.__slots__}
        whole = {
            "networks": _states(self.networks),
            "averaged": _states(self.averaged),
            "optimisers": {name: o.state_dict() for name, o in self.optimisers.items()},
            "progress": progress,
        }
        step = {"step": str(self.progress.step)}
        _write(folder / CHECKPOINT, lambda file: torch.save(whole, file))
        _write(folder / GENERATOR, lambda file: file.write(save(_flat(self.averaged), step)))

    def load(self, folder: Path) -> None:
        """Restore from the folder.

        Raises:
            InputError: there is no checkpoint, or one of other networks.
        """
        path = folder / CHECKPOINT
        if not path.exists():
            raise InputError(f"There is no run to go on with in {folder}.", "Leave out --resume.")
        whole: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        try:
            for modules in ("networks", "averaged"):
                for name, module in getattr(self, modules).items():
                    module.load_state_dict(whole[modules][name])
            for name, optimiser in self.optimisers.items():
                optimiser.load_state_dict(whole["optimisers"][name])
        except (KeyError, RuntimeError, ValueError) as error:
            raise InputError(f"{path} is of another method or size: {error}") from error
        for name, value in whole["progress"].items():
            setattr(self.progress, name, value)


def _write(path: Path, write: Callable[[Draft], object]) -> None:
    """Write a file, whole or not at all."""
    try:
        with drafted(path, OPEN) as part, Draft(part, "w+b") as file:
            try:
                write(file)
            except RuntimeError as error:  # torch's word for whatever the system said
                raise file.error or error from error
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror or error}).",
            "Free some space there, then go on with --resume: the one before it still stands.",
        ) from error


def load_generator(networks: Mapping[str, nn.Module], path: Path) -> None:
    """Put the weights of a run's averaged generator into fresh networks."""
    tensors = load_file(path)
    for name, module in networks.items():
        own = [key for key in tensors if key.startswith(f"{name}.")]
        module.load_state_dict({key.removeprefix(f"{name}."): tensors[key] for key in own})


def _states(modules: Mapping[str, nn.Module]) -> dict[str, dict[str, Tensor]]:
    return {name: module.state_dict() for name, module in modules.items()}


def _flat(modules: Mapping[str, nn.Module]) -> dict[str, Tensor]:
    return {
        f"{name}.{key}": tensor.detach().cpu().contiguous().clone()
        for name, module in modules.items()
        for key, tensor in module.state_dict().items()
    }
