"""The report's most telling moments as one picture, for those who only want to look once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from rtxfer.frame import Image
from train.judging.moments import MOMENTS, TILE
from train.judging.page import Scene

HEAD: Final = 24
"""Height of the line of names, pixels."""

PAPER: Final = 255
INK: Final = (40, 40, 40)


def contact_sheet(scenes: Sequence[Scene]) -> Image:
    """A row for each moment, as the driver who shows it best moves the portraits.

    One portrait is shown in the first row, the next in the second, and so on in turns.

    Args:
        scenes: at least one; all have the same actors.

    Returns:
        RGB, uint8: the driver, then every actor, under their names.
    """
    actors = list(scenes[0].albums)
    targets = list(dict.fromkeys(scene.target for scene in scenes))
    rows = [_heading(["driver", *actors])]
    for name in MOMENTS:
        shown = [scene for scene in scenes if all(name in a.best for a in scene.albums.values())]
        turn = targets[(len(rows) - 1) % len(targets)]
        own = [scene for scene in shown if scene.target == turn] or shown
        if own:
            rows.append(_row(max(own, key=lambda scene: _score(scene, name)), name))
    return np.vstack(rows)


def _score(scene: Scene, name: str) -> float:
    return max(album.best[name].score for album in scene.albums.values())


def _row(scene: Scene, name: str) -> Image:
    best = [album.best[name] for album in scene.albums.values()]
    return np.hstack([_decoded(jpeg) for jpeg in (best[0].driver, *(b.portrait for b in best))])


def _decoded(jpeg: bytes) -> Image:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.ascontiguousarray(picture[..., ::-1])


def _heading(names: Sequence[str]) -> Image:
    line = np.full((HEAD, TILE * len(names), 3), PAPER, np.uint8)
    for column, name in enumerate(names):
        at = (column * TILE + 6, HEAD - 7)
        cv2.putText(line, name, at, cv2.FONT_HERSHEY_SIMPLEX, 0.48, INK, 1, cv2.LINE_AA)
    return line
