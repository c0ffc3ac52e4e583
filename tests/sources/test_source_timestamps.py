from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.sources.timestamps import SteadyClock


@pytest.mark.parametrize(
    ("stored", "given_out"),
    [
        ([0, 40, 90, 91], [0, 40, 90, 91]),
        ([None, None, None], [0, 40, 80]),
        ([0, None, 80], [0, 40, 80]),
        ([0, 40, 40, 80], [0, 40, 41, 80]),
        ([100, 140, 120, 180], [100, 140, 141, 180]),
        ([0, 5000, 0, 40], [0, 5000, 5040, 5080]),  # glued recordings
    ],
)
def test_repairs(stored: list[int | None], given_out: list[int]) -> None:
    clock = SteadyClock(step=40, second=1000)
    assert [clock.stamp(pts) for pts in stored] == given_out


@given(st.lists(st.none() | st.integers(-(10**9), 10**9)))
def test_always_strictly_increasing(stored: list[int | None]) -> None:
    clock = SteadyClock(step=40, second=1000)
    stamps = [clock.stamp(pts) for pts in stored]
    assert all(later > earlier for earlier, later in pairwise(stamps))
