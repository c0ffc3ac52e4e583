"""What a batch costs on this machine, and what more machines would give.

    python -m rtxfer.batch.bench --workers 1 2 4 8 --clips 24

Clips of three lengths are cut from the shipped driver, and one batch is made of them by each number
of workers in turn, with one core each. What the pieces took is fitted by

    seconds of a worker = its start, once + a piece's own + a frame's own · frames

What a batch took beyond what its workers were busy is told as well. Then one longer clip is made by
the most workers, part by part: what the look, the parts and the join cost. Foretold is what many
machines would take that each have this one's cores and share nothing but their files.
"""

from __future__ import annotations

import argparse
import heapq
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, cycle, islice
from pathlib import Path
from time import monotonic
from typing import Final

import av
import numpy as np

from rtxfer.batch.batch import Batch
from rtxfer.batch.crew import Crew, CrewNews
from rtxfer.batch.cut import LENGTH, CuttingCrew
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew, usual_size
from rtxfer.batch.outcome import Report
from rtxfer.batch.plan import Piece, plan
from rtxfer.batch.table import Row
from rtxfer.bench.machine import this_machine
from rtxfer.demo import shipped
from rtxfer.frame import Image
from rtxfer.job import Job
from rtxfer.sources import open_source
from rtxfer.video import Summary

LENGTHS: Final = (20, 40, 80)
"""Frames of the clips, in turn."""

PART: Final = 50
"""Frames of a part of the long clip."""

FORETOLD: Final = (1, 10, 100)
"""Machines."""

MANY: Final = 10_000
"""Clips of a large batch."""

EACH: Final = 250
"""Frames of each."""

HOUR: Final = 90_000
"""Frames of an hour at 25 a second."""

ASSUMED: Final = """\
Assumed: machines as this one, with as many workers as in the last batch; each gets a piece as soon
as it is free; the drive that they share takes it that all read and write at once; nothing is lost
and done again."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One batch.

    Attributes:
        workers: who made it.
        wall: seconds it took.
        frames: of all results.
        per_worker, per_piece, per_frame: seconds of a worker, fitted: its start, once; and what
            each piece and each frame takes besides.
        beside: seconds that it took longer than its workers were at work.
    """

    workers: int
    wall: float
    frames: int
    per_worker: float
    per_piece: float
    per_frame: float
    beside: float

    @property
    def fps(self) -> float:
        """Of all workers together."""
        return self.frames / self.wall


@dataclass(frozen=True, slots=True)
class MeasuredCut:
    """One clip by many.

    Attributes:
        workers: who made it.
        wall: seconds it took.
        frames: of the clip.
        look, draw, join: seconds of a worker for a frame.
    """

    workers: int
    wall: float
    frames: int
    look: float
    draw: float
    join: float


def measured(report: Report) -> Measured:
    """The model fitted to one batch, whose pieces were handed out in their order."""
    made, workers = report.made, report.workers
    frames = np.array([one.frames for one in made], np.float64)
    work = np.array([one.work for one in made])
    first = np.arange(len(made)) < workers  # with each of these a worker started
    columns = [first, np.ones_like(frames), frames]
    if first.all():  # no telling a start from a piece
        columns[0] = np.zeros_like(frames)
    (start, piece, frame), *_ = np.linalg.lstsq(np.stack(columns, 1).astype(float), work)
    return Measured(
        workers,
        report.wall_seconds,
        int(frames.sum()),
        max(0.0, float(start)),
        max(0.0, float(piece)),
        max(0.0, float(frame)),
        max(0.0, report.wall_seconds - handed_out(work.tolist(), workers)),
    )


def handed_out(seconds: Sequence[float], workers: int) -> float:
    """Seconds until the last of these is done, if whoever is free takes the next."""
    free = [0.0] * workers
    for one in seconds:
        heapq.heapreplace(free, free[0] + one)
    return max(free)


def foretold(model: Measured, machines: int, pieces: int, frames: int) -> float:
    """Seconds for so many pieces of so many frames."""
    one = model.per_piece + model.per_frame * frames
    return model.beside + model.per_worker + handed_out([one] * pieces, machines * model.workers)


def foretold_cut(model: Measured, cut: MeasuredCut, machines: int, frames: int) -> float:
    """Seconds for one clip: a look by one, parts by all, and the join by one."""
    part = model.per_piece + cut.draw * LENGTH
    parts = handed_out([part] * -(-frames // LENGTH), machines * cut.workers)
    return model.beside + model.per_worker + (cut.look + cut.join) * frames + parts


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m rtxfer.batch.bench", description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=sorted({1, usual_size()}))
    parser.add_argument("--clips", type=int, default=24)
    parser.add_argument("--long", type=int, default=400, help="Frames of the clip that is cut.")
    parser.add_argument("--generator", default="flow")
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    before = str(this_machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _batch(folder, asked, 1, 1)  # chooses engines, sees how the portrait answers
        runs = [_batch(folder, asked, workers, asked.clips) for workers in asked.workers]
        cut = _cut(folder, asked, max(2, *asked.workers))
    if asked.json:
        found = {"batches": [asdict(run) for run in runs], "cut": asdict(cut)}
        print(json.dumps({"machine": before} | found))
        return
    print("\n".join([before, *_told(runs, cut)]))


def _told(runs: Sequence[Measured], cut: MeasuredCut) -> Iterator[str]:
    for run in runs:
        gain = run.fps / runs[0].fps / (run.workers / runs[0].workers)
        yield (
            f"{run.workers} workers: {run.wall:.1f} s, {run.fps:.1f} fps, efficiency {gain:.2f}; "
            f"{run.per_worker:.2f} s a worker + {run.per_piece:.2f} s a piece + "
            f"{run.per_frame * 1000:.0f} ms a frame, {run.beside:.1f} s beside"
        )
    yield (
        f"One clip of {cut.frames} frames by {cut.workers} workers: {cut.wall:.1f} s; of a worker "
        f"{cut.look * 1000:.0f} ms a frame to look, {cut.draw * 1000:.0f} to draw, "
        f"{cut.join * 1000:.1f} to join"
    )
    batches = [foretold(runs[-1], machines, MANY, EACH) for machines in FORETOLD]
    clips = [foretold_cut(runs[-1], cut, machines, HOUR) for machines in FORETOLD]
    yield f"{MANY} clips of {EACH} frames would take {_hours(batches)} machines."
    yield f"One clip of {HOUR} frames would take {_hours(clips)} machines."
    yield ASSUMED


def _hours(seconds: Sequence[float]) -> str:
    pairs = zip(seconds, FORETOLD, strict=True)
    return ", ".join(f"{one / 3600:.2f} h by {machines}" for one, machines in pairs)


def _shipped() -> list[Image]:
    return [frame.image for frame in islice(open_source(shipped("driver.mp4")), 200)]


def _write(path: Path, images: Sequence[Image]) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.height, stream.width = images[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for image in images:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode())


def _pieces(folder: Path, out: Path, asked: argparse.Namespace, drivers: str) -> list[Piece]:
    usual = Job(Path(), Path(), out, generator=asked.generator, backend=asked.backend)
    row = Row(driver=(drivers,), target=(str(shipped("grace_hopper.jpg")),))
    return plan([row], usual, folder, "product")


def _batch(folder: Path, asked: argparse.Namespace, workers: int, clips: int) -> Measured:
    # Nobody has seen these clips: what is found of one is remembered, and a batch would profit by
    # the one before it.
    number = len(list(folder.iterdir()))
    folder = folder / f"batch{number}"
    folder.mkdir()
    images = [image.copy() for image in _shipped()]
    for image in images:
        image[:16, :16] = 20 * number % 256
    for number in range(clips):
        _write(folder / f"clip{number:03}.mp4", images[: LENGTHS[number % len(LENGTHS)]])
    out = folder / "results"
    with opened(out) as journal, LocalCrew(workers, cores=1) as crew:
        return measured(Batch(_pieces(folder, out, asked, "clip*.mp4"), journal, crew).run())


def _cut(folder: Path, asked: argparse.Namespace, workers: int) -> MeasuredCut:
    there = _shipped()
    to_and_fro = cycle(chain(there, reversed(there)))  # no other shot begins in it
    _write(folder / "long.mp4", list(islice(to_and_fro, asked.long)))
    (piece,) = _pieces(folder, folder / "cut", asked, "long.mp4")
    timed = Timed(LocalCrew(workers, cores=1))
    with opened(folder / "cut") as journal, CuttingCrew(timed, 2 * PART, PART) as crew:
        report = Batch([piece], journal, crew).run()
    frames = asked.long
    parts = sum(seconds for step, seconds in timed.took.items() if step not in ("look", "join"))
    look, join = timed.took["look"], timed.took["join"]
    return MeasuredCut(
        workers, report.wall_seconds, frames, look / frames, parts / frames, join / frames
    )


class Timed:
    """A crew that notes how long each step took.

    Attributes:
        took: seconds by the last word of its name.
    """

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._began: dict[str, float] = {}
        self.took: dict[str, float] = {}

    @property
    def size(self) -> int:
        """See `Crew.size`."""
        return self._crew.size

    @property
    def free(self) -> int:
        """See `Crew.free`."""
        return self._crew.free

    def begin(self, piece: Piece) -> None:
        """See `Crew.begin`."""
        self._began[piece.name] = monotonic()
        self._crew.begin(piece)

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        """See `Crew.news`."""
        for piece, news in self._crew.news(seconds):
            if isinstance(news, Summary):
                step = piece.name.rpartition(" ")[2]
                self.took[step] = monotonic() - self._began[piece.name]
            yield piece, news

    def cancel(self) -> None:
        """See `Crew.cancel`."""
        self._crew.cancel()

    def __enter__(self) -> Timed:
        self._crew.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._crew.__exit__(*error)


if __name__ == "__main__":
    main()
