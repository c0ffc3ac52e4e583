"""How faces move on the mean when a blendshape rises: what `train basis` fitted to 3,754 pairs.

The product's own basis is a sharpened one (`train.basis.sharpen`), made to be read by the tracker.
This one is made to tell how a face that does this most likely lies, and what was trained on it
goes on with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt


@cache
def mean_basis() -> npt.NDArray[np.float32]:
    """Displacements [52, 478, 3], centimetres per unit of blendshape; not to be written to."""
    basis: npt.NDArray[np.float32]
    with np.load(Path(__file__).with_name("mean_basis.npz"), allow_pickle=False) as file:
        basis = file["displacement"].astype(np.float32)
    basis.flags.writeable = False
    return basis
