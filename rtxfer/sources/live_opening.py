"""Choosing the live source by what a person writes."""

from __future__ import annotations

from rtxfer.sources.camera import RATE, SIZE, CameraSource, Format
from rtxfer.sources.live_source import LiveSource
from rtxfer.sources.playback import PlaybackSource
from rtxfer.sources.stream import StreamSource

_CAMERA = "camera"


def open_live_source(
    text: str,
    *,
    loop: bool = True,
    size: tuple[int, int] | None = SIZE,
    rate: int | None = RATE,
    format: Format = "auto",
) -> LiveSource:
    """The source that `text` means; it is not opened yet.

    Args:
        text: `camera`, `camera:0`, `camera:<name or id>`, `/dev/video0`, the address of a stream
            (`rtsp://…`, `http://…`), or whatever `open_source` opens: a video, an animation, a
            folder or pattern of pictures, one picture.
        loop: for files: begin again at the end.
        size: for cameras: width and height to ask for, pixels; None for the camera's own choice.
        rate: for cameras: frames per second to ask for; None for the camera's own choice.
        format: for cameras: how frames come over the cable.

    Raises:
        InputError: no such file, or one that cannot be read; an address of an unknown kind.
    """
    kind, _, which = text.partition(":")
    if kind == _CAMERA:
        return CameraSource(which, size, rate, format)
    if text.startswith("/dev/video"):
        return CameraSource(text, size, rate, format)
    if "://" in text:
        return StreamSource(text)
    return PlaybackSource(text, loop)
