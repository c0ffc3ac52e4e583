"""Damaged files end in a result or in one clear sentence: some hundreds here, thousands by

python -m tests.generated.campaign --count 2400 --keep faults/
"""

from __future__ import annotations

import os
import random
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from tests.generated.campaign import Fault, Input, Reader, inputs, run
from tests.generated.damage import damaged
from tests.generated.seeds import KINDS, make_one

pytestmark = pytest.mark.skipif(os.name != "posix", reason="readers are waited for by select")

CORPUS = Path(__file__).with_name("corpus")
ENDING = {
    "manifest": "manifest.toml",
    "batch": "batch.jsonl",
    "journal": "journal.json",
    "kept": "x.entry",
}
NUMBERS = range(7 * len(KINDS))
KEPT = sorted(CORPUS.glob("*__*"))


def of_corpus(path: Path) -> Input:
    """What once failed; its file is called after the kind, and ends as that does."""
    kind = path.name.split("__")[0]
    return Input(0, kind, ENDING.get(kind, path.name), path.read_bytes())


def told(faults: list[Fault]) -> str:
    return "\n".join(f"{one.kind} {one.number}: {one.why}" for one in faults)


def test_damaged_files(tmp_path: Path) -> None:
    """Those that once failed, and others."""
    wanted = chain(map(of_corpus, KEPT), inputs(tmp_path, 11, NUMBERS))
    counts, faults = run(wanted, deep=False)
    assert not faults, told(faults)
    assert sum(counts.values()) == len(KEPT) + len(NUMBERS)
    assert min(counts["result"], counts["sentence"]) > 20, "damage is neither all nor nothing"


def test_the_same_numbers_make_the_same_damage(tmp_path: Path) -> None:
    content = make_one(tmp_path, "png").read_bytes()
    made = [damaged(content, "png", random.Random(f"1 {n}"), [b"other" * 99]) for n in range(40)]
    again = [damaged(content, "png", random.Random(f"1 {n}"), [b"other" * 99]) for n in range(40)]
    assert made == again
    assert len(set(made)) > 35


def test_a_reader_that_crashes_is_found_out_and_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The runner's own promise: a bound that is broken, and a process that ends, are named."""
    whole = make_one(tmp_path, "png")
    reader = Reader()
    try:
        assert reader.read("png", whole, deep=False) == ("result", "")
        assert reader._process is not None
        reader._process.kill()
        outcome, why = reader.read("png", whole, deep=False)
        assert (outcome, bool(why)) == ("", True)
        assert reader.read("png", whole, deep=False) == ("result", "")
        monkeypatch.setattr("tests.generated.campaign.MOST_MEGABYTES", -1.0)
        assert "MB" in reader.read("png", whole, deep=False)[1]
    finally:
        reader.close()


def test_whole_files_are_results(tmp_path: Path) -> None:
    """Else nothing would be said by what becomes of damaged ones."""
    from tests.generated.readers import read

    found = Counter[str]()
    for kind in KINDS:
        found[f"{kind}: {read(kind, make_one(tmp_path, kind))}"] += 1
    others = {one for one in found if not one.endswith(": result")}
    # Sound alone is no driver, and a picture in HEIF is to be converted.
    assert {one.split(":")[0] for one in others} <= {"wav", "heic"}, others
