"""Pictures into one compressed stretch of video."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Final, cast

import av
import numpy as np
from av.error import FFmpegError
from av.packet import Packet
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    VideoReformatter,
)
from av.video.stream import VideoStream

from rtxfer.frame import Image
from rtxfer.sinks.chroma import to_420
from rtxfer.sinks.codecs import VideoCodec

_FALLBACK_RATE = Fraction(25)


def tick_of(time_base: Fraction) -> Fraction:
    """The longest 1/n second of which every multiple of `time_base` is a whole number."""
    return Fraction(1, time_base.denominator)


WEBM_TICK: Final = Fraction(1, 1000)


def clock_of(codec: VideoCodec, tick: Fraction) -> Fraction:
    """What one tick of ours is written as into a segment, seconds.

    The clocks of MP4 and MOV can be set to ours. Matroska's counts milliseconds: there one of them
    stands for a tick, or times would be rounded before they are joined.
    """
    return WEBM_TICK if codec.segments == "webm" else tick


class SegmentEncoder:
    """Encodes pictures into a segment whose timestamps start at zero, and are not rounded.

    Args:
        path: the segment to write.
        codec: how to compress.
        size: width and height of the pictures; odd ones are padded to even.
        rate: nominal frames per second, for rate control; None if unknown.
        time_base: unit of the timestamps, in seconds.
    """

    def __init__(
        self,
        path: Path,
        codec: VideoCodec,
        size: tuple[int, int],
        rate: Fraction | None,
        time_base: Fraction,
    ) -> None:
        self._size = size
        self._tick = tick_of(time_base)
        self._ticks_per_unit = time_base.numerator
        self._container = av.open(
            str(path),
            "w",
            format=codec.segments,
            container_options=_timescale(codec, self._tick),
        )
        self._layout = "rgba" if codec.alpha else "rgb24"
        self._clock = clock_of(codec, self._tick)
        stream = self._container.add_stream(
            codec.name, rate=rate or _FALLBACK_RATE, options=codec.options
        )
        self._stream = cast("VideoStream", stream)
        self._stream.width, self._stream.height = (side + side % 2 for side in size)
        self._stream.pix_fmt = codec.pixels
        self._pixels = codec.pixels
        self._convert = VideoReformatter()  # kept: a new one for each picture costs a third more
        self._stream.time_base = self._tick
        context = self._stream.codec_context
        context.time_base = self._tick
        context.colorspace = int(Colorspace.ITU709)
        context.color_primaries = int(ColorPrimaries.BT709)
        context.color_trc = int(ColorTrc.BT709)
        context.color_range = int(ColorRange.MPEG)

    def write(self, image: Image, pts: int) -> None:
        """Encode `image`, RGB uint8 [H, W, 3], with alpha [H, W, 4] if the codec keeps one, at
        `pts` units of the time base."""
        height, width = image.shape[:2]
        if image.shape[2] != (4 if self._layout == "rgba" else 3):
            raise ValueError(f"{image.shape[2]} channels for pictures that are {self._layout}")
        if (width, height) != self._size:
            raise ValueError(f"expected {self._size} pixels, got {(width, height)}")
        frame = self._frame(_padded_to_even(image))
        frame.pts = pts * self._ticks_per_unit
        frame.time_base = self._tick
        self._put(self._stream.encode(frame))

    def _frame(self, image: Image) -> av.VideoFrame:
        """A picture with even sides as the codec wants its pixels."""
        usual = (self._layout, self._pixels) == ("rgb24", "yuv420p")
        if usual and len(image) % 4 == 0:  # PyAV cuts other heights off
            return av.VideoFrame.from_numpy_buffer(to_420(image), "yuv420p")
        return self._convert.reformat(
            av.VideoFrame.from_numpy_buffer(image, self._layout),  # not copied
            format=self._pixels,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range="MPEG",
        )

    def close(self) -> None:
        """Write out all that is still being compressed, and finish the file."""
        self._put(self._stream.encode(None))
        self._container.close()

    def _put(self, packets: list[Packet[VideoStream]]) -> None:
        for packet in packets:
            if self._clock != self._tick and packet.pts is not None:
                packet.pts = packet.dts = round(packet.pts * packet.time_base / self._tick)
                packet.time_base = self._clock
            self._container.mux_one(packet)

    def abandon(self) -> None:
        """Let go of the file; what is in it does not matter any more."""
        with suppress(OSError, FFmpegError):
            self._container.close()


def _timescale(codec: VideoCodec, tick: Fraction) -> dict[str, str]:
    if codec.segments == "webm":
        return {}
    return {"video_track_timescale": str(tick.denominator)}


def _padded_to_even(image: Image) -> Image:
    """Repeat the last row or column: 4:2:0 chroma needs even sides.

    Padding rather than scaling keeps every pixel where and as it was.
    """
    height, width = image.shape[:2]
    if height % 2 == width % 2 == 0:
        return np.ascontiguousarray(image)
    return np.pad(image, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
