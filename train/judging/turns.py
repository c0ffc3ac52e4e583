"""A page of head turns: whether hair, ears and neck go along, for people to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from rtxfer.face.crop import crop_around
from rtxfer.frame import Image
from rtxfer.generator import open_generator
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import still
from rtxfer.settings import MotionSettings
from rtxfer.stage import Stage
from rtxfer.target import Target
from train.trainer.log import save_picture

TURNS: Final = (
    (0, -25, 0), (0, -12, 0), (0, 0, 0), (0, 12, 0), (0, 25, 0), (-18, 0, 0), (18, 0, 0),
    (0, 0, -20), (0, 0, 20),
)  # fmt: skip
"""Degrees about the axes of the picture: nod, turn and tilt."""

SCALE: Final = 2.4
"""Side of what is shown, in faces: head and shoulders."""

TILE: Final = 256
"""Pixels of one picture's side."""

FREE: Final = MotionSettings(head=1, head_limit=40)


def turned(target: Target, bundle: str) -> Image:
    """One portrait at every turn, RGB, uint8 [TILE, len(TURNS) · TILE, 3]."""
    with open_generator(bundle) as generator, Stage(target, generator) as stage:
        stage.fit(measure_neutral([target.signal]), calibrated=False)
        crop = crop_around(stage.canvas_landmarks, SCALE)
        tiles = []
        for degrees in TURNS:
            angle = float(np.radians(np.linalg.norm(degrees)))
            limit = float(np.radians(FREE.head_limit))
            # The limit is soft: a little more is asked for, and what is meant comes out.
            more = limit * np.arctanh(angle / limit) / angle if angle else 1.0
            head = np.radians(np.array(degrees, np.float32)) * np.float32(more)
            image, _ = stage.show(replace(still(), head=head), FREE)
            tiles.append(crop.cut(image, TILE))
    return np.hstack(tiles)


def page_of_turns(bundle: str, portraits: Sequence[Path], out: Path) -> None:
    """Write a row for each portrait.

    Args:
        bundle: name or folder.
        portraits: at least one.
        out: a picture file.
    """
    rows = [turned(Target.open(path).shrunk(1024), bundle) for path in portraits]
    out.parent.mkdir(parents=True, exist_ok=True)
    save_picture(np.vstack(rows), out)
