"""The ladder of levels: each costs less than the one before, and makes a difference."""

from __future__ import annotations

import pytest

from engines.bundle import open_bundle
from rtxfer.quality import FULL, LADDER, PLAIN, ladder


def test_the_ladder_begins_in_full_and_never_gives_back() -> None:
    assert ladder() == LADDER
    assert LADDER[0] == FULL
    assert (FULL.canvas, FULL.read_every, FULL.plain) == (1, 1, False)
    for plain in (False, True):
        part = [level for level in LADDER if level.plain == plain]
        assert [level.canvas for level in part] == sorted((x.canvas for x in part), reverse=True)
    assert [level.plain for level in LADDER] == sorted(level.plain for level in LADDER)
    assert len({level.name for level in LADDER}) == len(LADDER)


@pytest.mark.parametrize(
    ("has", "names"),
    [
        ({"reads": False}, [LADDER[i].name for i in (0, 2, 3, 4, 5)]),
        ({"draws": False, "reads": False}, [LADDER[i].name for i in (0, 2, 3)]),
        ({"plain": False}, [LADDER[i].name for i in (0, 1, 2, 3)]),
    ],
)
def test_what_makes_no_difference_is_left_out(has: dict[str, bool], names: list[str]) -> None:
    assert [level.name for level in ladder(**has)] == names


def test_the_bundle_that_stands_in_has_no_learned_part() -> None:
    manifest = open_bundle(PLAIN).manifest
    assert not manifest.draws
    assert "driver" not in manifest.graphs
