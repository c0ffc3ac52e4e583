"""Weights as TensorFlow.js keeps them: a manifest that tells shapes, and one file of bytes.

Quantised ones are whole numbers q that stand for q · scale + min.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rtxfer.errors import RtxferError

Weights = dict[str, npt.NDArray[np.float32]]


def read_weights(manifest: Path, binary: Path) -> Weights:
    """Name of a weight → its numbers, in the shape that the manifest tells.

    Args:
        manifest: of one model whose weights all lie in one file.
        binary: that file.

    Raises:
        RtxferError: the two do not belong together.
    """
    data, start = binary.read_bytes(), 0
    weights: Weights = {}
    for group in json.loads(manifest.read_text("utf-8")):
        for told in group["weights"]:
            size = math.prod(told["shape"])
            stored = _stored(told)
            end = start + size * stored.itemsize
            if end > len(data):
                raise RtxferError(f"{binary} is too short for {manifest}.", "Fetch both again.")
            numbers = np.frombuffer(data, stored, size, start)
            weights[told["name"]] = _meant(numbers, told).reshape(told["shape"])
            start = end
    if start != len(data):
        raise RtxferError(f"{binary} is too long for {manifest}.", "Fetch both again.")
    return weights


def _stored(told: dict[str, Any]) -> np.dtype[Any]:
    """How a weight's numbers lie in the file: little-endian floats, or whole numbers."""
    kind: str = told.get("quantization", told)["dtype"]
    return np.dtype(kind).newbyteorder("<")


def _meant(numbers: npt.NDArray[Any], told: dict[str, Any]) -> npt.NDArray[np.float32]:
    quantisation = told.get("quantization", {})
    wide = numbers.astype(np.float64) * quantisation.get("scale", 1) + quantisation.get("min", 0)
    return np.asarray(wide, np.float32)
