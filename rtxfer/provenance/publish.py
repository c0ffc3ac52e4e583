"""The one way in which a picture or a film that was made gets to where it was asked for."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from PIL import Image as Pillow

from engines.drafts import Draft
from rtxfer.atomic import OPEN, replace_bytes
from rtxfer.frame import Image
from rtxfer.provenance.manifest import KINDS
from rtxfer.provenance.origin import Origin
from rtxfer.provenance.sign import sign

SIDECAR: Final = ".c2pa"

_SAVING: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    ".png": ("PNG", {"compress_level": 3}),
    ".jpg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".jpeg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".webp": ("WEBP", {"quality": 95, "method": 4}),
    ".tif": ("TIFF", {"compression": "tiff_lzw"}),
    ".tiff": ("TIFF", {"compression": "tiff_lzw"}),
}
"""By ending, Pillow's name and how it is written."""

PICTURES: Final = tuple(_SAVING)
"""What a picture may be."""

OPAQUE: Final = (".jpg", ".jpeg")
"""Those of them that have no alpha channel."""


def publish(draft: Path, path: Path, origin: Origin) -> None:
    """Put a finished file in its place, signed: both in one step.

    A kind of file that cannot hold a manifest gets it beside it, and first, so that nothing is
    ever there without.

    Args:
        draft: the file, in a folder on the same disk that nobody else writes to; it is moved.
        path: where it is to appear, in place of what is there.
        origin: what it was made with.

    Raises:
        InputError, OutputError: it cannot be signed.
        OSError: the disk is full, or `path` cannot be written.
    """
    kind = KINDS.get(path.suffix.lower())
    signed = draft.with_name(f"signed-{draft.name}")
    try:
        with draft.open("rb") as source, Draft(signed, "w+b") as target:
            manifest = sign(source, cast("BinaryIO", target), kind, origin)
            os.fsync(target.fileno())  # its parts are gone soon
        if kind is None:
            replace_bytes(sidecar_of(path), manifest, OPEN)
        signed.replace(path)
    finally:
        signed.unlink(missing_ok=True)
    draft.unlink()


def sidecar_of(path: Path) -> Path:
    """Where the manifest of a file lies that cannot hold it.

    The file's own ending is kept, or `clip.mkv` and `clip.webm` would fight over one.
    """
    return path.with_name(path.name + SIDECAR)


def picture_bytes(image: Image, suffix: str, origin: Origin) -> bytes:
    """A signed picture file.

    Args:
        image: RGB, uint8 [H, W, 3], or with alpha [H, W, 4] where the kind has it.
        suffix: one of `PICTURES`.
        origin: what it was made with.

    Raises:
        InputError, OutputError: it cannot be signed.
    """
    plain, signed = io.BytesIO(), io.BytesIO()
    kind, saving = _SAVING[suffix.lower()]
    Pillow.fromarray(image).save(plain, kind, **saving)
    plain.seek(0)
    sign(plain, signed, KINDS[suffix.lower()], origin)
    return signed.getvalue()


def save_picture(image: Image, path: Path, origin: Origin) -> None:
    """Write one picture, signed: whole or not at all.

    Raises:
        InputError, OutputError: it cannot be signed.
        OSError: `path` cannot be written.
    """
    replace_bytes(path, picture_bytes(image, path.suffix, origin), OPEN)
