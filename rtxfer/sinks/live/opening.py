"""Choosing the live sink by what the user writes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rtxfer.errors import InputError
from rtxfer.frame import Image
from rtxfer.sinks.live.pipewire import DEFAULT_NAME, PipeWireSink
from rtxfer.sinks.live.recording import RECORDINGS, RecordingSink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sinks.live.virtual_camera import VirtualCameraSink

KNOWN_LIVE_SINKS: Final = (
    "virtual, virtual:<backend or /dev/video…>, pipewire, pipewire:<name>, null, "
    f"or a file ({' '.join(sorted(RECORDINGS))})"
)
"""What can be fed, for messages."""


class NullSink:
    """Only counts: for measuring, and for machines without a virtual camera.

    Attributes:
        frames: how many were taken.
    """

    name = "null"

    def __init__(self) -> None:
        self.frames = 0

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Nothing needs to be opened."""

    def write(self, image: Image, time: float) -> None:
        """Count the frame and let it go."""
        self.frames += 1

    def close(self) -> None:
        """Nothing was opened."""


def open_live_sink(
    text: str, microphone: str | None = None, encoder: str = "x264", *, alpha: bool = False
) -> LiveSink:
    """The sink that `text` stands for; it is opened by whoever feeds it.

    Args:
        text: one of `KNOWN_LIVE_SINKS`.
        microphone: whose sound goes into a recording: its number, a part of its name, or
            "default"; None is no sound.
        encoder: of a recording, see `rtxfer.sinks.codecs.codec_for`.
        alpha: pictures have an alpha channel, which a sink shall show if it can.

    Raises:
        InputError: it stands for nothing, or the name of the camera cannot be used.
    """
    kind, _, detail = text.partition(":")
    if kind == "virtual":
        if detail.startswith("/"):
            return VirtualCameraSink(device=detail)
        return VirtualCameraSink(detail or None)
    if kind == "pipewire":
        return PipeWireSink(detail or DEFAULT_NAME, alpha=alpha)
    if text == "null":
        return NullSink()
    path = Path(text)
    if path.suffix.lower() not in RECORDINGS:
        raise InputError(f"There is no sink called {text}.", f"Use one of: {KNOWN_LIVE_SINKS}.")
    return RecordingSink(path, microphone, encoder)
