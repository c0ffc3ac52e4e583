"""One table: a row for each actor, a column for each figure, the best of each marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

import numpy as np

from rtxfer.face.action_units import ACTION_UNITS
from train.judging.actors import COPY_TARGET
from train.judging.cross_reenactment import Performance
from train.judging.measures import mean_of
from train.judging.self_reenactment import Likeness

RENDER: Final = "render "
"""What the key of a latency begins with; the backend's name follows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One figure.

    Attributes:
        better: which value is best; "one" is nearest to 1.
        free: an unmoved picture gets the best value for nothing, and is not marked.
    """

    title: str
    digits: int
    better: Literal["low", "high", "one"]
    free: bool = False

    @property
    def arrow(self) -> str:
        """The direction of the better value."""
        return {"low": "↓", "high": "↑", "one": "→1"}[self.better]

    def badness(self, value: float) -> float:
        """Smallest for the best; values that read alike are alike."""
        shown = round(value, self.digits)
        return {"low": shown, "high": -shown, "one": round(abs(shown - 1), self.digits)}[
            self.better
        ]


COLUMNS: Final[dict[str, Column]] = {
    "l1": Column("L1", 2, "low"),
    "ssim": Column("SSIM", 3, "high"),
    "lpips": Column("LPIPS", 3, "low"),
    "mouth_l1": Column("mouth L1", 2, "low"),
    "mouth_lpips": Column("mouth LPIPS", 3, "low"),
    "landmarks": Column("landmarks %", 2, "low"),
    "au_correlation": Column("AU correlation", 2, "high", free=True),
    "au_icc": Column("AU ICC", 2, "high", free=True),
    "au_gain": Column("AU gain", 2, "one", free=True),
    "correlation": Column("blendshape correlation", 2, "high", free=True),
    "emotion": Column("emotion", 2, "high", free=True),
    "to_target": Column("like target", 3, "high", free=True),
    "to_driver": Column("like driver", 3, "low", free=True),
    "leak": Column("leak", 3, "low", free=True),
    "turn_error": Column("turn °", 2, "low", free=True),
    "follow": Column("hair follows", 2, "one", free=True),
    "torn": Column("torn %", 2, "low", free=True),
    "flicker": Column("flicker", 2, "low", free=True),
    "lost": Column("lost %", 1, "low", free=True),
}
"""Figures of self-reenactment, then of cross-reenactment. What each is: docs/evaluation.md."""


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """What one actor got.

    Attributes:
        figures: means over all pairs and performances, and milliseconds by backend.
        groups: set or clip → means over its pairs.
        units: name in `ACTION_UNITS` → means over the performances whose driver uses it.
        blendshapes: likewise, by the blendshape's name without its side.
    """

    label: str
    figures: dict[str, float] = field(default_factory=dict)
    groups: dict[str, dict[str, float]] = field(default_factory=dict)
    units: dict[str, dict[str, float]] = field(default_factory=dict)
    blendshapes: dict[str, dict[str, float]] = field(default_factory=dict)


def figures_of(
    label: str,
    likenesses: Iterable[Likeness],
    performances: Iterable[Performance],
    latencies: dict[str, float],
) -> ActorFigures:
    """Gather what belongs to the actor of that name.

    Each set, and each clip, counts alike, however many pairs it gives.
    """
    own = [one for one in likenesses if one.actor == label]
    shown = [one for one in performances if one.actor == label]
    by_group: dict[str, list[dict[str, float]]] = defaultdict(list)
    for likeness in own:
        by_group[likeness.group].append(likeness.figures)
    groups = {name: _means(figures) for name, figures in by_group.items()}
    by_unit: dict[str, list[dict[str, float]]] = defaultdict(list)
    by_shape: dict[str, list[dict[str, float]]] = defaultdict(list)
    for performance in shown:
        for name, unit in performance.units.items():
            by_unit[name].append(asdict(unit))
        for name, shape in performance.blendshapes.items():
            by_shape[sideless(name)].append(asdict(shape))
    return ActorFigures(
        label,
        _means(list(groups.values()))
        | _means([performance.figures for performance in shown])
        | {RENDER + backend: value for backend, value in latencies.items()},
        groups,
        {name: _means(by_unit[name]) for name in ACTION_UNITS if name in by_unit},
        {name: _means(by_shape[name]) for name in sorted(by_shape)},
    )


def sideless(blendshape: str) -> str:
    """Its name without its side; the mouth's and the jaw's going left or right are two."""
    if blendshape.startswith(("mouthLeft", "mouthRight", "jawLeft", "jawRight")):
        return blendshape
    return blendshape.removesuffix("Left").removesuffix("Right")


def _means(figures: Sequence[dict[str, float]]) -> dict[str, float]:
    names = dict.fromkeys(name for one in figures for name in one)
    return {name: mean_of([one[name] for one in figures if name in one]) for name in names}


def columns_of(rows: Sequence[ActorFigures]) -> dict[str, Column]:
    """The columns in which any row has a number."""
    timed = sorted({name for row in rows for name in row.figures if name.startswith(RENDER)})
    known = COLUMNS | {name: Column(f"{name}, ms", 1, "low", free=True) for name in timed}
    filled = {name for row in rows for name, value in row.figures.items() if np.isfinite(value)}
    return {name: column for name, column in known.items() if name in filled}


Cell = tuple[str, bool]
"""What is read, and whether it is the best of its column."""


def cells_of(rows: Sequence[ActorFigures], columns: dict[str, Column]) -> list[list[Cell]]:
    """The table's inside, row by row."""
    down = []
    for name, column in columns.items():
        values = [row.figures.get(name, np.nan) for row in rows]
        badnesses = [
            column.badness(value)
            for row, value in zip(rows, values, strict=True)
            if np.isfinite(value) and not (column.free and row.label == COPY_TARGET)
        ]
        best = min(badnesses, default=np.nan)
        down.append(
            [
                _cell(column, value, best, counts=not (column.free and row.label == COPY_TARGET))
                for row, value in zip(rows, values, strict=True)
            ]
        )
    return [list(cells) for cells in zip(*down, strict=True)]


def _cell(column: Column, value: float, best: float, *, counts: bool) -> Cell:
    if not np.isfinite(value):
        return "–", False
    text = f"{value:z.{column.digits}f}"
    return text, counts and column.badness(value) == best


def markdown(rows: Sequence[ActorFigures], notes: Iterable[str]) -> str:
    """The table, the best in bold, and the notes under it."""
    columns = columns_of(rows)
    titles = [f"{column.title} {column.arrow}" for column in columns.values()]
    lines = [["generator", *titles], [":--", *("--:" for _ in titles)]]
    for row, cells in zip(rows, cells_of(rows, columns), strict=True):
        lines.append([row.label, *(f"**{text}**" if best else text for text, best in cells)])
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return "\n\n".join([table, *(f"- {note}" for note in notes)]) + "\n"


def blendshape_table(rows: Sequence[ActorFigures]) -> str:
    """What came over of each blendshape: gain and correlation, a column for each actor; empty where
    none was used."""
    names = sorted({name for row in rows for name in row.blendshapes})
    if not names:
        return ""
    lines = [["blendshape", *(row.label for row in rows)], [":--", *("--:" for _ in rows)]]
    for name in names:
        told = [row.blendshapes.get(name) for row in rows]
        cells = [f"{one['gain']:z.2f} · {one['correlation']:z.2f}" if one else "–" for one in told]
        lines.append([name, *cells])
    return "Gain · correlation of each blendshape:\n\n" + "".join(
        "| " + " | ".join(line) + " |\n" for line in lines
    )


def plain(value: Any) -> Any:
    """The same for JSON, which has no nan: that becomes null."""
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float):
        return round(float(value), 6) if np.isfinite(value) else None
    return value
