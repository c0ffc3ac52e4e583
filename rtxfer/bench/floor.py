"""What a stage cannot be quicker than on one core of this machine, and so how good it is.

A floor is the larger of two times: for the arithmetic that cannot be left out, and for the bytes
that must be moved. A stage at twice its floor is well written; one at twenty times it waits for
something. A network in 16 bits may go below its own: floors are those of FP32.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engines.bundle import Bundle
from engines.contract import GraphName
from rtxfer.bench.flops import flops
from rtxfer.bench.peak import Peak

TRACKER_FLOP: Final = 61_521_920 + 225_726_976 + 63_657_216
"""Of MediaPipe's three networks, face detector, landmarks and blendshapes: the products of their
convolutions as they stand in `face_landmarker.task`. All run in every frame: as long as fewer faces
are followed than are looked for (`rtxfer.face.tracker.MOST_FACES`), the detector does too."""

RGB: Final = 3
YUV: Final = 1.5
"""Bytes of a pixel; codecs take and give 4:2:0."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one stage must do for one frame.

    Attributes:
        flop: operations of FP32.
        bytes: read and written, each counted.
    """

    flop: float = 0.0
    bytes: float = 0.0

    def floor(self, peak: Peak) -> float:
        """Milliseconds that it takes one core at least."""
        return max(self.flop / peak.gflops, self.bytes / peak.gigabytes) / 1e6


def works(bundle: Bundle, driver: tuple[int, int], canvas: tuple[int, int]) -> dict[str, Work]:
    """Of each stage that has a floor; motion is a few hundred numbers and has none.

    Args:
        bundle: the generator's.
        driver: width and height of the driver's frames.
        canvas: width and height of the output.
    """
    seen, shown = driver[0] * driver[1], canvas[0] * canvas[1]
    found = {
        "decode": Work(bytes=seen * (2 * YUV + RGB)),  # YUV is written, read, and RGB written
        "track": Work(TRACKER_FLOP),
        "render": _network(bundle, "render"),
        "composite": Work(bytes=shown * 2 * RGB),  # the portrait is read, the canvas written
        "mark": Work(
            bytes=shown * 3 * RGB
        ),  # the canvas and the noise are read, the canvas written
        "encode": Work(bytes=shown * (RGB + 2 * YUV)),  # RGB is read, YUV written, and read
    }
    if bundle.has("driver"):
        found["read"] = _network(bundle, "driver")
    return found


def floors(works: Mapping[str, Work], peak: Peak) -> dict[str, float]:
    """Milliseconds on one core, by stage."""
    return {stage: work.floor(peak) for stage, work in works.items()}


def _network(bundle: Bundle, graph: GraphName) -> Work:
    """Its products; and its weights, which are nearly all of its file, read once."""
    path = bundle.graph(graph)
    return Work(flops(path, bundle.wanted(graph)), path.stat().st_size)
