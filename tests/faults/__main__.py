"""`python -m tests.faults`: kills every command that writes at random moments; see `killing`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults.killing import FaultError, Killing
from tests.faults.works import WORKS


def _attempts(
    killing: Killing, wanted: int, given: argparse.Namespace
) -> Iterator[Callable[[], object]]:
    if given.changes:
        for number in killing.changes(given.changes):
            yield partial(killing.at_change, number)
        return
    while (left := wanted - killing.tally.kills) > 0:
        yield partial(killing.episode, min(given.most, left))


def main() -> int:
    """Kill, compare, and print what came of it, one line for each work."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--moments", type=int, default=200, help="kills, of all works together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=4, help="kills of one piece of work")
    parser.add_argument("--only", nargs="*", choices=WORKS, default=list(WORKS))
    parser.add_argument(
        "--changes",
        type=int,
        default=0,
        metavar="MOST",
        help="instead, kill at changes of names and folders: all of a work, or so many",
    )
    parser.add_argument("--keep", type=Path, help="an empty folder to work in; it stays")
    given = parser.parse_args()
    total = sum(WORKS[name][0] for name in given.only)
    kills = faults = 0
    with tempfile.TemporaryDirectory(prefix="rtxfer-faults-") as scratch:
        for name in given.only:
            share, make = WORKS[name]
            wanted = max(1, round(given.moments * share / total))
            place = (given.keep or Path(scratch)) / name
            place.mkdir(parents=True)
            began = time.monotonic()
            killing = Killing(make(), place, given.seed)
            killing.again()
            tally = killing.tally
            for attempt in _attempts(killing, wanted, given):
                try:
                    attempt()
                except FaultError as fault:
                    print(f"FAULT: {fault}", flush=True)
            print(
                f"{name}: killed {tally.kills} times in {tally.episodes} pieces of work of "
                f"{killing.seconds:.1f} s, {tally.late} too late, {len(tally.faults)} faults; "
                f"{time.monotonic() - began:.0f} s",
                flush=True,
            )
            kills, faults = kills + tally.kills, faults + len(tally.faults)
    print(f"{kills} kills, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
