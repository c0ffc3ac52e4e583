"""Where in a picture a person is, by the selfie segmentation network of MediaPipe.

`train.pretrained.segmentation` made its file; NOTICE tells where the network comes from.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from engines.opening import open_engine
from rtxfer.frame import Image

NAME: Final = "selfie_segmentation.onnx"
SIDE: Final = 256
"""Pixels of the square that the network sees; any picture is squeezed into it."""


def person_in(*pictures: Image) -> list[npt.NDArray[np.float32]]:
    """Probability [256, 256] that a person is there, each cell an equal share of the picture.

    It was trained on people within two metres: show it head and shoulders rather than a crowd.

    Args:
        pictures: RGB, uint8 [H, W, 3] each.

    Raises:
        BackendError: ONNX Runtime is not installed, or the file is damaged.
    """
    file = resources.files("rtxfer.head").joinpath(NAME)
    with resources.as_file(file) as path, open_engine(Path(path)) as engine:
        return [engine.run({"image": _seen(picture)})["person"][0, 0] for picture in pictures]


def _seen(picture: Image) -> npt.NDArray[np.float32]:
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    planes = np.asarray(small, np.float32).transpose(2, 0, 1) / np.float32(255)
    return planes[None]
