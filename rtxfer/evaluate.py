"""Does the portrait do what the driver does? Track the output again and compare.

For every blendshape that the driver uses, the output's value is regressed on the driver's:
the slope is the transfer gain (1: as strong as the driver), the correlation says how
faithfully it follows. Flicker is the output's frame-to-frame jitter while the driver is
still, over the driver's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.landmarks import BLENDSHAPES
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame
from rtxfer.generator import Generator
from rtxfer.motion.neutral import Neutral
from rtxfer.settings import TransferSettings
from rtxfer.sources import open_source
from rtxfer.target import Target
from rtxfer.transfer import Transfer

USED: Final = 0.25
"""Range (1st to 99th percentile) from which on a channel counts as used by the driver."""

FEWEST_FRAMES: Final = 8


@dataclass(frozen=True, slots=True)
class BlendshapeFidelity:
    """How one blendshape was carried over.

    Attributes:
        gain: slope of the output on the driver.
        correlation: −1–1.
        range: of the driver, 0–1.
    """

    gain: float
    correlation: float
    range: float


@dataclass(frozen=True, slots=True)
class Report:
    """How one driver moved one target.

    Attributes:
        frames: compared.
        lost: frames in which the tracker no longer finds a face in the output.
        flicker: jitter of the output over the driver's while still; nan when never still.
        channels: by blendshape name, those that the driver uses.
    """

    driver: str
    target: str
    generator: str
    frames: int
    lost: int
    flicker: float
    channels: dict[str, BlendshapeFidelity]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def evaluate(
    driver: Path,
    target: Target,
    generator: Generator,
    neutral: Neutral,
    *,
    settings: TransferSettings | None = None,
    every: int = 1,
) -> Report:
    """Move `target` by `driver` and measure what came over.

    Args:
        driver: a clip.
        target: the portrait.
        generator: an open generator.
        neutral: the driver's resting face.
        settings: of the transfer.
        every: take every n-th frame only.
    """
    with (
        open_source(driver) as source,
        Transfer(target, generator, settings, neutral=neutral) as transfer,
        Tracker("video", faces=1) as tracker,
    ):
        pairs = list(_pairs(source, transfer, tracker, every))
    seen = [(own, out) for own, out in pairs if out is not None]
    return Report(
        driver=driver.name,
        target=target.name,
        generator=generator.manifest.name,
        frames=len(pairs),
        lost=len(pairs) - len(seen),
        flicker=flicker(seen),
        channels=channels(seen),
    )


def overview(reports: Iterable[Report]) -> dict[str, tuple[str, ...]]:
    """Rows for people, by channel: runs, median, lowest and highest gain, correlation, lowest."""
    by_name: dict[str, list[BlendshapeFidelity]] = {}
    for report in reports:
        for name, channel in report.channels.items():
            by_name.setdefault(name, []).append(channel)
    rows = {}
    for name, channels in sorted(by_name.items()):
        gains = [channel.gain for channel in channels]
        correlations = [channel.correlation for channel in channels]
        figures = (
            np.median(gains),
            min(gains),
            max(gains),
            np.median(correlations),
            min(correlations),
        )
        rows[name] = (str(len(channels)), *(f"{value:.2f}" for value in figures))
    return rows


def _pairs(
    source: Iterable[Frame], transfer: Transfer, tracker: Tracker, every: int
) -> Iterable[tuple[Signal, Signal | None]]:
    for count, frame in enumerate(source):
        if count % every:
            continue
        result = transfer.step(frame)
        if result.signal is not None:
            found = tracker.faces(result.image, frame.time)
            yield result.signal, found[0] if found else None


def channels(seen: list[tuple[Signal, Signal]]) -> dict[str, BlendshapeFidelity]:
    """What came over of each blendshape that the driver uses; of too few frames nothing.

    Args:
        seen: the driver and the output, frame by frame.
    """
    if len(seen) < FEWEST_FRAMES:
        return {}
    own = np.stack([signal.blendshapes for signal, _ in seen]).astype(np.float64)
    out = np.stack([signal.blendshapes for _, signal in seen]).astype(np.float64)
    low, high = np.percentile(own, [1, 99], axis=0)
    used = [index for index in range(1, len(BLENDSHAPES)) if high[index] - low[index] >= USED]
    return {
        BLENDSHAPES[index]: BlendshapeFidelity(
            *regress(own[:, index], out[:, index]), float(high[index] - low[index])
        )
        for index in used
    }


def regress(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Slope of y on x, and correlation."""
    dx, dy = x - x.mean(), y - y.mean()
    shared = float((dx * dy).sum())
    spread = float((dx**2).sum())
    return shared / max(spread, 1e-12), shared / max(np.sqrt(spread * float((dy**2).sum())), 1e-12)


def flicker(seen: list[tuple[Signal, Signal]]) -> float:
    """Second differences of the landmarks over face size, output against driver while still.

    Args:
        seen: the driver and the output, frame by frame; of too few the answer is nan.
    """
    if len(seen) < FEWEST_FRAMES:
        return float("nan")

    def shake(signals: list[Signal]) -> npt.NDArray[np.float64]:
        points = np.stack([s.landmarks[:, :2] / (s.box[3] - s.box[1]) for s in signals])
        return np.asarray(np.linalg.norm(np.diff(points, 2, axis=0), axis=-1).mean(1), np.float64)

    own, out = shake([a for a, _ in seen]), shake([b for _, b in seen])
    still = own <= np.percentile(own, 30)
    return float(out[still].mean() / max(own[still].mean(), 1e-9))
