"""4:2:0 of known colours, and of noise, against the formula in floating point."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from rtxfer.sinks.chroma import to_420

Array = npt.NDArray[np.float64]


def exact(image: npt.NDArray[np.uint8]) -> tuple[Array, Array]:
    """Luma [H, W] and chroma [2, H / 2, W / 2], of BT.709 as it is written."""
    height, width = image.shape[:2]
    colours = image / 255
    middles = colours.reshape(height // 2, 2, width // 2, 2, 3).mean((1, 3))

    def luma(seen: Array) -> Array:
        return np.asarray(0.2126 * seen[..., 0] + 0.7152 * seen[..., 1] + 0.0722 * seen[..., 2])

    chroma = [
        128 + 224 * (middles[..., 2] - luma(middles)) / 1.8556,
        128 + 224 * (middles[..., 0] - luma(middles)) / 1.5748,
    ]
    return 16 + 219 * luma(colours), np.stack(chroma)


@pytest.mark.parametrize("size", [(2, 2), (48, 64), (34, 30)])
def test_it_is_the_formula_to_within_rounding(size: tuple[int, int]) -> None:
    image = np.random.default_rng(2).integers(0, 256, (*size, 3)).astype(np.uint8)
    planes = to_420(image)
    assert planes.shape == (size[0] * 3 // 2, size[1])
    luma, chroma = exact(image)
    assert np.abs(planes[: size[0]] - luma).max() <= 0.75
    assert np.abs(planes[size[0] :].reshape(chroma.shape) - chroma).max() <= 1


@pytest.mark.parametrize(
    ("colour", "video"),
    [
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 0, 255), (32, 240, 118)),
        ((128, 128, 128), (126, 128, 128)),
    ],
)
def test_colours_have_the_levels_that_video_gives_them(
    colour: tuple[int, int, int], video: tuple[int, int, int]
) -> None:
    planes = to_420(np.full((4, 6, 3), colour, np.uint8))
    assert np.abs(planes[:4].astype(int) - video[0]).max() <= 1
    blue, red = planes[4:].reshape(2, 2, 3).astype(int)
    assert np.abs(blue - video[1]).max() <= 1
    assert np.abs(red - video[2]).max() <= 1
