"""Small test media, made when needed: nothing binary lies in the repository."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.frame import Frame, Image

RATE = 25
SOUND_RATE = 48_000


def grey(level: int, size: tuple[int, int] = (64, 48)) -> Image:
    """A picture of one brightness, RGB uint8 [H, W, 3]."""
    return np.full((size[1], size[0], 3), level, np.uint8)


def level_of(index: int) -> int:
    """The brightness of frame `index` in made media: neighbours differ by more than codecs err."""
    return 40 + (index * 12) % 180


def corner_marked(size: tuple[int, int] = (64, 48)) -> Image:
    """Black, with the top left quarter red."""
    image = grey(0, size)
    image[: size[1] // 2, : size[0] // 2] = (255, 0, 0)
    return image


def frames_of(
    pts: Sequence[int], time_base: Fraction = Fraction(1, RATE), size: tuple[int, int] = (64, 48)
) -> list[Frame]:
    """Frames as a source would give them, frame i of brightness `level_of(i)`."""
    return [Frame(grey(level_of(i), size), i, p, time_base) for i, p in enumerate(pts)]


def make_video(
    path: Path,
    *,
    pts: Sequence[int] = range(12),
    time_base: Fraction = Fraction(1, RATE),
    images: Sequence[Image] | None = None,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    key_every: int = 250,
    rotation: tuple[Any, ...] | None = None,
    sound: str | None = None,
    beep_at: float = 0.5,
    matrix: str | None = None,
    aspect: Fraction | None = None,
    container_options: dict[str, str] | None = None,
) -> Path:
    """Encode a video, its colour `matrix` not noted in it.

    With `sound` (a codec) also a 0.1 s beep at `beep_at` seconds.
    """
    images = images or [grey(level_of(i)) for i in range(len(pts))]
    height, width = images[0].shape[:2]
    with av.open(str(path), "w", container_options=container_options or {}) as container:
        stream = container.add_stream(codec, rate=RATE, options={"g": str(key_every)})
        stream.width, stream.height, stream.pix_fmt = width, height, pix_fmt
        stream.codec_context.time_base = stream.time_base = time_base
        if aspect is not None:
            stream.codec_context.sample_aspect_ratio = aspect
        if rotation is not None:
            stream.set_display_rotation(*rotation)
        seconds = float((max(pts) + 1) * time_base)
        track = _Beep(container, sound, seconds, beep_at) if sound else None
        for image, moment in zip(images, pts, strict=True):
            frame = av.VideoFrame.from_ndarray(image, "rgb24")
            frame = frame.reformat(format=pix_fmt, dst_colorspace=matrix)
            frame.pts, frame.time_base = moment, time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if track:
            track.write(container)
    return path


class _Beep:
    def __init__(self, container: Any, codec: str, seconds: float, beep_at: float) -> None:
        self.stream = container.add_stream(codec, rate=SOUND_RATE)
        self.stream.layout = "mono"
        time = np.arange(int(seconds * SOUND_RATE)) / SOUND_RATE
        audible = (time >= beep_at) & (time < beep_at + 0.1)
        self.wave = (0.5 * np.sin(2000 * np.pi * time) * audible).astype(np.float32)

    def write(self, container: Any) -> None:
        frame = av.AudioFrame.from_ndarray(self.wave[None], "fltp", "mono")
        frame.rate, frame.pts, frame.time_base = SOUND_RATE, 0, Fraction(1, SOUND_RATE)
        context = self.stream.codec_context
        resampler = av.AudioResampler(
            self.stream.format, "mono", SOUND_RATE, frame_size=context.frame_size or 1024
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(self.stream.encode(piece))
        container.mux(self.stream.encode(None))


def flash_clip(path: Path, *, seconds: float = 2.0, at: float = 1.2, sound: str = "aac") -> Path:
    """Black, but for one white frame at `at` seconds, where a beep begins as well."""
    count = round(seconds * RATE)
    images = [grey(255 if i == round(at * RATE) else 0) for i in range(count)]
    codec = "libvpx-vp9" if path.suffix == ".webm" else "libx264"
    return make_video(
        path, pts=range(count), images=images, codec=codec, sound=sound, beep_at=at, key_every=10
    )


def read_video(path: Path) -> list[tuple[Fraction, Image]]:
    """Every frame's exact moment in seconds and its picture, by PyAV alone."""
    with av.open(str(path)) as container:
        return [
            (frame.pts * frame.time_base, frame.to_ndarray(format="rgb24"))
            for frame in container.decode(video=0)
        ]


def moments(path: Path) -> list[Fraction]:
    """Every frame's exact moment in seconds."""
    return [moment for moment, _ in read_video(path)]


def flash_moment(path: Path) -> float:
    """When the picture turns bright, in seconds."""
    return next(float(moment) for moment, image in read_video(path) if image.mean() > 120)


def beep_moment(path: Path) -> float:
    """When the sound sets in, in seconds."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("fltp", "mono")
        for frame in container.decode(audio=0):
            for piece in resampler.resample(frame):
                loud = np.abs(piece.to_ndarray()[0]) > 0.1
                if loud.any():
                    return float(piece.pts * piece.time_base) + loud.argmax() / piece.rate
    raise AssertionError(f"{path} is silent")


def make_pictures(folder: Path, count: int, pattern: str = "frame_%04d.png") -> list[Path]:
    """Pictures numbered from 1, picture i+1 of brightness `level_of(i)`."""
    folder.mkdir(exist_ok=True)
    paths = [folder / (pattern % (i + 1)) for i in range(count)]
    for index, path in enumerate(paths):
        Pillow.fromarray(grey(level_of(index))).save(path)
    return paths


def make_gif(path: Path, durations_ms: Sequence[int]) -> Path:
    """A GIF whose frame i has brightness `level_of(i)`."""
    pictures = [Pillow.fromarray(grey(level_of(i))) for i in range(len(durations_ms))]
    pictures[0].save(
        path, save_all=True, append_images=pictures[1:], duration=list(durations_ms), loop=0
    )
    return path


def cut_short(path: Path, share: float) -> Path:
    """Keep only the first `share` of the file's bytes."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes, as on a full disk: the kernel itself refuses."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
