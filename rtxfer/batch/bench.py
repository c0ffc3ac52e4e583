"""What a batch costs on this machine, and what more machines would give.

    python -m rtxfer.batch.bench --workers 1 2 --clips 12

Clips of three lengths are cut from the shipped driver, and one batch is made of them by each number
of workers in turn, with one core each. What the pieces took is fitted by

    seconds of a worker = a piece's own + a frame's own · frames

and what a batch took beside that is its start and its end. Foretold is what many machines would
take that each have this one's cores and share nothing but their files.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import av
import numpy as np

from rtxfer.batch.batch import Batch
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew, usual_size
from rtxfer.batch.outcome import Report
from rtxfer.batch.plan import plan
from rtxfer.batch.table import Row
from rtxfer.bench.machine import this_machine
from rtxfer.demo import shipped
from rtxfer.job import Job
from rtxfer.sources import open_source

LENGTHS: Final = (20, 40, 80)
"""Frames of the clips, in turn."""

FORETOLD: Final = (1, 10, 100)
"""Machines."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One batch.

    Attributes:
        workers: who made it.
        wall: seconds it took.
        frames: of all results.
        per_piece, per_frame: seconds of a worker, fitted.
        beside: seconds that it took longer than the most loaded worker worked.
    """

    workers: int
    wall: float
    frames: int
    per_piece: float
    per_frame: float
    beside: float

    @property
    def fps(self) -> float:
        """Of all workers together."""
        return self.frames / self.wall


def measured(report: Report) -> Measured:
    """The model fitted to one batch."""
    frames = np.array([one.frames for one in report.made], np.float64)
    work = np.array([one.work for one in report.made])
    line = np.stack([np.ones_like(frames), frames], 1)
    (piece, frame), *_ = np.linalg.lstsq(line, work, rcond=None)
    beside = report.wall_seconds - work.sum() / report.workers
    return Measured(report.workers, report.wall_seconds, int(frames.sum()), float(piece),
                    float(frame), max(0.0, float(beside)))  # fmt: skip


def foretold(model: Measured, machines: int, pieces: int, frames: int) -> float:
    """Seconds for so many pieces of so many frames, evenly spread: each machine does whole
    pieces, and the last ones wait for the slowest."""
    rounds = -(-pieces // (machines * model.workers))
    return model.beside + rounds * (model.per_piece + model.per_frame * frames)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m rtxfer.batch.bench", description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=sorted({1, usual_size()}))
    parser.add_argument("--clips", type=int, default=12)
    parser.add_argument("--generator", default="flow")
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        clips = _clips(Path(folder), asked.clips)
        runs = [_run(clips, Path(folder), asked, workers) for workers in asked.workers]
    here = str(this_machine())
    if asked.json:
        print(json.dumps({"machine": here, "batches": [asdict(run) for run in runs]}))
        return
    print(here)
    for run in runs:
        gain = run.fps / runs[0].fps / (run.workers / runs[0].workers)
        print(
            f"{run.workers} workers: {run.wall:.1f} s, {run.fps:.1f} fps, efficiency {gain:.2f}; "
            f"{run.per_piece:.2f} s a piece + {run.per_frame * 1000:.0f} ms a frame, "
            f"{run.beside:.1f} s beside"
        )
    print("Ten thousand clips of 250 frames would take:")
    for machines in FORETOLD:
        print(f"  {machines} machines: {foretold(runs[-1], machines, 10_000, 250) / 3600:.1f} h")


def _clips(folder: Path, count: int) -> Path:
    frames = [frame.image for frame in islice(open_source(shipped("driver.mp4")), max(LENGTHS))]
    for number in range(count):
        path = folder / f"clip{number:03}.mp4"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx264", rate=25)
            stream.height, stream.width = frames[0].shape[:2]
            stream.pix_fmt = "yuv420p"
            for image in frames[: LENGTHS[number % len(LENGTHS)]]:
                container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
            container.mux(stream.encode())
    return folder


def _run(clips: Path, folder: Path, asked: argparse.Namespace, workers: int) -> Measured:
    out = folder / f"by{workers}"
    usual = Job(Path(), Path(), out, generator=asked.generator, backend=asked.backend)  # fmt: skip
    row = Row(driver=("clip*.mp4",), target=(str(shipped("grace_hopper.jpg")),))
    pieces = plan([row], usual, clips, "product")
    with opened(out) as journal, LocalCrew(workers, cores=1) as crew:
        return measured(Batch(pieces, journal, crew).run())


if __name__ == "__main__":
    main()
