"""The canvas that a portrait is shown on: its size, where the portrait lies, how it is drawn."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.crop import Crop
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.settings import OutputSettings

HALFWAY: Final = np.array([-3, 19, 19, -3], np.float32) / 32
"""What four pixels in a row give halfway between the middle two, by the cubic filter of OpenCV."""


def canvas_size(portrait: Image, output: OutputSettings) -> tuple[int, int]:
    """Width and height."""
    height, width = portrait.shape[:2]
    if output.width and output.height:
        return output.width, output.height
    if output.width:
        return output.width, max(1, round(height * output.width / width))
    if output.height:
        return max(1, round(width * output.height / height)), output.height
    return width, height


def placement(portrait: Image, face: Signal, output: OutputSettings) -> npt.NDArray[np.float64]:
    """Where the portrait goes on the canvas: [2, 3], portrait pixels → canvas pixels."""
    height, width = portrait.shape[:2]
    canvas = np.array(canvas_size(portrait, output), np.float64)
    ratio = canvas / [width, height]
    # With one side given, the other is rounded: covering it leaves no bar of a pixel's width.
    bars = output.fit == "fit" and output.width and output.height
    scale = float(ratio.min() if bars else ratio.max())
    middle = np.array([width, height]) / 2
    if output.fit == "crop":
        left, top, right, bottom = face.box
        middle = np.array([(left + right) / 2, (top + bottom) / 2])
    offset = canvas / 2 - scale * middle
    if output.fit == "crop":
        # As near to the face's middle as the picture's edges allow.
        offset = np.clip(offset, canvas - np.round(scale * np.array([width, height])), 0)
    offset = np.round(offset)  # whole pixels, so that nothing is blurred by half of one
    return np.array([[scale, 0, offset[0]], [0, scale, offset[1]]])


def draw(
    portrait: npt.NDArray[np.uint8], place: npt.NDArray[np.float64], size: tuple[int, int]
) -> npt.NDArray[np.uint8]:
    """The portrait [H, W, 3] on its canvas, or a mask [H, W] of it; what lies beside is 0.

    Untouched pixel for pixel when nothing scales it.
    """
    scale = place[0, 0]
    if scale == 1 and not place[:, 2].any() and size == (portrait.shape[1], portrait.shape[0]):
        return portrait.copy()
    wide, tall = round(portrait.shape[1] * scale), round(portrait.shape[0] * scale)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(portrait, (max(1, wide), max(1, tall)), interpolation=way)
    canvas = np.zeros((size[1], size[0], *portrait.shape[2:]), np.uint8)
    left, top = (int(value) for value in place[:, 2])
    x0, y0 = max(0, left), max(0, top)
    part = scaled[y0 - top : y0 - top + size[1] - y0, x0 - left : x0 - left + size[0] - x0]
    canvas[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    return canvas


def crop_on_canvas(crop: Crop, place: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Canvas pixels → crop units, [2, 3]."""
    back = cv2.invertAffineTransform(place)
    matrix = crop.matrix.astype(np.float64)
    joined: npt.NDArray[np.float64] = matrix[:, :2] @ back
    joined[:, 2] += matrix[:, 2]
    return joined


def twice_as_fine(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """A picture [H, W, C] and what lies halfway between its pixels: [2H, 2W, C].

    Its pixel (2x, 2y) is the picture's (x, y), to the byte. Read between its pixels by a linear
    filter it looks as the picture does by a cubic one, which takes four times as long.
    """
    height, width = picture.shape[:2]
    fine = np.empty((2 * height, 2 * width, picture.shape[2]), np.uint8)
    here, one = np.ones(1, np.float32), (0, 1)
    for down in one:
        for across in one:
            kernels = (HALFWAY if across else here), (HALFWAY if down else here)
            fine[down::2, across::2] = cv2.sepFilter2D(
                picture, -1, *kernels, anchor=(across, down), borderType=cv2.BORDER_REPLICATE
            )
    return fine
