"""One frame as a picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PIL import Image as Pillow

from rtxfer.frame import Image
from rtxfer.sinks.destination import explained
from rtxfer.sinks.parts import free_name


def save_snapshot(image: Image, folder: Path, now: datetime | None = None) -> Path:
    """Write `image` as `rtxfer-<day>-<time>.png`: whole or not at all, and replacing nothing.

    Args:
        image: RGB, uint8 [H, W, 3].
        folder: where to; made if need be.
        now: the moment to name it after; None is this one.

    Returns:
        The picture's path.

    Raises:
        OutputError: the folder cannot be written to, or the disk is full.
    """
    path = folder / f"rtxfer-{now or datetime.now():%Y-%m-%d-%H%M%S}.png"
    with explained(path):
        folder.mkdir(parents=True, exist_ok=True)
        path = free_name(path)
        draft = path.with_name(f".{path.name}.part")
        try:
            Pillow.fromarray(image).save(draft, "PNG", compress_level=3)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    return path
