"""What the offline runner tells while it works and when it has finished."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rtxfer.sinks import VIDEOS


@dataclass(frozen=True, slots=True)
class VideoProgress:
    """How far a run has come.

    Attributes:
        done: frames finished, those of earlier, resumed runs included.
        total: frames expected; None when the source does not say.
        fps: frames per second of this run so far.
        eta: seconds left at that pace; None when unknown.
    """

    done: int
    total: int | None
    fps: float
    eta: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has done.

    Attributes:
        output: the finished file, folder or pattern.
        frames: in the output.
        seconds: length of the output's picture.
        wall_seconds: time this run took.
        fps: frames this run finished per second.
        frames_without_face: of the output's frames.
        skipped_packets: damaged packets of the driver passed over in this run.
        audio: "copied", "re-encoded", "none", or "failed: " and why.
        stages: mean milliseconds per frame, by stage; stages run side by side, so they do
            not add up to the wall time.
        resumed_from: frames taken over from an earlier run; None if not resumed.
        warnings: what the user should know.
        shots: moments of the driver, seconds, at which another shot or person began.
    """

    output: Path
    frames: int
    seconds: float
    wall_seconds: float
    fps: float
    frames_without_face: int
    skipped_packets: int
    audio: str
    stages: dict[str, float]
    resumed_from: int | None
    warnings: tuple[str, ...]
    shots: tuple[float, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The summary in JSON's own types."""
        return {**asdict(self), "output": str(self.output), "warnings": list(self.warnings)}


def told_of_size(output: Path, size: tuple[int, int]) -> list[str]:
    """What to say of a result of this width and height, pixels."""
    width, height = size
    if output.suffix.lower() not in VIDEOS or not (width % 2 or height % 2):
        return []
    return [
        f"{output.name} is {width + width % 2}x{height + height % 2}, not {width}x{height}: "
        "videos need even sides, so the last row or column is repeated."
    ]


def told_of_damage(skipped: int) -> list[str]:
    """What to say of a driver of which so many packets were skipped."""
    return [f"The driver is damaged: {skipped} packets were skipped."] if skipped else []


class StageTimes:
    """Mean time per stage; each stage belongs to one thread."""

    def __init__(self) -> None:
        self._sums: dict[str, float] = defaultdict(float)
        self._counts: dict[str, int] = defaultdict(int)

    def add(self, stage: str, milliseconds: float) -> None:
        """Count one run of `stage`."""
        self._sums[stage] += milliseconds
        self._counts[stage] += 1

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time spent in the block."""
        began = time.perf_counter()
        yield
        self.add(stage, (time.perf_counter() - began) * 1000)

    def means(self) -> dict[str, float]:
        """Milliseconds by stage, in order of first appearance."""
        return {stage: total / self._counts[stage] for stage, total in self._sums.items()}
