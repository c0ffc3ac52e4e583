"""A still portrait moves like the person before the camera.

    from rtxfer import Target, Transfer, open_source

Importing this package is cheap; what is heavy loads where it is first used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# OpenCV reads it when it is imported. Its threads wait for each other by turning round and round:
# on two cores, two of them take longer than one, and nearly twice the processor's time.
os.environ.setdefault("OPENCV_FOR_THREADS_NUM", "1")

if TYPE_CHECKING:
    from rtxfer.frame import Frame
    from rtxfer.settings import MotionSettings, OutputSettings, TransferSettings
    from rtxfer.sources import open_source
    from rtxfer.step import Result
    from rtxfer.target import Target
    from rtxfer.transfer import Transfer

__version__ = "0.1.0"

_HOMES = {
    "Frame": "rtxfer.frame",
    "MotionSettings": "rtxfer.settings",
    "OutputSettings": "rtxfer.settings",
    "Result": "rtxfer.step",
    "Target": "rtxfer.target",
    "Transfer": "rtxfer.transfer",
    "TransferSettings": "rtxfer.settings",
    "open_source": "rtxfer.sources",
}

__all__ = [
    "Frame",
    "MotionSettings",
    "OutputSettings",
    "Result",
    "Target",
    "Transfer",
    "TransferSettings",
    "open_source",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'rtxfer' has no attribute {name!r}")
