"""Hours of a live run in minutes: does it grow, while sources vanish and portraits change?

    python -m rtxfer.bench.soak --minutes 10

What goes wrong is put on: the source is lost and comes back, its pictures change their size, the
portrait is swapped, recordings begin and end. Memory, threads and open files are looked at each
second; the first minute, in which everything is loaded, does not count. One recording, with sound,
goes on from the beginning to the end. Ends with 1 where a bound is broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final, TypeAlias

import cv2
import numpy as np
import psutil

from rtxfer.bench.lip_sync import Clicks, lag
from rtxfer.bench.machine import Machine, this_machine
from rtxfer.bench.readers import NullReader
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import DeviceError
from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.live import LiveOptions, LiveRunner
from rtxfer.live.stamp import write_stamp
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sources import PlaybackSource, open_source
from rtxfer.sources.live_source import Given
from rtxfer.target import Target

EVERY: Final = 5.0
"""Seconds from one fault to the next."""

SETTLED: Final = 60.0
"""Seconds that do not count, or a third of the run, whichever is less."""

MOST_SLOPE: Final = 60.0
"""Megabytes an hour beyond what the noise explains."""

MOST_APART: Final = 0.04
"""Seconds between sound and picture."""

LOOKED_AT: Final = 12.0
"""Seconds of the recording, at its beginning and its end, over which that is measured."""

MOST_THREADS: Final = 4
MOST_FILES: Final = 4
"""More at the end than at the beginning: a recording that is just being published has some."""


Apart: TypeAlias = tuple[float | None, float | None]
"""Seconds by which the picture comes later than the sound, at first and at last."""


@dataclass(frozen=True, slots=True)
class Soak:
    """What a long run took.

    Attributes:
        machine: what it ran on.
        seconds: how long.
        faults: how many were put on.
        generated: portraits made.
        memory_mb: when everything was loaded, and at the end.
        slope_mb_h: of memory, by least squares.
        noise_mb_h: two standard errors of that slope, neighbouring seconds counted as ten times
            less independent than they look.
        threads: when everything was loaded, and at the end, of which the largest of the last
            seconds.
        files: open ones and sockets, likewise.
        apart_ms: by which the picture came later than the sound, at the beginning of the long
            recording and at its end; None where it could not be told.
        broken: bounds that were broken, in words.
    """

    machine: Machine
    seconds: float
    faults: int
    generated: int
    memory_mb: tuple[float, float]
    slope_mb_h: float
    noise_mb_h: float
    threads: tuple[int, int]
    files: tuple[int, int]
    apart_ms: tuple[float | None, float | None]
    broken: tuple[str, ...]


class FaultySource(PlaybackSource):
    """A clip that is lost and changes its size when it is told to, with the moment in the corner of
    every frame."""

    lost = False
    scale = 1.0

    def read(self, timeout: float) -> Given | None:
        """The next frame.

        Raises:
            DeviceError: it is lost.
        """
        if self.lost:
            raise DeviceError("The source was unplugged.", "It comes back by itself.")
        given = super().read(timeout)
        if given is None or isinstance(given, TrackedFrame):
            return given
        way = cv2.INTER_AREA
        sized = cv2.resize(given, None, fx=self.scale, fy=self.scale, interpolation=way)
        stamped = np.asarray(sized, np.uint8)  # a copy, whatever the scale
        write_stamp(stamped, time.monotonic())
        return stamped


def soak(seconds: float, generator: str = "warp") -> Soak:
    """Run, put faults on, and judge.

    Args:
        seconds: altogether.
        generator: name of a bundle.
    """
    source, machine = FaultySource(shipped(DRIVER)), this_machine()
    portraits = cycle([Target.open(shipped(path)) for path in PORTRAITS.values()])
    with tempfile.TemporaryDirectory() as folder:
        options = LiveOptions(generator=generator, stamped=True)
        whole = RecordingSink(Path(folder) / "whole.mp4", Clicks)
        with LiveRunner(source, next(portraits), [NullReader(), whole], options) as runner:
            faults = _faults(runner, source, lambda: next(portraits), Path(folder))
            samples, put_on = _watched(runner, faults, seconds)
            generated = runner.statistics().generated
        whole.wait()
        apart = _apart(whole.path)
    return judged(samples, machine, put_on, generated, apart)


def _apart(film: Path) -> Apart:
    """By how many seconds the picture comes later than the sound, at first and at last."""
    with open_source(film) as source:
        length = source.info.duration or 0.0
    return lag(film, 0, LOOKED_AT), lag(film, max(0, length - LOOKED_AT), length)


def _faults(
    runner: LiveRunner, source: FaultySource, portrait: Callable[[], Target], folder: Path
) -> Sequence[Callable[[], object]]:
    recording = RecordingSink(folder / "soak.mp4")

    def begun() -> None:
        runner.add_sink(recording)

    def ended() -> None:
        runner.remove_sink(recording.name)
        recording.wait()
        for film in folder.glob("soak*.mp4"):
            film.unlink()

    return (
        lambda: setattr(source, "lost", True),
        lambda: setattr(source, "lost", False),
        lambda: runner.show(portrait()),
        begun,
        lambda: setattr(source, "scale", 0.5),
        ended,
        lambda: setattr(source, "scale", 1.0),
        lambda: setattr(runner, "panic", True),
        lambda: setattr(runner, "panic", False),
    )


def _watched(
    runner: LiveRunner, faults: Sequence[Callable[[], object]], seconds: float
) -> tuple[list[tuple[float, float, int, int]], int]:
    """Moment, megabytes, threads and files of each second; and how many faults were put on."""
    process, began = psutil.Process(), time.monotonic()
    samples: list[tuple[float, float, int, int]] = []
    put_on, coming = 0, cycle(faults)
    while (now := time.monotonic() - began) < seconds:
        # All of a round, or the run would end amidst a recording.
        if now > EVERY * (put_on + 1) and (put_on % len(faults) or now < seconds - 60):
            next(coming)()
            put_on += 1
        memory = process.memory_info().rss / 1e6
        files = process.num_fds() if hasattr(process, "num_fds") else 0
        samples.append((now, memory, process.num_threads(), files))
        time.sleep(1)
    return samples, put_on


def judged(
    samples: Sequence[tuple[float, float, int, int]],
    machine: Machine,
    faults: int,
    generated: int,
    apart: Apart,
) -> Soak:
    """What samples of a run say; at least ten of them after it has settled."""
    table = np.array(samples, np.float64)
    whole = float(table[-1, 0])
    table = table[table[:, 0] >= min(SETTLED, whole / 3)]
    hours, memory = table[:, 0] / 3600, table[:, 1]
    slope, start = np.polyfit(hours, memory, 1)
    left = memory - (slope * hours + start)
    error = left.std() / np.sqrt(max(1, len(hours) / 10)) / hours.std()
    ends = table[: len(table) // 5 or 1], table[-(len(table) // 5 or 1) :]
    threads_then, threads_now = (int(one[:, 2].max()) for one in ends)
    files_then, files_now = (int(one[:, 3].max()) for one in ends)
    broken = []
    if slope - 2 * error > MOST_SLOPE:
        broken.append(f"Memory grows by {slope:.0f} MB an hour, {2 * error:.0f} of it noise.")
    if threads_now > threads_then + MOST_THREADS:
        broken.append(f"There were {threads_then} threads and are {threads_now}.")
    if files_now > files_then + MOST_FILES:
        broken.append(f"{files_then} files were open and {files_now} are.")
    for moment, seconds in zip(("beginning", "end"), apart, strict=True):
        if seconds is None:
            broken.append(f"At the {moment} the recording has no sound or no picture.")
        elif abs(seconds) > MOST_APART:
            broken.append(
                f"At the {moment} sound and picture are {1000 * abs(seconds):.0f} ms apart."
            )
    if not generated:
        broken.append("No portrait was made.")
    return Soak(
        machine=machine,
        seconds=whole,
        faults=faults,
        generated=generated,
        memory_mb=(float(memory[0]), float(memory[-1])),
        slope_mb_h=float(slope),
        noise_mb_h=float(2 * error),
        threads=(threads_then, threads_now),
        files=(files_then, files_now),
        apart_ms=(_in_ms(apart[0]), _in_ms(apart[1])),
        broken=tuple(broken),
    )


def _in_ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 1)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--generator", default="warp")
    asked = parser.parse_args()
    found: dict[str, Any] = asdict(soak(asked.minutes * 60, asked.generator))
    print(json.dumps(found, indent=2))
    sys.exit(bool(found["broken"]))


if __name__ == "__main__":
    main()
