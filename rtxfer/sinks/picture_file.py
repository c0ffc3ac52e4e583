"""One picture to where a person wants it, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rtxfer.errors import OutputError
from rtxfer.frame import Image
from rtxfer.provenance import Origin, save_picture
from rtxfer.provenance.publish import OPAQUE, PICTURES
from rtxfer.sinks.destination import check_destination, explained


def check_picture(path: Path, inputs: Iterable[Path] = (), *, alpha: bool = False) -> None:
    """Refuse early what `write_picture` could not write, or should not.

    Args:
        path: where to.
        inputs: files that it must not replace.
        alpha: it will have an alpha channel.

    Raises:
        OutputError: a suffix that is not known, or of a kind that cannot be transparent where it
            should be; a missing folder, or one of `inputs`.
    """
    if path.suffix.lower() not in PICTURES or path.is_dir():
        raise OutputError(
            f"{path} is not the name of a picture that can be written.",
            f"End it in one of {' '.join(PICTURES)}.",
        )
    if alpha:
        check_alpha(path.suffix)
    check_destination(path, inputs)


def check_alpha(suffix: str, kinds: Iterable[str] = PICTURES) -> None:
    """See that pictures of a kind can be transparent.

    Args:
        suffix: of the kind.
        kinds: what else could be chosen.

    Raises:
        OutputError: they cannot.
    """
    if suffix.lower() in OPAQUE:
        raise OutputError(
            f"A {suffix} picture cannot be transparent.",
            f"End its name in one of {' '.join(one for one in kinds if one not in OPAQUE)}.",
        )


def write_picture(image: Image, path: Path, origin: Origin) -> None:
    """Write a picture, signed; what was there before is replaced at the end and at once.

    Args:
        image: RGB, uint8 [H, W, 3], or with alpha [H, W, 4].
        path: its suffix says which kind, see `PICTURES`.
        origin: what it was made with.

    Raises:
        OutputError: unknown suffix, missing folder, full disk; or it cannot be signed.
    """
    check_picture(path, alpha=image.shape[2] == 4)
    with explained(path):
        save_picture(image, path, origin)
