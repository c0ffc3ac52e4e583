"""Choosing the source by what the path is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from rtxfer.errors import InputError
from rtxfer.face.motion_file import SUFFIX
from rtxfer.sources.animation import AnimationSource
from rtxfer.sources.lookup import require_file
from rtxfer.sources.motion import MotionSource
from rtxfer.sources.picture import DAMAGE, PICTURE_SUFFIXES, damaged, open_picture
from rtxfer.sources.sequence import ImageSequenceSource, is_pattern, list_pictures
from rtxfer.sources.source import Source
from rtxfer.sources.video_file import VideoFileSource

_DEFAULT_RATE = Fraction(25)


def open_source(
    path: Path | str,
    start: float | None = None,
    end: float | None = None,
    *,
    rate: Fraction = _DEFAULT_RATE,
) -> Source:
    """Open a video, an animation, a folder or pattern of pictures, one picture, or a motion file.

    Args:
        path: a file, a folder, `frame_%04d.png`, or `shots/*.jpg`.
        start: seconds from the first frame at which to begin; None for the beginning.
        end: seconds from the first frame before which to stop; None for the end.
        rate: pictures per second, for pictures only; videos and animations know theirs.

    Raises:
        InputError: it does not exist, cannot be read, or holds nothing between start and end.
    """
    path = Path(path)
    if rate <= 0:
        raise InputError(f"A rate of {rate} pictures per second is impossible.", "Try 25.")
    if path.is_dir() or is_pattern(path):
        return ImageSequenceSource(list_pictures(path), path, rate, start, end)
    if path.suffix.lower() == SUFFIX:
        return MotionSource(path, start, end)
    if path.suffix.lower() not in PICTURE_SUFFIXES:
        return VideoFileSource(path, start, end)
    require_file(path, "picture")
    with open_picture(path) as picture:
        try:
            moves = getattr(picture, "n_frames", 1) > 1 and picture.format != "TIFF"
        except DAMAGE as error:
            raise damaged(path, error) from error
    if moves:
        return AnimationSource(path, start, end)
    return ImageSequenceSource([path], path, rate, start, end)
