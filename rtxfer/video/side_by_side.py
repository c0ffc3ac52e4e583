"""The driver's frame beside the result, for whoever asks to compare them."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from rtxfer.frame import Image
from rtxfer.sources.pixels import BACKDROP


class SideBySide:
    """Driver left, result right, both as high as the result.

    Args:
        driver_size: width and height of the driver's frames.
        result_size: width and height of the results.

    Attributes:
        size: width and height of the whole.
    """

    def __init__(self, driver_size: tuple[int, int], result_size: tuple[int, int]) -> None:
        width, height = driver_size
        result_width, result_height = result_size
        self._panel = (max(1, round(width * result_height / height)), result_height)
        self.size = (self._panel[0] + result_width, result_height)

    def compose(self, driver: Image, result: Image) -> Image:
        """Both in one picture; a driver of another shape is framed in grey.

        Args:
            driver: RGB uint8 [h, w, 3] of any size (pictures of a sequence may differ).
            result: RGB uint8 [H, W, 3] of the size promised.
        """
        grey = (BACKDROP, BACKDROP, BACKDROP)
        panel = ImageOps.pad(Pillow.fromarray(driver), self._panel, color=grey)
        return np.concatenate([np.asarray(panel), result], axis=1)
