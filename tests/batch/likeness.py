"""How unlike two videos are."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np


def most_unlike(one: Path, other: Path) -> float:
    """The largest mean difference of two frames, levels of 255.

    Threads of codecs differ by machine and worker, so files are not equal bit by bit.
    """
    frames = [_frames(path) for path in (one, other)]
    assert len(frames[0]) == len(frames[1]) > 0
    return max(float(np.abs(a - b).mean()) for a, b in zip(*frames, strict=True))


def _frames(path: Path) -> list[np.ndarray]:  # type: ignore[type-arg]
    with av.open(path) as container:
        return [
            frame.to_ndarray(format="rgb24").astype(float) for frame in container.decode(video=0)
        ]
