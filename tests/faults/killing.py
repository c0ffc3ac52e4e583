"""Kills a command, runs it again, and compares with an undisturbed run.

What is killed is one process, the command's own, by SIGKILL, as the kernel does where memory runs
out: whoever it started is left to notice by itself. Nothing is cleaned up between that and the next
run, which begins at once.

It is killed at a random moment, or by `strace` as it is about to change a name or a folder for the
n-th time, which is when half a result could be left behind.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil

PATIENCE: Final = 900.0
"""Seconds that a command may take on a slow, busy machine."""

CHANGES: Final = "/^(rename|unlink|rmdir|mkdir|link|fsync|ftruncate)"
"""What changes names and folders, or makes a change last, as strace takes it."""

SCRATCH: Final = "tmp"
"""Temporary files of the system's kind, which the system clears."""


class FaultError(AssertionError):
    """Something was lost, left over, or only half there."""


@dataclass(frozen=True)
class Work:
    """A command that can be killed.

    Attributes:
        name: for people.
        prepare: lays its inputs into an empty folder, once.
        command: arguments of a process for a folder; looked up anew for each run.
        outcome: what came out, in a form that can be compared; read after success.
        look: called after each kill with the folder and the undisturbed outcome; raises where
            something is there by its final name that is not whole.
        threads: whether other threads than the first write, too.
        varying: a folder whose files are called otherwise in each run.
    """

    name: str
    prepare: Callable[[Path], object]
    command: Callable[[Path], list[str]]
    outcome: Callable[[Path], Any]
    look: Callable[[Path, Any], object] = lambda folder, wanted: None
    threads: bool = True
    varying: str = ""


@dataclass
class Tally:
    """What was done.

    Attributes:
        kills: moments at which a process was killed.
        late: runs that had ended before their moment came.
        episodes: results that were compared.
        faults: what was found, in words.
    """

    kills: int = 0
    late: int = 0
    episodes: int = 0
    faults: list[str] = field(default_factory=list)


class Killing:
    """Kills one work again and again.

    Args:
        work: what.
        place: an empty folder.
        seed: of the moments.
    """

    def __init__(self, work: Work, place: Path, seed: int) -> None:
        self._work, self._place = work, place
        self._random = random.Random(f"{seed} {work.name}")
        self._inputs = place / "inputs"
        self._inputs.mkdir()
        work.prepare(self._inputs)
        self.tally = Tally()
        self._episode = 0
        whole = self._fresh("whole")
        began = time.monotonic()
        self._finish(whole)
        self.seconds = time.monotonic() - began
        self._wanted = work.outcome(whole)
        self._names = self._names_in(whole)

    def again(self) -> None:
        """See that nothing but killing makes a difference; and how long it takes the second time.

        Raises:
            FaultError: two undisturbed runs differ.
        """
        timed = self._fresh("again")
        began = time.monotonic()
        self._finish(timed)
        self.seconds = time.monotonic() - began
        self._left(timed)

    def episode(self, most: int) -> None:
        """Some kills, one after the other, of one piece of work, until it is let finish.

        Args:
            most: kills at most.

        Raises:
            FaultError: what came out is not what an undisturbed run gives, or something was left.
        """
        self._episode += 1
        folder = self._fresh(f"killed-{self._episode}")
        told = []
        for _ in range(self._random.randint(1, most)):
            moment = self._random.uniform(0.02, 1.0) * self.seconds
            told.append(f"{moment:.2f} s")
            if not self._kill(folder, moment):
                self.tally.late += 1
                break
            self.tally.kills += 1
            self._check(told, lambda: self._work.look(folder, self._wanted))
        self._check(told, lambda: self._finish(folder))
        self._check(told, lambda: self._left(folder))
        self.tally.episodes += 1

    def at_change(self, number: int) -> bool:
        """One kill at the n-th change of a name or a folder, of a piece of work.

        Returns:
            Whether there are so many.

        Raises:
            FaultError: see `episode`.
        """
        folder = self._fresh(f"changed-{number}")
        if not self._kill_at(folder, number):
            return False
        self.tally.kills += 1
        told = [f"change {number}"]
        self._check(told, lambda: self._work.look(folder, self._wanted))
        self._check(told, lambda: self._finish(folder))
        self._check(told, lambda: self._left(folder))
        self.tally.episodes += 1
        return True

    def changes(self, most: int) -> list[int]:
        """Numbers of changes to kill at, all of them or a sample."""
        folder = self._fresh("watched")
        log = folder / SCRATCH / "changes"
        process = self._start(folder, *self._watching(log))
        process.wait(PATIENCE)
        by = Counter(line.split()[0] for line in log.read_text().splitlines())
        numbers = range(1, max(by.values(), default=0) + 1)
        return sorted(self._random.sample(numbers, min(most, len(numbers))))

    def _left(self, folder: Path) -> None:
        wait_for_heirs(folder)
        found = self._work.outcome(folder)
        if found != self._wanted:
            raise FaultError(f"another result: {difference(self._wanted, found)}")
        if other := self._names_in(folder) ^ self._names:
            raise FaultError(f"left over or missing: {sorted(other)}")

    def _names_in(self, folder: Path) -> set[str]:
        varying = self._work.varying
        return {name for name in names(folder) if not varying or not name.startswith(varying)}

    def _check(self, told: list[str], check: Callable[[], object]) -> None:
        try:
            check()
        except Exception as error:
            words = f"{self._work.name}, killed after {', '.join(told)}: {error!r}"
            self.tally.faults.append(words)
            raise FaultError(words) from error

    def _fresh(self, name: str) -> Path:
        """A folder with the inputs in it, and a home of its own."""
        folder = self._place / name
        folder.mkdir()
        for path in self._inputs.iterdir():
            (folder / path.name).symlink_to(path)
        (folder / SCRATCH).mkdir()
        return folder

    def _start(self, folder: Path, *before: str) -> subprocess.Popen[bytes]:
        with (folder / SCRATCH / "said").open("ab") as said:
            return subprocess.Popen(
                [*before, *self._work.command(folder)],
                cwd=folder,
                env=environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    def _kill(self, folder: Path, moment: float) -> bool:
        """Whether it was still running then."""
        process = self._start(folder)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait() == -signal.SIGKILL
        return False

    def _kill_at(self, folder: Path, number: int) -> bool:
        """Whether there are so many changes."""
        inject = ["-e", f"inject={CHANGES}:signal=KILL:when={number}"]
        process = self._start(folder, *self._watching(Path(os.devnull)), *inject)
        return process.wait(PATIENCE) in (-signal.SIGKILL, 128 + signal.SIGKILL)

    def _watching(self, log: Path) -> list[str]:
        follow = ["-f"] if self._work.threads else []
        return ["strace", "-qq", "-o", str(log), *follow, "-e", f"trace={CHANGES}"]

    def _finish(self, folder: Path) -> None:
        process = self._start(folder)
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise FaultError("it did not end") from None
        if code != 0:
            said = (folder / SCRATCH / "said").read_text("utf-8", "replace")
            raise FaultError(f"it ended with code {code}: {said[-800:]}")


def can_be_watched() -> bool:
    """Whether `strace` is here, and may watch."""
    found = shutil.which("strace")
    return bool(found) and subprocess.run([str(found), "-o", "/dev/null", "true"]).returncode == 0


def environment(folder: Path) -> Mapping[str, str]:
    """Everything that a program keeps lies in the folder."""
    home = folder / "home"
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "RTXFER_CACHE": str(home / "cache" / "rtxfer"),
        "RTXFER_CERTIFICATE": "",
        "RTXFER_CACHE_KEY": "",
        "RTXFER_REMEMBER": "yes",
        "RTXFER_BACKEND": "onnxruntime",
        "TMPDIR": str(folder / SCRATCH),
        "COLUMNS": "200",
    }


def names(folder: Path) -> set[str]:
    """All that lies in a folder, and below it, hidden or not; but for `SCRATCH`."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    return {name for name in found if Path(name).parts[0] != SCRATCH}


def wait_for_heirs(folder: Path) -> None:
    """Until the processes have ended that killed ones started.

    Raises:
        FaultError: they go on.
    """
    until = time.monotonic() + PATIENCE
    while heirs := _working_in(folder):
        if time.monotonic() > until:
            raise FaultError(f"still running: {heirs}")
        time.sleep(0.05)


def _working_in(folder: Path) -> list[int]:
    found = []
    for process in psutil.process_iter(["cwd", "status"]):
        about = process.info
        if about["cwd"] == str(folder) and about["status"] != psutil.STATUS_ZOMBIE:
            found.append(process.pid)
    return found


def difference(wanted: Any, found: Any) -> str:
    """Where two outcomes part, in few words."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key in sorted({*wanted, *found}):
            if wanted.get(key) != found.get(key):
                return f"{key}: {difference(wanted.get(key), found.get(key))}"
    if isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            return f"{len(found)} instead of {len(wanted)}"
        for place, (one, other) in enumerate(zip(wanted, found, strict=True)):
            if one != other:
                return f"at {place}: {difference(one, other)}"
    return f"{str(found)[:60]} instead of {str(wanted)[:60]}"
