"""Thousands of damaged files read by processes that may crash; what was no answer is kept.

python -m tests.generated.campaign --count 2400 --seed 1 --keep faults/
"""

from __future__ import annotations

import argparse
import json
import random
import select
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import Queue
from typing import Any, Final

from tests.generated.damage import damaged
from tests.generated.seeds import KINDS, seeds

MOST_SECONDS: Final = 20.0
"""Of processor time for one small file."""

MOST_MEGABYTES: Final = 1200.0
"""More than a reader had before; the largest picture that is taken has 178 megapixels."""

PATIENCE: Final = 300.0
"""Seconds by the clock until a file counts as one that nothing comes of: machines are busy."""

ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that neither gave a result nor a sentence.

    Attributes:
        kind: of it.
        number: of the input.
        why: a traceback, a signal, or the bound that was broken.
        content: the file.
    """

    kind: str
    number: int
    why: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Input:
    """A damaged file.

    Attributes:
        number: what it was made by, with the seed.
        kind: of it.
        name: of the whole file it was made of.
        content: of it.
    """

    number: int
    kind: str
    name: str
    content: bytes


def inputs(folder: Path, seed: int, numbers: range) -> Iterator[Input]:
    """The damaged files of some numbers, made of whole ones that are put into a folder."""
    whole = {kind: (path.name, path.read_bytes()) for kind, path in seeds(folder).items()}
    others = [content for _, content in whole.values()]
    for number in numbers:
        kind = KINDS[number % len(KINDS)]
        name, content = whole[kind]
        draw = random.Random(f"{seed} {number}")
        yield Input(number, kind, name, damaged(content, kind, draw, others))


class Reader:
    """A process that reads, begun anew after a crash."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, kind: str, path: Path, *, deep: bool) -> tuple[str, str]:
        """Read one file: the outcome or "", and what was wrong or ""."""
        process = self._process or self._begun()
        assert process.stdin is not None
        asked = {"kind": kind, "path": str(path), "deep": deep}
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        answer = self._answer(process)
        if answer is None:
            process.kill()
            code = process.wait()
            self.close()
            return "", f"ended by {code}" if code != -9 else f"no end in {PATIENCE:g} s"
        if answer["fault"]:
            return "", answer["fault"]
        if answer["seconds"] > MOST_SECONDS:
            return "", f"took {answer['seconds']:.1f} s"
        if answer["megabytes"] > MOST_MEGABYTES:
            return "", f"took {answer['megabytes']:.0f} MB"
        return answer["outcome"], ""

    def close(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _begun(self) -> subprocess.Popen[bytes]:
        self._process = process = subprocess.Popen(
            [sys.executable, "-m", "tests.generated.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=ROOT,
        )
        if self._answer(process) is None:
            raise RuntimeError("the reader does not begin")
        return process

    def _answer(self, process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], PATIENCE)[0]:
            return None
        line = process.stdout.readline()
        return json.loads(line) if line else None


def run(
    wanted: Iterator[Input], *, deep: bool, readers: int = 2
) -> tuple[Counter[str], list[Fault]]:
    """Read all of them.

    Returns:
        How many ended how: "result", "sentence", "fault"; and the faults.
    """
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    idle: Queue[Reader] = Queue()
    pool = [Reader() for _ in range(readers)]
    for reader in pool:
        idle.put(reader)

    def one(given: Input) -> None:
        reader = idle.get()
        try:
            with tempfile.TemporaryDirectory(prefix="rtxfer-damaged-") as folder:
                path = Path(folder) / given.name
                path.write_bytes(given.content)
                outcome, why = reader.read(given.kind, path, deep=deep)
        finally:
            idle.put(reader)
        if why:
            faults.append(Fault(given.kind, given.number, why, given.content))
        counts["fault" if why else "result" if outcome == "result" else "sentence"] += 1

    try:
        with ThreadPoolExecutor(readers) as threads:
            list(threads.map(one, wanted))
    finally:
        for reader in pool:
            reader.close()
    return counts, faults


def main() -> None:
    """The long run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2400)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, required=True, help="folder for what was no answer")
    parser.add_argument("--shallow", action="store_true", help="make no films and find no faces")
    asked = parser.parse_args()
    asked.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted = inputs(Path(folder), asked.seed, range(asked.first, asked.first + asked.count))
        counts, faults = run(_shown(wanted), deep=not asked.shallow)
    for fault in faults:
        path = asked.keep / f"{fault.kind}__{asked.seed}_{fault.number}"
        path.write_bytes(fault.content)
        path.with_suffix(".why").write_text(fault.why)
        print(f"{fault.kind} {fault.number}: {fault.why.strip().splitlines()[-1]}")
    print(f"{sum(counts.values())} inputs: {dict(counts)}")
    sys.exit(bool(faults))


def _shown(wanted: Iterator[Input]) -> Iterator[Input]:
    for number, one in zip(count(1), wanted, strict=False):
        if number % 100 == 0:
            print(f"{number} …", file=sys.stderr, flush=True)
        yield one


if __name__ == "__main__":
    main()
