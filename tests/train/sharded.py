"""Runs that are the same in one process and in several: `python sharded.py NAME DATA OUT`.

Under torchrun it is one of the processes, which have the batch between them.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.train.tiny import Duel
from train.methods.flow.method import Flow
from train.methods.method import Method, Step, Terms
from train.methods.relative_au.method import RelativeAu
from train.trainer.presets import resolve
from train.trainer.trainer import Trainer

PLAIN = ("log_every=1", "mix.degraded=0", "warmup=1")


class Dying(Duel):
    """Under torchrun its second process is killed once, in the sixth step."""

    def _penalty(self, step: Step) -> Terms:
        if step.number == 5 and os.environ.get("RANK") == "1":
            killed = Path(sys.argv[3]) / "killed"
            if not killed.exists():
                killed.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super()._penalty(step)


RUNS: dict[str, tuple[Method, int, tuple[str, ...]]] = {
    # Of 8 samples three are moved by strangers: two in one process, one in the other.
    "flow": (Flow(adversarial_from=0), 8, ("steps=2", "mix.pairs=0.8", *PLAIN)),
    "relative_au": (
        RelativeAu(width=4, cross=2), 4, ("steps=2", "size=256", "mix.pairs=1", *PLAIN)
    ),
    "dying": (Dying(), 8, ("steps=8", "save_every=2", *PLAIN)),
}  # fmt: skip


def fit(name: str, data: Path, out: Path) -> None:
    """A run, in as many processes as there are."""
    method, batch, changes = RUNS[name]
    each = batch // int(os.environ.get("WORLD_SIZE", "1"))
    preset = resolve("smoke", (*changes, f"batch={each}"))
    nowhere = data  # no weights of optional frozen networks lie there
    resume = "TORCHELASTIC_RUN_ID" in os.environ
    Trainer(
        method, preset, data, out / name, resume=resume, pretrained=nowhere, accelerator="cpu"
    ).run()


if __name__ == "__main__":
    for each in sys.argv[1].split(","):
        fit(each, Path(sys.argv[2]), Path(sys.argv[3]))
