"""Where the time goes when a clip becomes a file."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rtxfer.bench.machine import machine, peak_memory
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.generator import open_generator
from rtxfer.resting import resting_face
from rtxfer.settings import TransferSettings
from rtxfer.sources import open_source
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from rtxfer.video import Summary, VideoOptions, process


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What one run took.

    Attributes:
        machine: processor and cores.
        generator: name of the bundle.
        backend: what ran it.
        width: of the output, pixels.
        height: likewise.
        frames: processed.
        clip_fps: of the driver.
        generated_fps: frames made per second, decoding and encoding included.
        realtime: generated_fps over clip_fps.
        stages: mean milliseconds per frame; stages overlap in time.
        peak_memory_mb: of the process; None where the system does not tell.
    """

    machine: str
    generator: str
    backend: str
    width: int
    height: int
    frames: int
    clip_fps: float
    generated_fps: float
    realtime: float
    stages: dict[str, float]
    peak_memory_mb: float | None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def bench(
    driver: Path | None = None,
    target: Path | None = None,
    *,
    generator: str | None = None,
    backend: str = "auto",
    settings: TransferSettings | None = None,
    seconds: float = 10.0,
) -> Benchmark:
    """Run the whole pipeline once, into a video that is thrown away.

    Args:
        driver: a clip; None for the shipped one.
        target: a portrait; None for a shipped one.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        settings: of the transfer.
        seconds: of the clip.
    """
    driver = driver or shipped(DRIVER)
    portrait = Target.open(target or shipped(PORTRAITS["hopper"]))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_source(driver, end=seconds) as source,
        open_generator(generator, backend) as opened,
        Transfer(
            portrait,
            opened,
            settings,
            neutral=resting_face(driver, end=seconds, read=opened.read),
        ) as transfer,
    ):
        summary = process(source, transfer, Path(folder) / "bench.mp4", VideoOptions())
        clip_fps = float(source.info.rate or 25)
        return _benchmark(summary, transfer, opened.backend, clip_fps)


def _benchmark(summary: Summary, transfer: Transfer, backend: str, clip_fps: float) -> Benchmark:
    width, height = transfer.output_size
    return Benchmark(
        machine=machine(),
        generator=transfer.generator.manifest.name,
        backend=backend,
        width=width,
        height=height,
        frames=summary.frames,
        clip_fps=clip_fps,
        generated_fps=summary.fps,
        realtime=summary.fps / clip_fps,
        stages=summary.stages,
        peak_memory_mb=peak_memory(),
    )
