"""Ten moments of what `python -m tests.faults` does at two hundred: the quickest works only."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.faults.killing import FaultError, Killing, Work, can_be_watched, wait_for_heirs
from tests.faults.works import WORKS

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed like that here"),
    pytest.mark.timeout(3600),  # seconds of work, but a machine may have much else to do
]

SEED = 7


@pytest.mark.parametrize(
    ("name", "kills"), [("mp4", 2), ("gif", 1), ("track", 2), ("openvino", 2), ("kept", 3)]
)
def test_killed_at_any_moment(name: str, kills: int, tmp_path: Path) -> None:
    if name == "openvino":
        pytest.importorskip("openvino")
    killing = Killing(WORKS[name][1](), tmp_path, SEED)
    tries = 0
    while killing.tally.kills < kills and tries < 3:
        killing.episode(kills - killing.tally.kills)
        tries += 1
    assert killing.tally.faults == []
    assert killing.tally.kills or killing.tally.late, "else nothing was tried"


def repeatedly(killing: Killing) -> None:
    for _ in range(20):
        killing.episode(1)


CARELESS = """
import pathlib, time
path = pathlib.Path("result.txt")
with path.open("w") as file:
    for number in range(100):
        file.write(f"{number}\\n")
        file.flush()
        time.sleep(0.02)
"""


def careless() -> Work:
    """Writes under the final name."""

    def look(folder: Path, wanted: str) -> None:
        found = folder / "result.txt"
        assert not found.exists() or found.read_text() == wanted

    return Work(
        "careless",
        lambda folder: None,
        lambda folder: [sys.executable, "-c", CARELESS],
        lambda folder: (folder / "result.txt").read_text(),
        look,
    )


def test_half_a_file_would_be_found(tmp_path: Path) -> None:
    """Else the harness could be blind."""
    killing = Killing(careless(), tmp_path, SEED)
    with pytest.raises(FaultError, match="careless, killed after"):
        repeatedly(killing)


def test_what_is_left_over_would_be_found(tmp_path: Path) -> None:
    code = "import os, pathlib; pathlib.Path(f'.draft-{os.getpid()}').touch(); import time;"
    code += "time.sleep(1); pathlib.Path('a').touch(); [p.unlink() for p in pathlib.Path('.')"
    code += ".glob(f'.draft-{os.getpid()}')]"
    untidy = Work(
        "untidy",
        lambda folder: None,
        lambda folder: [sys.executable, "-c", code],
        lambda folder: (folder / "a").exists(),
    )
    killing = Killing(untidy, tmp_path, SEED)
    with pytest.raises(FaultError, match=r"left over or missing: \['\.draft-"):
        repeatedly(killing)


def test_killed_as_it_changes_a_name(tmp_path: Path) -> None:
    if not can_be_watched():
        pytest.skip("needs strace, and leave to watch")
    moving = "import pathlib; pathlib.Path('b').touch(); pathlib.Path('b').rename('a')"
    work = Work(
        "moving",
        lambda folder: None,
        lambda folder: [sys.executable, "-c", moving],
        lambda folder: (folder / "a").exists(),
    )
    killing = Killing(work, tmp_path, SEED)
    numbers = killing.changes(100)
    assert numbers
    assert all(killing.at_change(number) for number in numbers)
    assert not killing.at_change(numbers[-1] + 1)
    assert killing.tally.episodes == len(numbers)
    wait_for_heirs(tmp_path)
