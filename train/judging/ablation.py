"""What each idea of a method brings: the same training with and without it, judged side by side.

    python -m train ablate relative_au --data packs/train --held packs/eval --out ablations/fusion \
        --row "as it is" --row "no fusion: method.fusion=false" --set steps=1000 --seeds 2

Each row is trained with the same preset, samples, steps and seeds, and exported; then all are
judged by the protocol of `train evaluate`. The first row is what the others are compared with. A
study that was broken off goes on; what is finished is not trained again.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from engines.bundle import MANIFEST
from rtxfer.atomic import replace_text
from rtxfer.errors import InputError
from train.judging.embed import demand_place, embed
from train.judging.judgement import judge
from train.judging.table import COLUMNS, ActorFigures

if TYPE_CHECKING:
    from train.trainer.presets import Preset

BUNDLE: Final = "bundle"
"""Folder of the exported bundle, in its run's."""

REPORT: Final = "ablation.md"

Judge: TypeAlias = Callable[[Sequence[str], Path], Sequence[ActorFigures]]
"""Judges bundles, given by their folders, and writes its own report into a folder."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way to train.

    Attributes:
        name: for people.
        changes: of the preset, `name=value`.
    """

    name: str
    changes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Row:
        """From `name: change change …`; without changes the colon may be left out.

        Raises:
            InputError: there is no name.
        """
        name, _, changes = text.partition(":")
        if not name.strip():
            raise InputError(f"The row {text!r} has no name.", 'Write "no fusion: method.x=false".')
        return cls(name.strip(), tuple(changes.split()))

    def folder(self, seed: int) -> str:
        """Of its run with that seed."""
        letters = (letter if letter.isalnum() else "-" for letter in self.name.lower())
        return f"{''.join(letters)}-{seed}"


@dataclass(frozen=True, slots=True)
class Study:
    """What all rows have in common.

    Attributes:
        method: its name.
        data: pack to train on.
        held: pack with crops of split eval, to judge on.
        out: folder of the runs and the report.
        preset: smoke, cpu or gpu.
        changes: of the preset, for all rows.
        start: run or bundle whose weights each row starts with; "" for none.
        seeds: how many runs each row has.
        pretrained: folder of the frozen networks.
        accelerator: auto, cpu or cuda.
    """

    method: str
    data: Path
    held: Path
    out: Path
    preset: str = "cpu"
    changes: tuple[str, ...] = ()
    start: str = ""
    seeds: int = 1
    pretrained: Path | None = None
    accelerator: str = "auto"

    def run(self, rows: Sequence[Row], judged: Judge, into: Path | None = None) -> str:
        """Train what is not trained yet, judge, and write the report.

        Args:
            rows: two at least; the first is compared with.
            judged: see `Judge`.
            into: a page that takes the table over, see `train.judging.embed`.

        Returns:
            The report, in Markdown.

        Raises:
            InputError: too few rows, two of one name, or a change that does not exist.
        """
        if len({row.folder(0) for row in rows}) < max(len(rows), 2):
            raise InputError("Rows need names of their own, and two are needed.", "See --help.")
        for row in rows:
            self._settings(row, 0)  # what is misspelt is told before hours of training
        if into is not None:
            demand_place(into)
        bundles = {(row, seed): self._made(row, seed) for row in rows for seed in range(self.seeds)}
        found = {one.label: one.figures for one in judged([*map(str, bundles.values())], self.out)}
        figures = {
            row: [found[row.folder(seed)] for seed in range(self.seeds)]  # a bundle's name
            for row in rows
        }
        report = table(figures) + "\n\n" + self._command(rows)
        replace_text(self.out / REPORT, report + "\n")
        if into is not None:
            embed(into, report, None)
        return report

    def _made(self, row: Row, seed: int) -> Path:
        """The bundle of a run; made, if it is not there."""
        from train.export import export_run
        from train.methods import open_method
        from train.trainer.checkpoint import CHECKPOINT
        from train.trainer.trainer import Trainer

        run = self.out / row.folder(seed)
        if (run / BUNDLE / MANIFEST).exists():
            return run / BUNDLE
        settings = self._settings(row, seed)
        method = open_method(self.method, dict(settings.method))
        print(f"{row.name}, seed {seed}: {settings.steps} steps")
        resume = (run / CHECKPOINT).exists()
        Trainer(
            method,
            settings,
            self.data,
            run,
            resume=resume,
            start="" if resume else self.start,
            pretrained=self.pretrained,
            accelerator=self.accelerator,
        ).run()
        return export_run(method, run, run / BUNDLE, self.held, row.folder(seed))

    def _settings(self, row: Row, seed: int) -> Preset:
        from train.methods import find_method
        from train.trainer.presets import resolve

        changes = [*self.changes, *row.changes, f"seed={seed}"]
        return resolve(self.preset, changes, find_method(self.method).presets.get(self.preset, ()))

    def _command(self, rows: Sequence[Row]) -> str:
        """How the table was made, for who wants to make it again."""
        words = [f"python -m train ablate {self.method} --preset {self.preset}"]
        words += [f"--set {change}" for change in self.changes]
        words += [f"--from {self.start}"] if self.start else []
        words += [f"--seeds {self.seeds}"]
        words += [f'--row "{": ".join(filter(None, (r.name, " ".join(r.changes))))}"' for r in rows]
        return "```sh\n" + " \\\n    ".join(words) + "\n```"


def table(figures: Mapping[Row, Sequence[Mapping[str, float]]]) -> str:
    """Rows and what they got, in Markdown; under each but the first, how far it is from that.

    Args:
        figures: of each row, by seed. Several seeds give mean ± standard deviation.
    """
    first = next(iter(figures))
    columns = {
        name: column
        for name, column in COLUMNS.items()
        if any(math.isfinite(one.get(name, math.nan)) for several in figures.values()
               for one in several)
    }  # fmt: skip
    lines = [
        "| " + " | ".join(["", *(f"{c.title} {c.arrow}" for c in columns.values())]) + " |",
        "| " + " | ".join([":--", *("--:" for _ in columns)]) + " |",
    ]
    for row, several in figures.items():
        cells = [_mean([one.get(name, math.nan) for one in several], column.digits)
                 for name, column in columns.items()]  # fmt: skip
        lines.append("| " + " | ".join([row.name, *cells]) + " |")
        if row != first:
            away = [
                _away(several, figures[first], name, column.digits)
                for name, column in columns.items()
            ]
            lines.append("| " + " | ".join(["&nbsp;against the first", *away]) + " |")
    return "\n".join(lines)


def _mean(values: Sequence[float], digits: int) -> str:
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return "–"
    mean = f"{statistics.fmean(known):.{digits}f}"
    return f"{mean} ± {statistics.stdev(known):.{digits}f}" if len(known) > 1 else mean


def _away(
    own: Sequence[Mapping[str, float]],
    others: Sequence[Mapping[str, float]],
    name: str,
    digits: int,
) -> str:
    """The mean difference of runs of the same seed."""
    pairs = zip(own, others, strict=True)
    differences = [one.get(name, math.nan) - other.get(name, math.nan) for one, other in pairs]
    known = [value for value in differences if math.isfinite(value)]
    return f"{statistics.fmean(known):+.{digits}f}" if known else "–"


def judge_all(
    held: Path, clips: Path | None, targets: Path | None, every: int, pretrained: Path | None
) -> Judge:
    """The judgement of `train evaluate` as a `Judge`."""

    def judged(bundles: Sequence[str], out: Path) -> Sequence[ActorFigures]:
        return judge(bundles, held, out / "report", clips=clips, targets=targets, every=every,
                     pretrained=pretrained)  # fmt: skip

    return judged
