"""From the camera to whoever watches the virtual camera: how late, and how often.

Time is stamped into the source's frames, carried over to the portrait (see `rtxfer.live.stamp`)
and read back behind the sink.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import psutil

from rtxfer.bench.machine import Machine, this_machine
from rtxfer.bench.readers import CAMERA, NullReader, PipeWireReader
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import DeviceError
from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.frame import Image
from rtxfer.live import LiveOptions, LiveRunner, Percentiles
from rtxfer.live.stamp import write_stamp
from rtxfer.sinks import open_live_sink
from rtxfer.sources import PlaybackSource
from rtxfer.target import Target

SETTLE_SECONDS = 60.0
"""How long to wait at most until the neutral is taken, the portrait fitted, and it moves."""

SinkName: TypeAlias = Literal["null", "pipewire"]


@dataclass(frozen=True, slots=True)
class LiveBenchmark:
    """What one live run took.

    Attributes:
        machine: what it ran on.
        engine: generator and what ran it.
        sink: where the portrait went.
        width: of the output, pixels.
        height: likewise.
        seconds: measured.
        camera_fps: frames that the source gave per second.
        generated_fps: portraits made per second, repeated frames not counted.
        output_fps: frames sent per second.
        received_fps: frames that were read back per second.
        dropped: camera frames there was no time for.
        latency_ms: from the source's frame to its portrait having been read back.
        stages_ms: of each stage of the transfer.
        cpu_percent: of one core, by this process.
        processor_ms: of all cores, by this process, for each portrait made.
        memory_start_mb: when measuring began.
        memory_end_mb: when it ended.
    """

    machine: Machine
    engine: str
    sink: str
    width: int
    height: int
    seconds: float
    camera_fps: float
    generated_fps: float
    output_fps: float
    received_fps: float
    dropped: int
    latency_ms: Percentiles
    stages_ms: Mapping[str, Percentiles]
    cpu_percent: float
    processor_ms: float
    memory_start_mb: float
    memory_end_mb: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


class StampedSource(PlaybackSource):
    """A clip, played in a loop, with the moment in the corner of every frame."""

    def read(self, timeout: float) -> Image | None:
        """The next frame, stamped now."""
        image = super().read(timeout)
        if image is None or isinstance(image, TrackedFrame):
            return None  # without a picture there is nothing to stamp
        stamped = image.copy()
        write_stamp(stamped, time.monotonic())
        return stamped


def bench_live(
    driver: Path | None = None,
    target: Path | None = None,
    *,
    options: LiveOptions | None = None,
    sink: SinkName = "null",
    seconds: float = 20.0,
) -> LiveBenchmark:
    """Run live and measure what arrives.

    Args:
        driver: a clip; None for the shipped one.
        target: a portrait; None for a shipped one.
        options: of the run; stamped, and never lowered in quality, whatever it says.
        sink: "pipewire" writes a virtual camera and reads it back with another program; "null"
            measures up to the sink.
        seconds: measured, once the portrait moves.

    Raises:
        DeviceError: nothing arrived.
    """
    options = replace(options or LiveOptions(), stamped=True, quality="best")
    process = psutil.Process()
    machine = this_machine()  # before it is busy with us
    with ExitStack() as opened:
        null = NullReader()
        runner = LiveRunner(
            StampedSource(driver or shipped(DRIVER)),
            Target.open(target or shipped(PORTRAITS["hopper"])),
            [null if sink == "null" else open_live_sink(f"pipewire:{CAMERA}")],
            options,
        )
        opened.enter_context(runner)
        _settle(runner)
        reader = null
        if sink == "pipewire":
            reader = PipeWireReader(runner.size)
            opened.callback(reader.close)
            time.sleep(2)  # until it is connected
        before, received, skip = runner.statistics(), reader.received, len(reader.latencies)
        process.cpu_percent()
        began = time.monotonic()
        time.sleep(seconds)
        after, span = runner.statistics(), time.monotonic() - began
        cpu, arrived = process.cpu_percent(), reader.received - received
        latencies = reader.latencies[skip:]
        if not latencies:
            problems = [event.problem for event in runner.events if event.level == "error"]
            raise DeviceError(
                f"No portrait arrived behind the sink {sink}. {' '.join(problems)}".strip(),
                "Run: rtxfer doctor",
            )
    return LiveBenchmark(
        machine=machine,
        engine=after.engine,
        sink=sink,
        width=runner.size[0],
        height=runner.size[1],
        seconds=span,
        camera_fps=(after.captured - before.captured) / span,
        generated_fps=(after.generated - before.generated) / span,
        output_fps=(after.sent - before.sent) / span,
        received_fps=arrived / span,
        dropped=after.dropped - before.dropped,
        latency_ms=Percentiles.of(latencies),
        stages_ms=after.stages_ms,
        cpu_percent=cpu,
        processor_ms=cpu * 10 * span / max(1, after.generated - before.generated),
        memory_start_mb=before.memory_mb or 0.0,
        memory_end_mb=after.memory_mb or 0.0,
    )


def _settle(runner: LiveRunner) -> None:
    end = time.monotonic() + SETTLE_SECONDS
    while "render" not in runner.statistics().stages_ms and time.monotonic() < end:
        time.sleep(0.1)
