"""Who works where: nobody's threads are in another's way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rtxfer.batch.cores import Claim

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system does not tell"
)

CLAIM = """
import os, sys, threading
from pathlib import Path
from rtxfer.batch.cores import Claim

claim = Claim(1, Path(sys.argv[1]))
seen = []
thread = threading.Thread(target=lambda: seen.append(os.sched_getaffinity(0)))
thread.start(); thread.join()
print(*claim.cores, "|", *seen[0], flush=True)
sys.stdin.read()
"""


def test_each_claims_another_core_and_leaves_it_when_it_ends(tmp_path: Path) -> None:
    cores = sorted(os.sched_getaffinity(0))
    command = [sys.executable, "-c", CLAIM, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    first = subprocess.Popen(command, **pipes)  # type: ignore[call-overload]
    assert first.stdout.readline() == f"{cores[0]} | {cores[0]}\n"
    if len(cores) > 1:
        second = subprocess.run(
            command, input="", capture_output=True, text=True, timeout=120, check=True
        )
        assert second.stdout == f"{cores[1]} | {cores[1]}\n"
    first.kill()
    first.communicate()
    third = subprocess.run(
        command, input="", capture_output=True, text=True, timeout=120, check=True
    )
    assert third.stdout == f"{cores[0]} | {cores[0]}\n"


def test_where_so_many_are_not_free_nobody_is_held(tmp_path: Path) -> None:
    before = os.sched_getaffinity(0)
    claim = Claim(len(before) + 1, tmp_path)
    assert claim.cores == []
    assert os.sched_getaffinity(0) == before
