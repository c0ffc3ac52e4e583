"""One frame as a picture."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PIL import Image as Pillow

from rtxfer.atomic import OPEN, replace_bytes
from rtxfer.frame import Image
from rtxfer.provenance import Origin, save_picture
from rtxfer.sinks.destination import explained
from rtxfer.sinks.parts import free_name


def save_snapshot(image: Image, folder: Path, origin: Origin, now: datetime | None = None) -> Path:
    """Write `image` as `rtxfer-<day>-<time>.png`, signed: all or nothing, and replacing nothing.

    Args:
        image: RGB, uint8 [H, W, 3].
        folder: where to; made if need be.
        origin: what the frame was made with.
        now: the moment to name it after; None is this one.

    Returns:
        The picture's path.

    Raises:
        OutputError: the folder cannot be written to, or the disk is full.
    """
    path = _named(folder, now)
    with explained(path):
        path = free_name(path)
        save_picture(image, path, origin)
    return path


def keep_picture(image: Image, folder: Path) -> Path:
    """As `save_snapshot`, of a picture that was not made here, and so says nothing of the kind."""
    path = _named(folder, None)
    content = io.BytesIO()
    Pillow.fromarray(image).save(content, "PNG", compress_level=3)
    with explained(path):
        path = free_name(path)
        replace_bytes(path, content.getvalue(), OPEN)
    return path


def _named(folder: Path, now: datetime | None) -> Path:
    return folder / f"rtxfer-{now or datetime.now():%Y-%m-%d-%H%M%S}.png"
