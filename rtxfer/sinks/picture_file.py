"""One picture to where a person wants it, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rtxfer.errors import OutputError
from rtxfer.frame import Image
from rtxfer.provenance import Origin, save_picture
from rtxfer.provenance.publish import PICTURES
from rtxfer.sinks.destination import check_destination, explained


def check_picture(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuse early what `write_picture` could not write, or should not.

    Raises:
        OutputError: a suffix that is not known, a missing folder, or one of `inputs`.
    """
    if path.suffix.lower() not in PICTURES or path.is_dir():
        raise OutputError(
            f"{path} is not the name of a picture that can be written.",
            f"End it in one of {' '.join(PICTURES)}.",
        )
    check_destination(path, inputs)


def write_picture(image: Image, path: Path, origin: Origin) -> None:
    """Write a picture, signed; what was there before is replaced at the end and at once.

    Args:
        image: RGB, uint8 [H, W, 3].
        path: its suffix says which kind, see `PICTURES`.
        origin: what it was made with.

    Raises:
        OutputError: unknown suffix, missing folder, full disk; or it cannot be signed.
    """
    check_picture(path)
    with explained(path):
        save_picture(image, path, origin)
