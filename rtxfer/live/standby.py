"""What the sinks show when the user wants to be gone at once."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from rtxfer.frame import Image

GROUND = (28, 30, 36)
INK = (214, 218, 226)


def standby_picture(size: tuple[int, int], text: str = "Back in a moment") -> Image:
    """A calm picture with a line of text, RGB uint8 [height, width, 3].

    Args:
        size: width and height.
        text: one line.
    """
    picture = Pillow.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(max(10, min(size[0] // 16, size[1] // 8)))
    pen.text((size[0] / 2, size[1] / 2), text, INK, font, anchor="mm")
    return np.asarray(picture, np.uint8).copy()
