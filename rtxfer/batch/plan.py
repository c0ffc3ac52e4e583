"""From rows to pieces of work, each with a name, a job, and a key that tells it from others."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from engines.bundle import DEFAULT, open_bundle
from rtxfer.batch.store import NOWHERE, Places, Remote, exists, named, stamp
from rtxfer.batch.table import Pairing, Row
from rtxfer.errors import InputError
from rtxfer.job import Job
from rtxfer.settings import MotionSettings, background_file

NOT_THE_RESULT: Final = frozenset({"resume", "backend"})
"""Fields of a job that do not change what is made but for noise that nobody sees."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One job of a batch.

    Attributes:
        name: of its result, unique in the batch.
        job: what to do.
        key: differs whenever the result would: by the job, by its files, by the bundle.
        places: where its files lie, if elsewhere.
    """

    name: str
    job: Job
    key: str
    places: Places = field(default_factory=Places)

    @property
    def work(self) -> Job | Remote:
        """What a worker is to do."""
        return Remote(self.job, self.places) if self.places else self.job

    @property
    def output(self) -> str:
        """Path or address of the result."""
        return self.places.out or str(self.job.out)

    @property
    def made(self) -> bool:
        """Whether the result is there."""
        return exists(self.places.out) if self.places.out else self.job.out.exists()


def plan(
    rows: Iterable[Row], usual: Job, folder: Path | str, pairing: Pairing, out: str = ""
) -> list[Piece]:
    """The pieces of work that rows ask for, in their order.

    Args:
        rows: of the table.
        usual: what holds for each row that says nothing else; its `out` is the batch's folder.
        folder: that names in the rows are relative to, a path or an address.
        pairing: see `Row.pairs`.
        out: address of the folder that the results are put to; "" leaves them in the batch's.

    Raises:
        InputError: a file is missing, or two pieces have one name.
    """
    jobs = [job for row in rows for job in _jobs(row, usual, folder, pairing, out)]
    twice = [name for name, count in Counter(job.out.name for job, _ in jobs).items() if count > 1]
    if twice:
        raise InputError(
            f"{len(twice)} results would have the name of another, such as {twice[0]}.",
            "Name the results in the table's column `out`, or take the row away that is there "
            "twice.",
        )
    return [Piece(job.out.name, job, key_of(job, places), places) for job, places in jobs]


def _jobs(
    row: Row, usual: Job, folder: Path | str, pairing: Pairing, out: str
) -> list[tuple[Job, Places]]:
    pairs = list(row.pairs(pairing, folder))
    if row.out is not None and len(pairs) > 1:
        raise InputError(
            f"{row.out} cannot be the result of {len(pairs)} jobs.",
            "Leave `out` away where a row makes several.",
        )
    if row.out is not None and Path(row.out).name != row.out:
        raise InputError(f"{row.out} is not a plain name.", "Results lie in the batch's folder.")
    motion = usual.settings.motion.model_dump() | row.motion
    settings = usual.settings.model_copy(update={"motion": MotionSettings(**motion)})
    generator = row.generator or usual.generator
    ending = ".webm" if settings.output.clear else ".mp4"
    usual = replace(
        usual,
        generator=generator,
        settings=settings,
        neutral=row.neutral,
        start=row.start,
        end=row.end,
        mirrored=row.mirrored or usual.mirrored,
        face=row.face,
        driver_face=row.driver_face or usual.driver_face,
    )
    made = []
    for pair in pairs:
        driver, target = (Path(named(one)) if isinstance(one, str) else one for one in pair)
        name = row.out or _name(driver, target, row) + ending
        fetch = [one if isinstance(one, str) else "" for one in pair]
        places = Places(fetch[0], fetch[1], f"{out.rstrip('/')}/{name}" if out else "")
        made.append((replace(usual, driver=driver, target=target, out=usual.out / name), places))
    return made


def _name(driver: Path, target: Path, row: Row) -> str:
    """Driver, portrait and, where a row names them, who drives and generator:
    `ann-hopper-eet`, `two-face2-hopper`.
    """
    who = [] if row.driver_face is None else [f"face{row.driver_face}"]
    last = [] if row.generator is None else [Path(row.generator).name]
    return "-".join([driver.stem, *who, target.stem, *last])


def key_of(job: Job, places: Places = NOWHERE) -> str:
    """See `Piece.key`. Paths count as they are: who moves a folder has new files."""
    parts = [
        f"{name}={value!r}"
        for name in job.__dataclass_fields__
        if name not in NOT_THE_RESULT
        for value in [getattr(job, name)]
    ]
    files = ((job.driver, places.driver), (job.target, places.target))
    parts += [f"{url} {stamp(url)}" if url else _file(path) for path, url in files]
    parts += [_bundle(job.generator or DEFAULT), *([places.out] if places.out else [])]
    background = background_file(job.settings.output.background)
    parts += [_file(background)] if background is not None else []
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _file(path: Path) -> str:
    """Size and time of a file, or of all in a folder."""
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        stats = [file.stat() for file in files]
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from error
    return ";".join(f"{stat.st_size}@{stat.st_mtime_ns}" for stat in stats)


@lru_cache
def _bundle(name: str) -> str:
    graphs = open_bundle(name).manifest.graphs.values()
    return ":".join(graph.sha256 for graph in graphs)
