"""Processor time of each stage, measured while it runs alone.

In a real run the stages overlap, and their wall times tell of waiting for cores as well. Here one
begins when the other has ended, so that what the process has used meanwhile, in all its threads,
is that stage's.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Final

from rtxfer.frame import Frame
from rtxfer.sinks import open_sink
from rtxfer.sources import Source
from rtxfer.stage import CLOCK
from rtxfer.step import Result
from rtxfer.transfer import Transfer

MOST_FRAMES: Final = 60
MOST_BYTES: Final = 400_000_000
"""Of pictures in memory: all frames are decoded before the first is looked at."""

WARM_UP: Final = 3
"""Frames at the start that do not count: the tracker looks for the face, engines run first."""


def processor_times(
    source: Source, transfer: Transfer, out: Path, encoder: str = "x264"
) -> dict[str, float]:
    """Milliseconds per frame and stage; what a GPU does meanwhile is not in them.

    Args:
        source: the driver.
        transfer: reset first.
        out: a video that may be written.
        encoder: of it, see `rtxfer.sinks.codecs.codec_for`.
    """
    began = process_time()
    frames = list(islice(source.frames(), _how_many(source, transfer)))
    decode = _since(began) / len(frames)
    results = _stepped(transfer, frames)
    with open_sink(
        out,
        size=transfer.output_size,
        rate=source.info.rate,
        time_base=source.info.time_base,
        encoder=encoder,
    ) as sink:
        began = process_time()
        for result, frame in zip(results, frames, strict=True):
            sink.write(Frame(result.image, frame.index, frame.pts, frame.time_base))
    encode = _since(began) / len(frames)
    return {"decode": decode, **_means(results[WARM_UP:] or results), "encode": encode}


def _how_many(source: Source, transfer: Transfer) -> int:
    width, height = transfer.output_size
    each = 3 * (source.info.width * source.info.height + width * height)
    return max(WARM_UP + 1, min(MOST_FRAMES, MOST_BYTES // each))


def _stepped(transfer: Transfer, frames: list[Frame]) -> list[Result]:
    """The results, their timings by the processor's clock."""
    transfer.reset()
    before = CLOCK.set(process_time)
    try:
        return [transfer.step(frame) for frame in frames]
    finally:
        CLOCK.reset(before)


def _means(results: list[Result]) -> dict[str, float]:
    times: dict[str, list[float]] = defaultdict(list)
    for result in results:
        for stage, milliseconds in result.timings.items():
            times[stage].append(milliseconds)
    return {stage: fmean(some) for stage, some in times.items()}


def _since(began: float) -> float:
    return (process_time() - began) * 1000
