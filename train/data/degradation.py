"""What a camera and a codec do to a picture: blur, noise, and the blocks of compression."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from rtxfer.frame import Image

MOST_BLUR: Final = 1.2
"""Of the lens, as a standard deviation in pixels."""

MOST_NOISE: Final = 6.0
"""Of the sensor, as a standard deviation in levels of 255."""

QUALITY: Final = (35, 95)
"""Of JPEG, worst and best."""


class Degradation:
    """A random camera and codec; noise is new in each picture, all else is the camera's.

    Photographs and synthetic faces are sharper and cleaner than frames of a clip. A generator
    that has seen only the former draws teeth into a soft face that look pasted on.

    Args:
        rng: what is drawn from it decides everything.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self._blur = rng.uniform(0, MOST_BLUR)
        self._noise = rng.uniform(0, MOST_NOISE) * rng.random()
        self._quality = int(rng.integers(*QUALITY))
        self._rng = rng

    def __call__(self, image: Image) -> Image:
        """The picture as this camera and codec give it, uint8 [H, W, 3]."""
        if self._blur > 0.3:  # less than that falls between the pixels
            image = np.asarray(cv2.GaussianBlur(image, (0, 0), self._blur), np.uint8)
        grain = self._rng.standard_normal(image.shape, np.float32) * np.float32(self._noise)
        grainy = np.clip(np.rint(image + grain), 0, 255).astype(np.uint8)
        # OpenCV takes RGB for BGR here and there: luma is weighed a little wrongly, no more.
        _, bytes_ = cv2.imencode(".jpg", grainy, (cv2.IMWRITE_JPEG_QUALITY, self._quality))
        return np.asarray(cv2.imdecode(bytes_, cv2.IMREAD_COLOR), np.uint8)
