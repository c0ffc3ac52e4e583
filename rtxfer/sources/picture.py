"""Any still picture a person may have, as upright 8-bit sRGB."""

from __future__ import annotations

import io
import math
import struct
import warnings
import zlib
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from rtxfer.errors import InputError
from rtxfer.frame import Image
from rtxfer.sources.lookup import require_file
from rtxfer.sources.pixels import over_backdrop

PICTURE_SUFFIXES: Final = frozenset(
    {".png", ".apng", ".jpg", ".jpeg", ".jpe", ".bmp", ".tif", ".tiff", ".webp", ".gif"}
    | {".avif", ".jp2", ".ppm", ".pgm", ".pnm", ".tga"}
)
"""File names that are taken for pictures rather than videos."""

DAMAGE: Final = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zlib.error),
)
"""What Pillow's parsers raise on damaged files: nearly anything. Not a shortage of memory."""


MOST_PIXELS: Final = 40_000_000
"""More than an 8K picture's 33 million are shrunk before anything is done with them."""


class Noted(NamedTuple):
    """A picture that was read.

    Attributes:
        image: RGB, uint8 [H, W, 3], contiguous.
        alpha: its own, uint8 [H, W]; None where all of it is opaque.
        notes: what the user should know of how it was taken.
    """

    image: Image
    alpha: npt.NDArray[np.uint8] | None
    notes: tuple[str, ...]


def read_picture(path: Path) -> Image:
    """Read a picture: a portrait, a driver's still, one of a sequence; see `read_noted`."""
    return read_noted(path).image


def read_noted(path: Path) -> Noted:
    """Read a picture, and what the user should know of how it was taken.

    EXIF orientation and an embedded colour profile are applied, 16 bits are scaled to 8, and
    transparency is laid over mid grey (see `BACKDROP`). Of an animated picture the first frame.

    Returns:
        The picture, of at most `MOST_PIXELS`.

    Raises:
        InputError: missing, a folder, not a picture, damaged, cut short, or so large that
            it could exhaust the memory (about 179 megapixels; an 8K picture has 33).
    """
    require_file(path, "picture")
    with open_picture(path) as picture:
        try:
            picture.load()
            notes = []
            clear = picture.has_transparency_data and _shows_through(picture)
            if clear:
                notes.append(f"{path.name} is partly transparent; grey is laid behind it.")
            width, height = picture.size
            small = _bounded(picture)
            if small is not picture:
                notes.append(
                    f"{path.name} has {width * height / 1e6:.0f} million pixels and was shrunk to "
                    f"{small.width}x{small.height}."
                )
            # Of 16 bits to_rgb takes the grey alone.
            alpha = _alpha_of(small) if clear and not small.mode.startswith("I") else None
            return Noted(to_rgb(small), alpha, tuple(notes))
        except DAMAGE as error:
            raise damaged(path, error) from error


def _bounded(picture: Pillow.Image) -> Pillow.Image:
    """The picture, shrunk by a whole factor where it is too large."""
    factor = math.ceil(math.sqrt(picture.width * picture.height / MOST_PIXELS))
    if factor <= 1:
        return picture
    if picture.mode in ("1", "P"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    small = picture.reduce(factor)
    small.info = picture.info
    return small


def _shows_through(picture: Pillow.Image) -> bool:
    """Whether any pixel of it is not opaque."""
    alpha = picture if picture.mode in ("RGBA", "LA") else picture.convert("RGBA")
    return alpha.getchannel("A").getextrema()[0] < 255  # type: ignore[operator]


def _alpha_of(picture: Pillow.Image) -> npt.NDArray[np.uint8]:
    """Upright, uint8 [H, W]."""
    return np.array(_upright(picture).convert("RGBA").getchannel("A"))


def open_picture(path: Path) -> Pillow.Image:
    """Open with Pillow, which decodes later; its refusals become an `InputError`."""
    try:
        with warnings.catch_warnings():
            # Between 89 and 179 megapixels Pillow warns and goes on; so do we, in silence.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            return Pillow.open(path)
    except Pillow.DecompressionBombError as error:
        raise InputError(
            f"{path} has too many pixels to be opened safely.",
            "Scale it down to at most 16384 pixels a side and 178 megapixels in all.",
        ) from error
    except UnidentifiedImageError as error:
        raise InputError(
            f"{path} is not a picture that can be read.",
            "Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.",
        ) from error
    except DAMAGE as error:
        raise damaged(path, error) from error


def to_rgb(picture: Pillow.Image) -> Image:
    """The current frame of an open picture as upright RGB, uint8 [H, W, 3]."""
    picture.load()
    picture = _upright(picture)
    if picture.mode.startswith("I"):
        return _from_sixteen_bits(picture)
    profile = picture.info.get("icc_profile")
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        opaque = rgba.convert("RGB")
        colours = _in_srgb(opaque, profile) if profile else opaque
        colours.putalpha(rgba.getchannel("A"))
        return over_backdrop(np.asarray(colours))
    if picture.mode == "P":
        picture = picture.convert("RGB")
    if profile:
        picture = _in_srgb(picture, profile)
    return np.array(picture.convert("RGB"))


def damaged(path: Path, error: BaseException) -> InputError:
    """The error for a picture whose reading broke off with `error`."""
    return InputError(
        f"{path} is damaged or cut short ({error}).", "Copy or download the picture again."
    )


def _upright(picture: Pillow.Image) -> Pillow.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except DAMAGE:
        # A picture with unreadable EXIF is still a picture; viewers show it unturned as well.
        return picture


def _from_sixteen_bits(picture: Pillow.Image) -> Image:
    """Modes I and I;16 hold 16-bit grey: 65535 becomes 255 (a plain conversion would clip)."""
    values = np.asarray(picture).astype(np.int64).clip(0, 65_535)
    grey = ((values * 255 + 32_767) // 65_535).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    try:
        embedded = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(embedded).lower():
            return picture
        converted = ImageCms.profileToProfile(
            picture, embedded, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # Broken profiles, and profiles of another colour model than the picture, are common on
        # the web; colours slightly off are better than no portrait.
        return picture
    return converted or picture
