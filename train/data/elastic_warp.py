"""A smooth distortion, the same in both pictures of a sample: another face with the same motion."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image

WAVES: Final = 3
"""Half waves across the crop, at most: a mouth may grow wider or a lip fuller, not both crooked."""

MOST_BENT: Final = 0.02
"""Standard deviation of the longest waves' displacement, crop units; shorter ones bend less."""

STEPS: Final = 6
"""Of the inversion, which shrinks the error to a third or less in each."""


class ElasticWarp:
    """A random distortion of the crop.

    A few people filmed talking are soon known by heart, and what was learned of them says little
    of others. Through a lens each of them is many: other proportions, moving as they did.

    Args:
        rng: decides how it is bent.
        strength: 0 bends nothing, 1 strongly.
    """

    def __init__(self, rng: np.random.Generator, strength: float = 1.0) -> None:
        waves = np.hypot(*np.mgrid[: WAVES + 1, : WAVES + 1])
        size = np.where(waves > 0, MOST_BENT * strength / np.maximum(waves, 1) ** 1.5, 0)
        self._size = rng.standard_normal((2, WAVES + 1, WAVES + 1)) * size

    def __call__(self, image: Image) -> Image:
        """The picture or mask as seen through the lens, uint8 [S, S] or [S, S, C]."""
        size = len(image)
        centres = (np.arange(size) + 0.5) / size
        along = self._waves(centres)
        x, y = np.einsum("yi,xj,aij->ayx", along, along, self._size)
        across, down = (
            ((shift + here) * size - 0.5).astype(np.float32)
            for shift, here in ((x, centres), (y, centres[:, None]))
        )
        bent = cv2.remap(image, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(bent, np.uint8)

    def points(self, points: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Where points [N, 2] of the picture, in crop units, are seen."""
        seen = points.astype(np.float64)
        for _ in range(STEPS):
            across, down = self._waves(seen[:, 0]), self._waves(seen[:, 1])
            seen = points - np.einsum("ni,nj,aij->na", down, across, self._size)
        return seen.astype(np.float32)

    def _waves(self, places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Cosines of each wave at places 0–1, [N, WAVES + 1]."""
        return np.cos(np.pi * np.arange(WAVES + 1) * places[:, None])
