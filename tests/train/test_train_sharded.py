"""Two processes learn what one learns from twice the batch, and one that dies is started anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from tests.train.packs import made_up_pack
from tests.train.sharded import fit
from train.data.batch import strangers
from train.networks import shared
from train.trainer.checkpoint import CHECKPOINT
from train.trainer.fabric import PATIENCE
from train.trainer.log import read_log, read_record

ROOT = Path(__file__).resolve().parents[2]
OF_TIME = {"seconds", "speed"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_pack(tmp_path_factory.mktemp("pack"), size=256)


def torchrun(names: str, data: Path, out: Path, *options: str) -> None:
    """Two processes, as on many GPUs."""
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2"]
    meet = ["--rdzv-backend", "c10d", "--rdzv-endpoint", "127.0.0.1:0", *options]
    work = ["-m", "tests.train.sharded", names, str(data), str(out)]
    done = subprocess.run(
        [*command, *meet, *work],
        env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), PATIENCE: "120"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def demand_alike(one: Path, other: Path) -> None:
    """The same losses, step by step, and the same weights."""
    logs = read_log(one), read_log(other)
    assert [line["step"] for line in logs[0]] == [line["step"] for line in logs[1]]
    for mine, theirs in zip(*logs, strict=True):
        assert mine.keys() == theirs.keys()
        for name in mine.keys() - OF_TIME:
            assert theirs[name] == pytest.approx(mine[name], abs=1e-4, rel=1e-5), name
    saved = [torch.load(run / CHECKPOINT, weights_only=True) for run in (one, other)]
    for name, network in saved[0]["networks"].items():
        for key, tensor in network.items():
            close = torch.allclose(saved[1]["networks"][name][key], tensor, atol=1e-3)
            assert close, f"{name}.{key}"


@pytest.mark.timeout(1800)
def test_two_processes_are_one_with_twice_the_batch(data: Path, tmp_path: Path) -> None:
    torchrun("flow,relative_au", data, tmp_path / "two")
    for name in ("flow", "relative_au"):
        fit(name, data, tmp_path / "one")
        assert read_record(tmp_path / "two" / name)["processes"] == 2
        demand_alike(tmp_path / "one" / name, tmp_path / "two" / name)
    last = read_log(tmp_path / "one" / "relative_au")[-1]
    assert {"penalty/penalty", "discriminator/fake", "cross/cycle"} <= last.keys()


@pytest.mark.timeout(1800)
def test_a_process_that_was_killed_is_started_anew(data: Path, tmp_path: Path) -> None:
    """From the checkpoint of the step before; the run ends as if nothing had happened."""
    # One for the kill; others where Gloo is refused by a process that is only beginning again.
    torchrun("dying", data, tmp_path / "two", "--max-restarts", "10")
    assert (tmp_path / "two" / "killed").exists(), "else this proves nothing"
    fit("dying", data, tmp_path / "one")
    demand_alike(tmp_path / "one" / "dying", tmp_path / "two" / "dying")


@pytest.mark.parametrize(("processes", "each", "every"), [(2, 4, 3), (8, 32, 3), (4, 2, 2)])
def test_roles_do_not_depend_on_how_a_batch_is_shared_out(
    monkeypatch: pytest.MonkeyPatch, processes: int, each: int, every: int
) -> None:
    whole = processes * each
    numbers = torch.arange(whole)
    few, others, chance = [], torch.zeros(whole, dtype=torch.long), torch.zeros(whole, 2)
    for rank in range(processes):
        monkeypatch.setattr(shared, "world", lambda rank=rank: (rank, processes))
        own = numbers[rank::processes]
        few += own[: shared.first_of(each, every)].tolist()
        others[rank::processes] = strangers(own)
        torch.manual_seed(7)
        chance[rank::processes] = shared.drawn(torch.randn, each, 2, device=torch.device("cpu"))
    monkeypatch.undo()
    assert sorted(few) == list(range(shared.first_of(whole, every)))
    assert torch.equal(others, strangers(numbers))
    assert not (others == numbers).any()
    torch.manual_seed(7)
    assert torch.equal(chance, torch.randn(whole, 2))
