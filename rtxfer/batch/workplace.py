"""Where the steps of a long clip leave what they make, for the workers that go on with it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from rtxfer.batch import store
from rtxfer.sinks.destination import explained

MOTION: Final = "driver.motion"
PLAN: Final = "plan.json"

FOLDER: Final = ".{}.rtxfer-cut"
"""Name of the folder beside the result, or beside its address."""


@dataclass(frozen=True, slots=True)
class CutPlan:
    """How a clip is cut, and what there is to tell of it.

    Attributes:
        key: of the work; see `Piece.key`.
        frames: of the clip.
        length: frames of a part; the last one may be shorter.
        size: width and height of the result, pixels.
        crowd: frames with more than one face.
        notes: on the driver.
        skipped: damaged packets of the driver.
    """

    key: str
    frames: int
    length: int
    size: tuple[int, int]
    crowd: int = 0
    notes: tuple[str, ...] = ()
    skipped: int = 0

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Numbers of the first frame of each, and of the first that is not."""
        begins = range(0, self.frames, self.length)
        return [(first, min(first + self.length, self.frames)) for first in begins]


_PLAN: Final = TypeAdapter(CutPlan)


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder that all workers see; or one on each node, beside an address where they meet.

    Attributes:
        out: the result.
        key: of the work.
        address: of the result, where it lies elsewhere.
    """

    out: Path
    key: str
    address: str = ""

    @property
    def folder(self) -> Path:
        """On this machine."""
        if not self.address:
            return beside(self.out)
        return store.node_folder("cuts", f"{self.address}\n{self.key}")

    @property
    def meeting(self) -> str:
        """Address of the folder where nodes meet; "" where they see the same one."""
        parent, _, name = self.address.rpartition("/")
        return f"{parent}/{FOLDER.format(name)}" if self.address else ""

    def names(self) -> set[str]:
        """Of all that is finished."""
        if self.meeting:
            return store.names(self.meeting)
        return {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()

    def plan(self) -> CutPlan | None:
        """How the clip is cut; None where nobody has looked at it yet, or for other work."""
        try:
            if self.meeting:
                text = store.text(f"{self.meeting}/{PLAN}")
            else:
                text = (self.folder / PLAN).read_text("utf-8")
            plan = _PLAN.validate_json(text)
        except (OSError, ValidationError, ValueError):
            return None
        sound = plan.key == self.key and plan.frames > 0 and plan.length > 0
        return plan if sound else None

    def begin(self, plan: CutPlan, states: Iterable[Path]) -> None:
        """Let the others know: all else is there before the plan is.

        Raises:
            OutputError: the disk is full, or the store refuses.
        """
        place = self.folder / PLAN
        draft = place.with_suffix(".new")
        with explained(self.folder), draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(plan), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        self.give([*(state.name for state in states), MOTION, PLAN])

    def take(self, names: Iterable[str]) -> None:
        """Have these in the folder.

        Raises:
            InputError: they cannot be fetched.
        """
        if not self.meeting:
            return
        self.make()
        with FileLock(self.folder / ".lock"):
            for name in names:
                if not (self.folder / name).exists():
                    store.fetch(f"{self.meeting}/{name}", self.folder / name)

    def give(self, names: Iterable[str]) -> None:
        """Let the others have these, which are in the folder.

        Raises:
            OutputError: the store refuses.
        """
        for name in names if self.meeting else ():
            store.put(self.folder / name, f"{self.meeting}/{name}")

    def make(self) -> None:
        """Have a folder on this machine.

        Raises:
            OutputError: it cannot be made.
        """
        with explained(self.folder):
            self.folder.mkdir(parents=bool(self.meeting), exist_ok=True)

    def clear(self) -> None:
        """Remove it, with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.meeting:
            store.remove(self.meeting)


def beside(out: Path) -> Path:
    """The folder beside a result on a disk."""
    return out.with_name(FOLDER.format(out.name))
