"""What to make of what: rows of a table in CSV, JSON or TOML, or patterns of files."""

from __future__ import annotations

import csv
import glob
import io
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from engines.untrusted import first_problem, read_json, read_toml
from rtxfer.batch.store import is_url, matching
from rtxfer.errors import InputError
from rtxfer.settings import MotionSettings

Pairing: TypeAlias = Literal["product", "zip"]
"""Of several drivers and several portraits: each with each, or the first with the first."""

TABLES: Final = (".csv", ".json", ".toml")

_GAINS: Final = frozenset(MotionSettings.model_fields)
_HINT: Final = "docs/scaling.md shows a table of each kind."


class Row(BaseModel):
    """One line: drivers × portraits, and what is special about them.

    Attributes:
        driver: a file, a folder of pictures, or a pattern such as `clips/*.mp4`; or several.
        target: portraits, likewise.
        generator: name or folder of a bundle; None for the batch's.
        out: name of the result in the batch's folder; only where the row makes one.
        neutral: as of `rtxfer video`: "auto", "first", or a moment in seconds.
        start: where the used part of the drivers begins, seconds.
        end: where it ends.
        mirrored: the drivers were filmed by a mirrored camera.
        face: which face of the portraits moves, counted from 1 and from the left; None for the
            largest.
        driver_face: which person of the drivers drives, see `DriverPart`; None for the batch's.
        motion: what differs from the batch's settings, by the names of `MotionSettings`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    driver: tuple[str, ...] = Field(min_length=1)
    target: tuple[str, ...] = Field(min_length=1)
    generator: str | None = None
    out: str | None = None
    neutral: Literal["auto", "first"] | float = "auto"
    start: float | None = Field(None, ge=0, allow_inf_nan=False)
    end: float | None = Field(None, gt=0, allow_inf_nan=False)
    mirrored: bool = False
    face: int | None = Field(None, ge=1)
    driver_face: int | None = Field(None, ge=1, le=10)
    motion: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Row:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"it ends at {self.end:g} s, and starts at {self.start:g} s")
        return self

    def pairs(
        self, pairing: Pairing, folder: Path | str
    ) -> Iterator[tuple[Path | str, Path | str]]:
        """Drivers and portraits, patterns expanded: paths, and addresses as text.

        Args:
            pairing: how they are put together.
            folder: that relative names are relative to, a path or an address.

        Raises:
            InputError: a pattern fits nothing, or the first of two lists has no second.
        """
        drivers, targets = (_expanded(names, folder) for names in (self.driver, self.target))
        if pairing == "product":
            yield from product(drivers, targets)
            return
        if len(drivers) != len(targets):
            raise InputError(
                f"{len(drivers)} drivers and {len(targets)} portraits cannot be paired one by one.",
                "Give as many of each, or --pair product for each with each.",
            )
        yield from zip(drivers, targets, strict=True)


def read_rows(path: Path) -> list[Row]:
    """The rows of a table.

    A CSV has a heading of their names; JSON is a list of objects; TOML has them as `[[job]]`.

    Raises:
        InputError: it cannot be read, or a row cannot be understood; the row is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # as spreadsheets write it
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The table {path} cannot be read: {error}.", _HINT) from error
    try:
        lines = _READERS[path.suffix.lower()](text)
    except KeyError as error:
        raise InputError(f"{path.name} is no table.", "Give a .csv, .json or .toml.") from error
    except ValueError as error:
        raise InputError(
            f"The table {path.name} is damaged: {first_problem(error)}.", _HINT
        ) from error
    if not lines:
        raise InputError(f"The table {path.name} is empty.", _HINT)
    return [_row(line, f"{path.name}, row {number}") for number, line in enumerate(lines, 1)]


def _csv(text: str) -> list[Any]:
    heading = text.partition("\n")[0]
    # Spreadsheets write semicolons, or tabs, where a comma is the decimal sign.
    between = max(",;\t", key=heading.count)
    lines = csv.DictReader(io.StringIO(text), skipinitialspace=True, delimiter=between)
    return [{key: value for key, value in line.items() if value not in ("", None)}
            for line in lines]  # fmt: skip


def _json(text: str) -> list[Any]:
    lines = read_json(text)
    if not isinstance(lines, list):
        raise ValueError("it is no list")
    return lines


def _toml(text: str) -> list[Any]:
    whole = read_toml(text)
    lines = whole.pop("job", [])
    if whole or not isinstance(lines, list):
        raise ValueError("there is something beside [[job]]")
    return lines


_READERS: Final = {".csv": _csv, ".json": _json, ".toml": _toml}


def _row(line: Any, place: str) -> Row:
    """A line as it was read, checked."""
    if not isinstance(line, dict):
        raise InputError(f"{place}: there are no names for what it holds.", _HINT)
    if None in line:  # so csv calls what lies beyond the heading
        raise InputError(f"{place}: it is longer than the heading.", _HINT)
    motion = {name: line[name] for name in line if name in _GAINS}
    rest = {name: value for name, value in line.items() if name not in _GAINS}
    for name in ("driver", "target"):
        if isinstance(rest.get(name), str):
            rest[name] = [rest[name]]
    try:
        gains = MotionSettings.model_validate(motion).model_dump(include=set(motion))
        return Row.model_validate(rest | {"motion": gains})
    except ValidationError as error:
        raise InputError(f"{place}: {first_problem(error)}.", _HINT) from error


def _expanded(names: Sequence[str], folder: Path | str) -> list[Path | str]:
    found: list[Path | str] = []
    for name in names:
        if is_url(name) or isinstance(folder, str):
            url = name if is_url(name) else f"{folder}/{name}"
            fitting = matching(url)
            if not fitting:
                raise InputError(f"No object fits {url}.", "Check the address.")
            found += fitting
            continue
        if not glob.has_magic(name):
            found.append(folder / name)
            continue
        # Path.glob takes no pattern with a root.
        paths = sorted(glob.glob(str(folder / name), recursive=True))  # noqa: PTH207
        if not paths:
            raise InputError(f"No file fits {name}.", f"It was looked for from {folder}.")
        found += map(Path, paths)
    return found
