"""Whose face is in each crop of a pack, and which emotion it shows.

Synthetic edits drift: hair, sex or beard may change along with the expression. Pairs that are not
one person can be passed over then. Emotions are labels where a picture's set has none.
"""

from __future__ import annotations

import numpy as np
import torch
from rich.progress import track

from train.data.emotions import EMOTIONS
from train.data.pack import IDENTITY, SEEN_EMOTIONS, Pack, save_array
from train.pretrained import EmotionNetwork, Recogniser
from train.pretrained.emotions import LABELS

_NUMBERS = np.array([EMOTIONS.index(name) for name in LABELS], np.int8)


def score(
    pack: Pack, recogniser: Recogniser, emotions: EmotionNetwork | None = None, batch: int = 32
) -> None:
    """Write each crop's identity vector into the pack; all its splits must be open.

    Args:
        pack: to write to.
        recogniser: tells whose face it is.
        emotions: tells which emotion it most likely shows; without it none is written.
        batch: how many crops are looked at at once.
    """
    codes, shown = [], []
    with torch.inference_mode():
        for start in track(range(0, len(pack), batch), "Scoring"):
            rows = range(start, min(start + batch, len(pack)))
            images = torch.from_numpy(np.stack([pack.image(row) for row in rows]))
            landmarks = torch.from_numpy(np.stack([pack.landmarks(row) for row in rows]))
            seen = images.permute(0, 3, 1, 2).float() / 127.5 - 1
            codes.append(recogniser(seen, landmarks).numpy().astype(np.float16))
            if emotions is not None:
                shown.append(_NUMBERS[emotions(seen, landmarks).argmax(1).numpy()])
    save_array(pack.folder / IDENTITY, np.concatenate(codes))
    if shown:
        save_array(pack.folder / SEEN_EMOTIONS, np.concatenate(shown))
