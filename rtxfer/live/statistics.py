"""How well a live run keeps up: rates, drops, and where the time goes."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import numpy as np

WINDOW: Final = 2.0
"""Seconds over which rates are measured while running."""

KEPT: Final = 6000
"""Durations kept per stage; percentiles are over these."""


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Of durations in milliseconds; 0 where nothing was measured."""

    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> Percentiles:
        """Those of some durations."""
        values = list(milliseconds)
        return cls(*(float(p) for p in np.percentile(values, [50, 95, 99]))) if values else cls()


@dataclass(frozen=True, slots=True)
class SinkStatistics:
    """How one sink fares.

    Attributes:
        state: "opening", "running", "stalled", "failed" or "closed".
        written: frames it took.
        dropped: frames that came while it was busy or not open.
        failures: how often it had to be closed for an error.
        latency_ms: from the capture of a frame to its being written.
    """

    state: str
    written: int
    dropped: int
    failures: int
    latency_ms: Percentiles


@dataclass(frozen=True, slots=True)
class Statistics:
    """A live run so far.

    Attributes:
        seconds: since the start.
        camera_fps: frames that the source gave per second.
        generated_fps: portraits made of them per second; repeated frames do not count.
        output_fps: frames sent to the sinks per second.
        captured: frames that the source gave, in all.
        generated: portraits made, in all.
        sent: frames sent, in all.
        dropped: captured frames that a newer one replaced before there was time for them.
        repeated: sent frames that showed the same portrait as the one before.
        latency_ms: from capture to the first sink.
        stages_ms: of each stage of the transfer.
        face: whether the driver's face is seen.
        engine: what renders, and with what.
        engine_reason: why with that, if it was chosen here; else empty.
        quality: what is shown with less for the sake of speed, in words.
        lowered: whether anything is.
        sinks: by name.
        memory_mb: of the process now.
    """

    seconds: float = 0.0
    camera_fps: float = 0.0
    generated_fps: float = 0.0
    output_fps: float = 0.0
    captured: int = 0
    generated: int = 0
    sent: int = 0
    dropped: int = 0
    repeated: int = 0
    latency_ms: Percentiles = Percentiles()
    stages_ms: Mapping[str, Percentiles] = field(default_factory=dict)
    face: bool = False
    engine: str = ""
    engine_reason: str = ""
    quality: str = ""
    lowered: bool = False
    sinks: Mapping[str, SinkStatistics] = field(default_factory=dict)
    memory_mb: float | None = None

    @property
    def arrives(self) -> bool:
        """Whether any sink takes what is sent at the moment; for a closed run, took any of it."""
        return any(
            sink.written > 0 and sink.state in ("running", "closed") for sink in self.sinks.values()
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


class Meter:
    """Counts events of one kind and tells their rate; for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: deque[float] = deque()
        self._first: float | None = None
        self.count = 0

    def mark(self, now: float | None = None) -> None:
        """One more, at `now` seconds."""
        now = time.monotonic() if now is None else now
        with self._lock:
            self.count += 1
            self._first = now if self._first is None else self._first
            self._times.append(now)
            while self._times[0] < now - WINDOW:
                self._times.popleft()

    def rate(self, now: float | None = None) -> float:
        """Per second, over the last `WINDOW` seconds."""
        now = time.monotonic() if now is None else now
        with self._lock:
            if self._first is None:
                return 0.0
            recent = sum(moment > now - WINDOW for moment in self._times)
            return recent / min(WINDOW, max(now - self._first, 1e-3))

    def whole_rate(self) -> float:
        """Per second, from the first to the last."""
        with self._lock:
            if self._first is None or self.count < 2:
                return 0.0
            return (self.count - 1) / max(self._times[-1] - self._first, 1e-6)


class Durations:
    """Durations by stage; for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=KEPT))

    def add(self, stage: str, milliseconds: float) -> None:
        """One more of a stage."""
        with self._lock:
            self._kept[stage].append(milliseconds)

    def of(self, stage: str) -> Percentiles:
        """Those of one stage."""
        with self._lock:
            kept = list(self._kept.get(stage, ()))
        return Percentiles.of(kept)

    def all(self) -> dict[str, Percentiles]:
        """Those of every stage."""
        with self._lock:
            stages = list(self._kept)
        return {stage: self.of(stage) for stage in stages}
