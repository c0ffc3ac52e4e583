"""What the program's own text may not say: code out of data, and half files under final names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path for name in ("rtxfer", "engines", "train") for path in (ROOT / name).rglob("*.py")
)

READS_PICKLES = {"train/pretrained/safe_pickle.py"}
"""Reads arrays out of pickles and refuses all else; tests/train/test_train_pretrained.py."""

FORBIDDEN = {
    "pickles are programs": r"^\s*(?:import|from) (?:pickle|cPickle|dill|joblib|shelve|marshal)\b",
    "so is text that is run": r"(?<![.\w])(?:eval|exec)\(",
    "YAML makes objects of any class": r"\byaml\.(?:load|unsafe_load)\(",
    "a scripted module is a program": r"\btorch\.jit\.load\(",
}

CALL = r"{}\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"

IN_A_FOLDER_OF_ITS_OWN = {
    "engines/building/build.py",  # temporary folders
    "engines/building/worker.py",  # of whoever started it
    "rtxfer/sinks/live/unfinished.py",  # of unfinished parts
    "rtxfer/sinks/offline/sequence.py",
    "train/pretrained/weights.py",
}
"""Where what is written so is moved to its final name, or never gets one."""


def text(path: Path) -> str:
    return path.read_text("utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("why", list(FORBIDDEN))
def test_nothing_runs_what_it_reads(why: str) -> None:
    said = re.compile(FORBIDDEN[why], re.MULTILINE)
    found = {name(path) for path in SOURCES if said.search(text(path))}
    assert found - READS_PICKLES == set(), why


@pytest.mark.parametrize(
    ("call", "demanded"),
    [(r"\bnp\.load", "allow_pickle=False"), (r"\btorch\.load", "weights_only=True")],
)
def test_arrays_and_weights_are_read_as_numbers(call: str, demanded: str) -> None:
    calls = [
        (name(path), found)
        for path in [*SOURCES, *(ROOT / "tests").rglob("*.py")]
        for found in re.findall(CALL.format(call), text(path))
        if path != Path(__file__)
    ]
    assert len(calls) > 3, "else nothing was looked at"
    assert [one for one in calls if demanded not in one[1]] == []


def test_no_file_is_written_under_its_final_name() -> None:
    """A killed process would leave half of it there; `engines.drafts` writes all of it or none.

    What is given to a draft is called `part`.
    """
    by_path = r"(?<!part)\.write_(?:text|bytes)\(|\bcv2\.imwrite\("
    writes = re.compile(by_path + r"|\bnp\.savez?\w*\((?!buffer|file)")
    found = {name(path) for path in SOURCES if writes.search(text(path))}
    assert found - IN_A_FOLDER_OF_ITS_OWN == set()
