"""Every action unit from rest to full on a portrait: does its own region move, and no other?

    python -m train sweep relative_au warp --targets portraits/ --out sweep/

The portrait is moved by pure units through the product's own stage, with plain gains, and the
result is tracked as any face is. What a unit looks like, and what it does besides, is then seen
without any driver.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.atomic import OPEN, replace_bytes, replace_text
from rtxfer.errors import InputError
from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS, UNIT, unit_number
from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.generator import open_generator
from rtxfer.motion.basis import expression, unit_weights
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import Motion, relative_motion, still
from rtxfer.settings import MotionSettings
from rtxfer.stage import Stage
from rtxfer.target import Target
from train.data.packing import encode

STRENGTHS: Final = (0.25, 0.5, 0.75, 1.0)
TILE: Final = 160
SCALE: Final = 1.5
"""Side of a tile, pixels, and over the length of the face in it."""

REACH: Final = 0.06
"""How far around its landmarks a region reaches, of the face's length: skin moves along."""

PLAIN: Final = MotionSettings(whole_head=False)
"""Of a unit only the face is looked at."""

NOISE: Final = 3
"""Differences up to this, levels of 255, are rounding and filters."""

_BROWS: Final = np.concatenate(lm.BROWS)
_EYES: Final = np.concatenate([*lm.EYE_UPPER, *lm.EYE_LOWER, *lm.EYE_CORNERS])
_MOUTH: Final = np.concatenate([lm.LIP_CORNERS, lm.LIP_UPPER.ravel(), lm.LIP_LOWER.ravel()])
_LOWER: Final = np.concatenate([_MOUTH, lm.CHIN, lm.JAW])
_REGIONS: Final[Mapping[int, npt.NDArray[np.intp]]] = {
    **dict.fromkeys((1, 2, 4), _BROWS),
    **dict.fromkeys((5, 7, 45, 61, 62, 63, 64), _EYES),
    6: np.concatenate([_EYES, lm.CHEEKS]),
    **dict.fromkeys((9, 10), np.concatenate([_MOUTH, lm.CHEEKS])),
    **dict.fromkeys((17, 25, 26, 28, 30), _LOWER),
}
"""Landmarks among which a unit shows; all others show about the mouth and on the cheeks."""

_REST_OF_THEM: Final = np.concatenate([_LOWER, lm.CHEEKS])


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit did to one portrait.

    Attributes:
        unit: its name.
        asked: by how much it rose in all, 0–1: the bases of two units can be one blendshape.
        answered: by how much it rose in the tracked result.
        besides: the most by which a unit of another number rose in it, that was not asked for.
        inside: share of the picture's change that lies in the unit's own region.
        monotone: whether each strength changed the picture more than the one before.
    """

    unit: str
    asked: float
    answered: float
    besides: float
    inside: float
    monotone: bool


def pure(unit: str) -> Motion:
    """The motion in which an action unit is full and all else is as low as it can be."""
    weights = unit_weights()[UNIT[unit]]
    blendshapes = weights / weights.max()
    motion = expression(blendshapes)
    closed = [blendshapes[BLENDSHAPE[f"eyeBlink{side}"]] for side in ("Right", "Left")]
    return replace(motion, eyes=-np.asarray(closed, np.float32))


def region(unit: str, points: Points, crop: Crop, side: int) -> npt.NDArray[np.bool_]:
    """Where a unit shows in a portrait's crop, [side, side].

    Args:
        unit: its name.
        points: the portrait's landmarks at rest, [478, 3], pixels of the picture.
        crop: of it.
        side: pixels.
    """
    own = crop.to_crop(points)[_REGIONS.get(unit_number(unit), _REST_OF_THEM), :2] * side
    mask = np.zeros((side, side), np.uint8)
    for hull in _hulls(own):
        cv2.fillConvexPoly(mask, hull, 1)
    reach = round(REACH * side / SCALE)
    return cv2.dilate(mask, np.ones((2 * reach + 1,) * 2, np.uint8)) > 0


def sweep(bundle: str, target: Target, units: Sequence[str]) -> tuple[list[Answer], Image]:
    """All units on one portrait.

    Args:
        bundle: name or folder.
        target: the portrait.
        units: names.

    Returns:
        What each did, and a sheet [rows · TILE, columns · TILE, 3]: a row for each unit, at rest,
        at `STRENGTHS`, and the change at full strength, eight times as strong.

    Raises:
        InputError: the tracker does not see the portrait's face at rest.
    """
    neutral = measure_neutral([target.signal])
    answers, rows = [], []
    with (
        open_generator(bundle) as generator,
        Stage(target, generator) as stage,
        Tracker("picture", faces=1) as tracker,
    ):
        stage.fit(neutral, calibrated=False)
        crop = crop_around(stage.canvas_landmarks, SCALE)
        rest = stage.show(still(), PLAIN)[0].copy()
        seen = tracker.faces(rest)
        if not seen:
            raise InputError("The tracker does not see the portrait's face.", "Take another.")
        own = measure_neutral(seen[:1])
        for unit in units:
            motion = pure(unit)
            shown = [stage.show(motion * s, PLAIN)[0].copy() for s in STRENGTHS]
            tiles = [crop.cut(image, TILE) for image in (rest, *shown)]
            changes = [_change(tile, tiles[0]) for tile in tiles[1:]]
            found = tracker.faces(shown[-1])
            told = relative_motion(found[0], own).action_units if found else still().action_units
            where = region(unit, stage.canvas_landmarks, crop, TILE)
            answers.append(_answer(unit, motion.action_units, told, changes, where))
            seen_change = np.clip(8 * changes[-1], 0, 255).astype(np.uint8)
            rows.append(np.hstack([*tiles, np.repeat(seen_change[..., None], 3, -1)]))
    return answers, np.vstack(rows)


def sweep_all(
    bundles: Sequence[str],
    targets: Sequence[Path],
    out: Path,
    units: Sequence[str] = ACTION_UNITS,
) -> str:
    """Sweep bundles over portraits; writes `sweep.json` and a sheet for each into `out`.

    Returns:
        A table in Markdown: medians over the portraits.
    """
    out.mkdir(parents=True, exist_ok=True)
    found: dict[str, dict[str, list[Answer]]] = {}
    for path in targets:
        target = Target.open(path).shrunk(768)
        for bundle in bundles:
            answers, sheet = sweep(bundle, target, units)
            name = Path(bundle).name
            found.setdefault(name, {})[path.stem] = answers
            replace_bytes(out / f"{name}-{path.stem}.jpg", encode(sheet, 95), OPEN)
    plain = {
        bundle: {target: [asdict(a) for a in answers] for target, answers in of.items()}
        for bundle, of in found.items()
    }
    replace_text(out / "sweep.json", json.dumps(plain, indent=1), OPEN)
    return _table(units, {bundle: list(of.values()) for bundle, of in found.items()})


def _answer(
    unit: str,
    asked: npt.NDArray[np.float32],
    told: npt.NDArray[np.float32],
    changes: Sequence[npt.NDArray[np.float32]],
    where: npt.NDArray[np.bool_],
) -> Answer:
    others = [i for i, name in enumerate(ACTION_UNITS) if unit_number(name) != unit_number(unit)]
    whole = float(changes[-1].sum())
    amounts = [0.0, *(float(change.sum()) for change in changes)]
    return Answer(
        unit=unit,
        asked=float(asked[UNIT[unit]]),
        answered=float(told[UNIT[unit]]),
        besides=float((told - np.maximum(asked, 0))[others].max()),
        inside=float(changes[-1][where].sum()) / whole if whole else 1.0,
        monotone=all(np.diff(amounts) > 0),
    )


def _change(tile: Image, rest: Image) -> npt.NDArray[np.float32]:
    change = np.abs(tile.astype(np.float32) - rest).mean(-1)
    return np.where(change > NOISE, change, 0).astype(np.float32)


def _hulls(points: Points) -> list[npt.NDArray[np.int32]]:
    """One for each half of the face: both brows or eyes in one would hold the nose's bridge."""
    middle = np.median(points[:, 0])
    halves = [points[points[:, 0] <= middle], points[points[:, 0] >= middle]]
    whole = [np.rint(half).astype(np.int32) for half in halves if len(half) > 2]
    return [np.asarray(cv2.convexHull(half), np.int32) for half in whole]


def _table(units: Sequence[str], found: Mapping[str, Sequence[Sequence[Answer]]]) -> str:
    figures = ("answered", "besides", "inside")
    head = [f"{bundle}: {figure}" for bundle in found for figure in (*figures, "monotone")]
    lines = [f"| unit | {' | '.join(head)} |", "|---" * (len(head) + 1) + "|"]
    for index, unit in enumerate(units):
        cells = []
        for portraits in found.values():
            own = [answers[index] for answers in portraits]
            cells += [f"{np.median([getattr(a, f) for a in own]):.2f}" for f in figures]
            cells.append(f"{sum(a.monotone for a in own)}/{len(own)}")
        lines.append(f"| {unit} | {' | '.join(cells)} |")
    return "\n".join(lines)
