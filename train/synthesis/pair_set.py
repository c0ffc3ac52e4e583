"""A set of synthesised pictures on disk, written person by person.

| file            | holds                                                                      |
|-----------------|----------------------------------------------------------------------------|
| `pairs/`        | pictures, `00012_0.jpg` near neutral, `00012_1.jpg` and on edited          |
| `pairs.csv`     | one row for each picture; `train.data.adapters` says how it is read        |
| `set.json`      | what the set was made with                                                 |
| `journal.jsonl` | one line for each person done: a run that was cut off goes on after it     |
| `README.md`     | where the pictures come from, and under what licence                       |

Columns of `pairs.csv`: the file, whose face, the strength of each edit (units of style; in the
first picture of a person what made it neutral, in the others what was added to the first), seed
and number of the person, the likeness to the first picture, and what every table may have.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from rtxfer.atomic import OPEN, replace_bytes
from rtxfer.errors import InputError
from rtxfer.frame import Image
from train.data.pack import read_journal
from train.data.packing import encode, reopen
from train.pretrained.weights import MOBILESTYLEGAN_LICENCE
from train.synthesis.attributes import ATTRIBUTES
from train.synthesis.people import Strengths

SOURCE: Final = "mobilestylegan-edits"
COLUMNS: Final = (
    "file",
    "identity",
    *ATTRIBUTES,
    "seed",
    "person",
    "score",
    "expression",
    "split",
    "source",
    "licence",
)

README: Final = """# Synthesised pairs

{pictures} pictures of {people} people who do not exist: the first of each near neutral, the others
with a changed expression and often a turned head. Made by `python -m train synthesise`. Its
settings are in `set.json`; `pairs.csv` says what was done to each picture and how alike it still
is to the person's first (cosine of SFace's vectors).

## Licence

{licence}.

The graphs come from the package `random_face` 2021.7.21.0 (Sergei Belousov), which is under the
Apache License 2.0. Their network was distilled from StyleGAN2, which was trained on FFHQ; NVIDIA
licenses StyleGAN2 for non-commercial use and FFHQ under CC BY-NC-SA 4.0. Whether those terms
reach pictures and what is trained on them has not been settled. So `prepare` carries this
licence into every pack, and every bundle trained on one names it in its manifest. Whoever must
be sure trains without this set.
"""


@dataclass(frozen=True, slots=True, eq=False)
class PersonPicture:
    """One picture of a person on its way into the set.

    Attributes:
        image: RGB, uint8 [S, S, 3].
        strengths: of its edits, [A].
        score: cosine of likeness to the person's first picture.
    """

    image: Image
    strengths: Strengths
    score: float

    @property
    def expression(self) -> str:
        """Names of its edits, for instance "jaw+smile"; of a turn alone, "turned"."""
        edited = [name for name, s in zip(ATTRIBUTES, self.strengths, strict=True) if s]
        return "+".join(edited)


class PairSet:
    """Adds people to a new or a half-made set; a context manager.

    Args:
        folder: of the set, made if it is not there.
        seed: of its people.
        made: everything else that pictures depend on.
        quality: of the JPEGs, 1–100.

    Attributes:
        rejects: reason → how many pictures were not taken.

    Raises:
        InputError: there is a set already, made otherwise.
    """

    def __init__(self, folder: Path, seed: int, made: Mapping[str, Any], quality: int) -> None:
        pictures = folder / "pairs"
        pictures.mkdir(parents=True, exist_ok=True)
        self._folder, self._pictures, self._quality, self._seed = folder, pictures, quality, seed
        head = {"seed": seed, "quality": quality, **made}
        _keep_head(folder / "set.json", head)
        lines = read_journal(folder)
        self._rows: dict[int, list[dict[str, Any]]] = {li["person"]: li["rows"] for li in lines}
        self.rejects = Counter[str]()
        for line in lines:
            self.rejects.update(line["rejects"])
        whole = sum(len(line["text"]) for line in lines)
        self._journal = reopen(folder / "journal.jsonl", whole)

    @property
    def done(self) -> frozenset[int]:
        """Numbers of the people that need not be drawn again."""
        return frozenset(self._rows)

    @property
    def scores(self) -> list[float]:
        """Of all edited pictures in the set."""
        return [row["score"] for rows in self._rows.values() for row in rows[1:]]

    def add(
        self, person: int, pictures: Sequence[PersonPicture | None], rejects: Mapping[str, int]
    ) -> None:
        """Write a finished person; a run that is cut off here draws it again.

        Args:
            person: number.
            pictures: near neutral first; None for what was not taken.
            rejects: reason → how many were not.
        """
        rows = []
        for number, picture in enumerate(pictures):
            if picture is None:
                continue
            name = f"{person:05}_{number}.jpg"
            replace_bytes(self._pictures / name, encode(picture.image, self._quality), OPEN)
            rows.append(self._row(name, person, picture, neutral=number == 0))
        line = json.dumps({"person": person, "rejects": dict(rejects), "rows": rows})
        self._journal.write(line.encode() + b"\n")
        self._journal.flush()
        self._rows[person] = rows
        self.rejects.update(rejects)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()
        table = io.StringIO(newline="")
        writer = csv.DictWriter(table, COLUMNS)
        writer.writeheader()
        kept = {person: rows for person, rows in sorted(self._rows.items()) if rows}
        for rows in kept.values():
            writer.writerows(rows)
        replace_bytes(self._folder / "pairs.csv", table.getvalue().encode(), OPEN)
        count = sum(map(len, kept.values()))
        text = README.format(pictures=count, people=len(kept), licence=MOBILESTYLEGAN_LICENCE)
        replace_bytes(self._folder / "README.md", text.encode(), OPEN)

    def _row(
        self, name: str, person: int, picture: PersonPicture, *, neutral: bool
    ) -> dict[str, Any]:
        edits = zip(ATTRIBUTES, picture.strengths.tolist(), strict=True)
        return {
            "file": name,
            # Sets of several seeds may go into one pack.
            "identity": f"ms-{self._seed}-{person:05}",
            **{attribute: round(strength, 2) for attribute, strength in edits},
            "seed": self._seed,
            "person": person,
            "score": round(picture.score, 4),
            "expression": "neutral" if neutral else picture.expression,
            "split": "train",
            "source": SOURCE,
            "licence": MOBILESTYLEGAN_LICENCE,
        }


def _keep_head(path: Path, head: Mapping[str, Any]) -> None:
    if not path.exists():
        replace_bytes(path, (json.dumps(head, indent=2) + "\n").encode(), OPEN)
        return
    found = json.loads(path.read_text("utf-8"))
    other = [name for name in head if found.get(name) != head[name]]
    if other:
        was = ", ".join(f"{name} {found.get(name)}" for name in other)
        raise InputError(
            f"{path.parent} holds a set made with {was}.",
            "Ask for the same to go on with it, or choose another folder.",
        )
