"""Whose face is in each crop of a pack, so that pairs which are not one person can be passed over.

Synthetic edits drift: hair, sex or beard may change along with the expression.
"""

from __future__ import annotations

import numpy as np
import torch
from rich.progress import track

from train.data.pack import IDENTITY, Pack
from train.pretrained import Recogniser


def score(pack: Pack, recogniser: Recogniser, batch: int = 32) -> None:
    """Write each crop's identity vector into the pack; all its splits must be open."""
    codes = []
    with torch.inference_mode():
        for start in track(range(0, len(pack), batch), "Scoring"):
            rows = range(start, min(start + batch, len(pack)))
            images = torch.from_numpy(np.stack([pack.image(row) for row in rows]))
            landmarks = torch.from_numpy(np.stack([pack.landmarks(row) for row in rows]))
            seen = images.permute(0, 3, 1, 2).float() / 127.5 - 1
            codes.append(recogniser(seen, landmarks).numpy().astype(np.float16))
    np.save(pack.folder / IDENTITY, np.concatenate(codes))
