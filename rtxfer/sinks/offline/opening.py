"""Choosing the sink by the destination's name."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Final

from rtxfer.errors import OutputError
from rtxfer.provenance import Origin
from rtxfer.provenance.certificate import identity
from rtxfer.sinks.codecs import VIDEOS, codec_for
from rtxfer.sinks.destination import check_destination
from rtxfer.sinks.offline.animation import GifSink, WebpSink
from rtxfer.sinks.offline.sequence import (
    NUMBER,
    PICTURE_SUFFIXES,
    ImageSequenceSink,
    check_replaceable,
)
from rtxfer.sinks.offline.sink import Sink
from rtxfer.sinks.parts import Parts
from rtxfer.sinks.picture_file import check_alpha
from rtxfer.sinks.sound_tracks import Sound
from rtxfer.sinks.video_file import VideoFileSink

KNOWN_OUTPUTS: Final = ".mp4 .mov .mkv .webm .gif .webp, a folder, or frame_%04d.png (or .jpg)"
"""What can be written, for messages."""

_ANIMATIONS = frozenset({".gif", ".webp"})


def is_resumable(path: Path) -> bool:
    """Whether interrupted work on `path` can be gone on with: videos and pictures, not GIF."""
    return path.suffix.lower() in VIDEOS or picture_pattern(path) is not None


def picture_pattern(path: Path) -> tuple[Path, str] | None:
    """Folder and name pattern if `path` stands for a sequence of pictures, else None."""
    if NUMBER.search(path.name):
        return (path.parent, path.name) if path.suffix.lower() in PICTURE_SUFFIXES else None
    if path.is_dir() or not path.suffix:
        return path, "frame_%06d.png"
    return None


def destination_of(path: Path) -> Path:
    """The file or folder that will appear: `path`, or the folder of a `frame_%04d.png`."""
    pattern = picture_pattern(path)
    return path if pattern is None else pattern[0]


def check_output(
    path: Path, inputs: Iterable[Path] = (), encoder: str = "x264", *, alpha: bool = False
) -> None:
    """Refuse at once what could only fail, or do harm, after hours of work.

    Args:
        path: as for `open_sink`.
        inputs: files that must not be overwritten: the driver, the portrait.
        encoder: of a video; see `rtxfer.sinks.codecs.codec_for`.
        alpha: frames will have an alpha channel.

    Raises:
        OutputError: unknown extension, or one that cannot be transparent where it should be;
            missing folder, an input's own path, a folder with other files in it, or an encoder
            that does not work here.
        InputError: the certificate that was named cannot be signed with.
    """
    pattern = picture_pattern(path)
    suffix = path.suffix.lower()
    if pattern is None and suffix in PICTURE_SUFFIXES:
        raise OutputError(
            f"One picture, {path.name}, cannot hold a clip.",
            f"Number the pictures: {path.with_name(path.stem + '_%04d' + path.suffix)}",
        )
    if pattern is None and suffix not in VIDEOS | _ANIMATIONS:
        raise OutputError(
            f"{path} ends in an unknown extension, {suffix}.", f"Use one of {KNOWN_OUTPUTS}."
        )
    codec_for(suffix if pattern is None else "", encoder, alpha=alpha)
    if alpha and pattern is not None:
        check_alpha(Path(pattern[1]).suffix, PICTURE_SUFFIXES)
    identity()
    check_destination(destination_of(path), inputs)
    if pattern is not None:
        check_replaceable(*pattern)


def open_sink(
    path: Path | str,
    *,
    size: tuple[int, int],
    rate: Fraction | None,
    time_base: Fraction,
    audio_from: Path | None = None,
    sound: Sound = True,
    inputs: Iterable[Path] = (),
    parts: Parts | None = None,
    segment_frames: int = 250,
    encoder: str = "x264",
    alpha: bool = False,
    origin: Origin | None = None,
) -> Sink:
    """Open the destination for writing; an existing one is replaced, at the end and at once.

    Args:
        path: a video, a GIF, a WebP, a folder, or a pattern `folder/frame_%04d.png`.
        size: width and height of every frame, in pixels.
        rate: nominal frames per second; None if unknown.
        time_base: unit of the frames' `pts`, in seconds.
        audio_from: a file whose sound goes under the frames, cut to their span; video only.
        sound: which of its tracks.
        inputs: files that must not be overwritten.
        parts: resumable work to go on with (see `is_resumable`).
        segment_frames: frames to a resumable segment; video only.
        encoder: see `rtxfer.sinks.codecs.codec_for`; video only.
        alpha: frames have an alpha channel, [H, W, 4].
        origin: what the frames are made with, which the result then says.

    Raises:
        OutputError: as for `check_output`, or the folder is not writable.
    """
    path = Path(path)
    check_output(path, inputs, encoder, alpha=alpha)
    sink: ImageSequenceSink | GifSink | WebpSink | VideoFileSink
    pattern = picture_pattern(path)
    if pattern is not None:
        sink = ImageSequenceSink(*pattern, parts=parts)
    elif path.suffix.lower() == ".gif":
        sink = GifSink(path, rate=rate)
    elif path.suffix.lower() == ".webp":
        sink = WebpSink(path, size=size, rate=rate)
    else:
        sink = VideoFileSink(
            path,
            size=size,
            rate=rate,
            time_base=time_base,
            audio_from=audio_from,
            sound=sound,
            parts=parts,
            segment_frames=segment_frames,
            encoder=encoder,
            alpha=alpha,
        )
    sink.origin = origin or Origin()
    return sink
