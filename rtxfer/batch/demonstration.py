"""Shows that a batch outlives a node: many short clips on a Ray cluster of two nodes on this
machine, one of which is killed in the middle, beside the same batch in one process.

    python -m rtxfer.batch.demonstration --clips 60 --frames 10

It ends with an error where a result is missing or differs. Ray's own processes print much when a
node dies.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, Final

import av
import numpy as np

from rtxfer.batch.batch import Batch, BatchProgress
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.on_ray import RayCrew
from rtxfer.batch.plan import Piece, plan
from rtxfer.batch.table import Row
from rtxfer.bench.machine import this_machine
from rtxfer.demo import shipped
from rtxfer.job import Job
from rtxfer.remembered import VARIABLE
from rtxfer.sources import open_source

STORE: Final = 80 * 2**20
"""Bytes of a node's object store: no frame comes there."""

LEAST: Final = 40.0
"""Decibels of the worst frame: threads of codecs and engines round differently."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make both batches, compare them, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m rtxfer.batch.demonstration", description=__doc__
    )
    parser.add_argument("--clips", type=int, default=60)
    parser.add_argument("--frames", type=int, default=10)
    parser.add_argument("--generator", default="warp")
    parser.add_argument("--keep", type=Path, help="Folder for clips and results, to look at.")
    asked = parser.parse_args(arguments)
    os.environ[VARIABLE] = "no"  # each batch finds all by itself
    print(this_machine(), flush=True)
    with tempfile.TemporaryDirectory() if asked.keep is None else nullcontext(asked.keep) as name:
        folder = Path(name).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        _cut(folder, asked.clips, asked.frames)
        began = time.monotonic()
        pieces = _pieces(folder, folder / "one", asked.generator)
        with opened(folder / "one") as journal, LocalCrew(1, cores=1) as crew:
            alone = Batch(pieces, journal, crew).run()
        print(
            f"One process: {alone.count('done')} done in {time.monotonic() - began:.0f} s.",
            flush=True,
        )
        pieces = _pieces(folder, folder / "two", asked.generator)
        killed = _on_two_nodes(pieces, folder / "two")
        worst, equal = _compared(pieces, folder / "one")
    alike = "" if equal == len(pieces) else f"; the least alike frame of all: {worst:.1f} dB"
    print(
        f"Two nodes, one killed after {killed} of {len(pieces)}: all are done. {equal} results are "
        f"equal bit by bit{alike}."
    )
    if not worst >= LEAST:
        raise SystemExit(1)


def _cut(folder: Path, count: int, length: int) -> None:
    """Clips of the shipped driver, each beginning somewhere else."""
    frames = [frame.image for frame in islice(open_source(shipped("driver.mp4")), 150)]
    for number in range(count):
        first = number * (len(frames) - length) // max(1, count - 1)
        with av.open(str(folder / f"clip{number:03}.mp4"), "w") as container:
            stream = container.add_stream("libx264", rate=25)
            stream.height, stream.width = frames[0].shape[:2]
            stream.pix_fmt = "yuv420p"
            for image in frames[first : first + length]:
                container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
            container.mux(stream.encode())


def _pieces(folder: Path, out: Path, generator: str) -> list[Piece]:
    usual = Job(
        Path(), Path(), out, generator=generator, backend="onnxruntime",
        shots=False,
    )  # fmt: skip
    row = Row(driver=("clip*.mp4",), target=(str(shipped("grace_hopper.jpg")),))
    return plan([row], usual, folder, "product")


def _on_two_nodes(pieces: Sequence[Piece], out: Path) -> int:
    """The batch; gives how many were done when the second node was killed."""
    killed: list[int] = []
    with (
        _cluster() as (cluster, second),
        opened(out) as journal,
        RayCrew(cluster.address) as crew,
    ):

        def watch(progress: BatchProgress) -> None:
            middle = progress.done >= len(pieces) // 3 and len(progress.at_work) == 2
            if middle and not killed:
                killed.append(progress.done)
                cluster.remove_node(second, allow_graceful=False)

        began = time.monotonic()
        report = Batch(pieces, journal, crew).run(watch)
        print(f"Two nodes: {report.count('done')} done in {time.monotonic() - began:.0f} s.")
    if not killed or report.count("done") != len(pieces):
        raise SystemExit(f"Not all was done: {report.to_json()}")
    return killed[0]


@contextmanager
def _cluster() -> Iterator[tuple[Any, Any]]:
    """Two nodes of a core each, and the one that may go."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Workers find the package as this process does.
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    import ray
    from ray.cluster_utils import Cluster

    node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": STORE}
    cluster: Any = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    second = cluster.add_node(**node)
    cluster.wait_for_nodes()
    try:
        yield cluster, second
    finally:
        ray.shutdown()
        cluster.shutdown()


def _compared(pieces: Sequence[Piece], other: Path) -> tuple[float, int]:
    """Decibels of the least alike frame, and how many results are equal bit by bit."""
    worst, equal = float("inf"), 0
    for piece in pieces:
        pairs = zip(_frames(piece.job.out), _frames(other / piece.name), strict=True)
        error = max(float(np.square(one - two).mean()) for one, two in pairs)
        equal += error == 0
        worst = min(worst, 10 * float(np.log10(255**2 / error)) if error else worst)
    return worst, equal


def _frames(path: Path) -> Iterator[Any]:
    with av.open(path) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24").astype(np.float32)


if __name__ == "__main__":
    main()
