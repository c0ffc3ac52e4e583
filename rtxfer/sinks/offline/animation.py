"""Animated GIF and WebP, written frame by frame.

Pillow's own `save_all` first collects every frame in memory (all of them raw for WebP), so
neither sink uses it: the GIF sink writes each frame out as it comes, and FFmpeg's WebP encoder
keeps only compressed ones.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import av
import numpy as np
from av.error import FFmpegError
from PIL import GifImagePlugin
from PIL import Image as Pillow

from rtxfer.frame import Frame, Image
from rtxfer.sinks.file_sink import FileSink

_CENTISECONDS = 100
_SHORTEST_CS = 2  # browsers slow frames shorter than this down to a tenth of a second
_CLEAR = 255
_HALF = 128  # of 255: a pixel that is less there is not seen
_FALLBACK_RATE = Fraction(25)
_MILLISECOND = Fraction(1, 1000)


class GifSink(FileSink):
    """A GIF that loops for ever, each frame with its own 256 colours and no dithering.

    Pixels are seen or not: where frames have alpha, those that are less than half there are not.

    GIF counts hundredths of a second: moments are rounded, without drift, and frames less than
    0.02 s after the last one shown are left out, so at most 50 of them appear per second.

    Args:
        path: the destination.
        rate: nominal frames per second; tells how long the last frame is shown.
    """

    def __init__(self, path: Path, *, rate: Fraction | None) -> None:
        super().__init__(path)
        self._last_cs = max(_SHORTEST_CS, round(_CENTISECONDS / (rate or _FALLBACK_RATE)))
        self._draft = self._parts.folder / "draft.gif"
        self._file: BinaryIO | None = None
        self._held: tuple[Pillow.Image, int] | None = None

    def _write(self, frame: Frame) -> None:
        moment = round(frame.pts * frame.time_base * _CENTISECONDS)
        if self._held is not None:
            picture, begun = self._held
            if moment - begun < _SHORTEST_CS:
                return
            self._append(picture, moment - begun)
        self._held = (_with_palette(frame.image), moment)

    def _append(self, picture: Pillow.Image, centiseconds: int) -> None:
        if self._file is None:
            self._file = self._draft.open("wb")
            header, _ = GifImagePlugin.getheader(picture.copy(), info={"loop": 0})
            self._file.writelines(header)
        options: dict[str, Any] = {"duration": centiseconds * 10, "include_color_table": True}
        if "transparency" in picture.info:  # what lies there of the frame before is cleared
            options |= {"transparency": _CLEAR, "disposal": 2}
        self._file.writelines(GifImagePlugin.getdata(picture, **options))

    def _publish(self) -> None:
        if self._held is None:
            raise self._nothing_written()
        self._append(self._held[0], self._last_cs)
        file = cast("BinaryIO", self._file)
        file.write(b";")
        file.close()
        self._put(self._draft)

    def _abandon(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        super()._abandon()


def _with_palette(image: Image) -> Pillow.Image:
    """A frame in 256 colours of its own; of one with alpha the last stands for nothing."""
    if image.shape[2] == 3:
        return Pillow.fromarray(image).quantize(256)
    picture = Pillow.fromarray(np.ascontiguousarray(image[..., :3])).quantize(_CLEAR)
    hidden = np.where(image[..., 3] < _HALF, 255, 0).astype(np.uint8)
    picture.paste(_CLEAR, mask=Pillow.fromarray(hidden))
    picture.info["transparency"] = _CLEAR
    return picture


class WebpSink(FileSink):
    """An animated WebP that loops for ever, exact to the millisecond.

    The format puts its index first, so the compressed frames stay in memory until the end.

    Args:
        path: the destination.
        size: width and height of every frame.
        rate: nominal frames per second; None if unknown.
    """

    def __init__(self, path: Path, *, size: tuple[int, int], rate: Fraction | None) -> None:
        super().__init__(path)
        self._draft = self._parts.folder / "draft.webp"
        self._container = av.open(str(self._draft), "w", container_options={"loop": "0"})
        self._stream = self._container.add_stream(
            "libwebp_anim", rate=rate or _FALLBACK_RATE, options={"quality": "85"}
        )
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "bgra"
        self._stream.codec_context.time_base = _MILLISECOND
        self._first_ms: int | None = None

    def _write(self, frame: Frame) -> None:
        moment = round(frame.pts * frame.time_base / _MILLISECOND)
        if self._first_ms is None:
            self._first_ms = moment
        layout = "rgba" if frame.image.shape[2] == 4 else "rgb24"
        picture = av.VideoFrame.from_ndarray(frame.image, layout)
        picture.pts = moment - self._first_ms
        picture.time_base = _MILLISECOND
        self._container.mux(self._stream.encode(picture))

    def _publish(self) -> None:
        if self._first_ms is None:
            raise self._nothing_written()
        self._container.mux(self._stream.encode(None))
        self._container.close()
        self._put(self._draft)

    def _abandon(self) -> None:
        with suppress(OSError, FFmpegError):
            self._container.close()
        super()._abandon()
