"""This run beside an earlier one: ratios, and what else was different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from engines.untrusted import first_problem, read_json
from rtxfer.errors import InputError

CONDITIONS: Final = (
    "machine",
    "driver",
    "target",
    "generator",
    "backend",
    "engine",
    "sink",
    "width",
    "height",
    "clip_fps",
)
"""What must be alike for a ratio to tell of the program alone; of the load, see `BUSIER`."""

BUSIER: Final = 0.5
"""Difference in load from which on it is said."""

LOAD: Final = "machine.load"

_MOST: Final = 1e100


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure in both runs.

    Attributes:
        name: its place in the JSON, as `processor.render`.
        before: in the earlier run.
        now: in this one.
        ratio: now over before; None where before is 0.
    """

    name: str
    before: float
    now: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs.

    Attributes:
        ratios: of every figure that both have, in the order of this run.
        differences: sentences about what was not alike; ratios then tell of that too.
    """

    ratios: tuple[Ratio, ...]
    differences: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def earlier_run(path: Path) -> dict[str, Any]:
    """What `rtxfer bench --json` printed.

    Raises:
        InputError: it is not that.
    """
    try:
        found = read_json(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path} cannot be compared with: {first_problem(error)}", _HINT
        ) from error
    if not isinstance(found, dict) or "generated_fps" not in found:
        raise InputError(f"{path} is no run of rtxfer bench.", _HINT)
    return found


_HINT = "Write one with: rtxfer bench --json > before.json"


def compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison:
    """Two runs, each as its `to_json` gives it."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    ratios = tuple(
        Ratio(name, old[name], value, value / old[name] if old[name] else None)
        for name, value in new.items()
        if _is_figure(name, value) and _is_figure(name, old.get(name))
    )
    return Comparison(ratios, tuple(_differences(old, new)))


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name, "not told"), new.get(name, "not told")
        if name == LOAD and _is_number(one) and _is_number(other):
            if abs(one - other) >= BUSIER:
                yield f"The load was {one:.1f} and is {other:.1f}: compare processor times alone."
        elif _is_condition(name) and _told(one) != _told(other):
            yield f"{name} was {_told(one)} and is {_told(other)}."


def _is_condition(name: str) -> bool:
    return name.partition(".")[0] in CONDITIONS


def _is_figure(name: str, value: object) -> bool:
    return not _is_condition(name) and _is_number(value)


def _is_number(value: object) -> bool:
    """That can be divided by: not one of four hundred digits, which JSON allows."""
    return isinstance(value, int | float) and abs(value) < _MOST


def _told(value: object) -> str:
    return " ".join(map(str, value)) or "none" if isinstance(value, list | tuple) else str(value)


def _leaves(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """All that is no mapping, by its path."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield above + name, value
