"""Where the time goes when a clip becomes a file."""

from __future__ import annotations

import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from engines.bundle import DEFAULT, open_bundle
from rtxfer.bench.floor import floors, works
from rtxfer.bench.machine import Machine, peak_memory, this_machine
from rtxfer.bench.peak import Peak, measured_peak
from rtxfer.bench.stages import processor_times
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.generator import Generator
from rtxfer.job import Job, run
from rtxfer.resting import resting_face
from rtxfer.settings import TransferSettings
from rtxfer.sources import open_source
from rtxfer.target import Target
from rtxfer.threads import for_rendering
from rtxfer.transfer import Transfer
from rtxfer.video import Summary, VideoProgress


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What one run took.

    Attributes:
        machine: what it ran on.
        peak: the most that one core of it can do.
        driver: name of the clip.
        target: name of the portrait.
        generator: name of the bundle.
        backend: what ran its render graph.
        width: of the output, pixels.
        height: likewise.
        frames: processed.
        clip_fps: of the driver.
        generated_fps: frames made per second, decoding and encoding included.
        realtime: generated_fps over clip_fps.
        first_frame_s: seconds from the start of this process to the first frame made.
        processor_ms: of all cores, per frame, while the stages overlapped.
        stages: milliseconds per frame that stages took by the clock while they overlapped.
        processor: milliseconds per frame that stages took of all cores, each running alone.
        floors: milliseconds per frame that one core needs at least; not every stage has one.
        over_floor: processor over floors.
        peak_memory_mb: of the overlapped run; None where the system does not tell.
    """

    machine: Machine
    peak: Peak
    driver: str
    target: str
    generator: str
    backend: str
    width: int
    height: int
    frames: int
    clip_fps: float
    generated_fps: float
    realtime: float
    first_frame_s: float
    processor_ms: float
    stages: dict[str, float]
    processor: dict[str, float]
    floors: dict[str, float]
    over_floor: dict[str, float]
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
    encoder: str = "x264",
) -> Benchmark:
    """Make a video as `rtxfer video` does, throw it away, and then run each stage alone.

    Args:
        driver: a clip; None for the shipped one.
        target: a portrait; None for a shipped one.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        settings: of the transfer.
        seconds: of the clip.
        encoder: of the video, see `rtxfer.sinks.codecs.codec_for`.
    """
    machine = this_machine()  # before it is busy with us
    driver = driver or shipped(DRIVER)
    target = target or shipped(PORTRAITS["hopper"])
    settings = settings or TransferSettings()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bench.mp4"
        made = _made(
            Job(driver, target, out, generator, backend, settings, end=seconds, encoder=encoder)
        )
        memory = peak_memory()
        bundle = open_bundle(generator or DEFAULT)
        with (
            open_source(driver, end=seconds) as source,
            Generator(bundle, backend, threads=for_rendering()) as opened,
            Transfer(
                Target.open(target),
                opened,
                settings,
                neutral=resting_face(driver, end=seconds, read=opened.read, reader=opened.reader),
            ) as transfer,
        ):
            alone = processor_times(source, transfer, out, encoder)
            ran_on, (width, height), info = opened.backend, transfer.output_size, source.info
    peak = measured_peak()
    least = floors(works(bundle, (info.width, info.height), (width, height)), peak)
    clip_fps = float(info.rate or 25)
    return Benchmark(
        machine=machine,
        peak=peak,
        driver=driver.name,
        target=target.name,
        generator=bundle.manifest.name,
        backend=ran_on,
        width=width,
        height=height,
        frames=made.summary.frames,
        clip_fps=clip_fps,
        generated_fps=made.summary.fps,
        realtime=made.summary.fps / clip_fps,
        first_frame_s=made.first_frame_s,
        processor_ms=made.processor_ms,
        stages=made.summary.stages,
        processor=alone,
        floors={stage: least[stage] for stage in alone if stage in least},
        over_floor={stage: alone[stage] / least[stage] for stage in alone if stage in least},
        peak_memory_mb=memory,
    )


@dataclass(frozen=True, slots=True)
class _Made:
    summary: Summary
    first_frame_s: float
    processor_ms: float


def _made(job: Job) -> _Made:
    """The whole pipeline, its stages side by side."""
    first_frame_s = processor_s = 0.0

    def on_phase(phase: str) -> None:
        nonlocal processor_s
        processor_s = time.process_time()  # the last phase is the one that makes frames

    def on_progress(progress: VideoProgress) -> None:
        nonlocal first_frame_s
        first_frame_s = first_frame_s or time.time() - psutil.Process().create_time()

    summary = run(job, on_progress, on_phase)
    spent = time.process_time() - processor_s
    return _Made(summary, first_frame_s, spent * 1000 / summary.frames)
