"""The governor, by a clock that the tests turn: down in order, up slower, or pinned."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from rtxfer.live.governor import DOUBT, GAP, LASTS, OVER, PATIENCE, ROOM, SEVERE, WATCH, Governor
from rtxfer.quality import FULL, LADDER, Level, ladder

PERIOD = 1 / 25
"""Of the camera."""

COSTS = dict(zip(LADDER, (1.0, 0.97, 0.94, 0.9, 0.3, 0.25), strict=True))
"""What levels take, relative to the first; much as on two slow cores."""

Change = tuple[float, Level]


class Machine:
    """Makes frames at the governor's level, on a clock of its own.

    Args:
        governor: to be tried.
        load: of a frame at full quality, in camera periods.

    Attributes:
        changes: moments and levels, from the first on.
    """

    def __init__(self, governor: Governor, load: float) -> None:
        self.governor, self.load = governor, load
        self.now = 1000.0
        self.changes: list[Change] = [(self.now, governor.level)]

    def run(self, seconds: float, cost: Callable[[Level], float] = COSTS.__getitem__) -> None:
        end = self.now + seconds
        while self.now < end:
            busy = self.load * cost(self.governor.level) * PERIOD
            self.now += max(busy, PERIOD)
            self.governor.observe(self.now, busy, PERIOD)
            if self.governor.level != self.changes[-1][1]:
                self.changes.append((self.now, self.governor.level))

    @property
    def levels(self) -> list[int]:
        return [LADDER.index(level) for _, level in self.changes]

    @property
    def waits(self) -> list[float]:
        """Seconds between changes."""
        return [b - a for (a, _), (b, _) in pairwise(self.changes)]


@pytest.fixture
def governor() -> Governor:
    return Governor(LADDER)


class TestDown:
    def test_what_keeps_up_is_left_alone(self, governor: Governor) -> None:
        machine = Machine(governor, 0.99 * OVER)
        machine.run(600)
        assert machine.levels == [0]

    def test_overload_steps_down_in_order_and_never_in_a_hurry(self, governor: Governor) -> None:
        machine = Machine(governor, 1.2)
        machine.run(60)
        assert machine.levels == [0, 1, 2, 3, 4]
        assert all(WATCH <= wait < WATCH + 0.5 for wait in machine.waits)

    def test_it_stops_where_it_is_enough(self, governor: Governor) -> None:
        machine = Machine(governor, 1.0)
        machine.run(60)
        assert machine.levels == [0, 1, 2], "0.94 of the time is enough"

    def test_a_severe_one_goes_to_the_learned_part_at_once(self, governor: Governor) -> None:
        machine = Machine(governor, 3.0)
        machine.run(30)
        assert machine.levels == [0, 4]

    def test_below_the_last_level_there_is_nothing(self, governor: Governor) -> None:
        machine = Machine(governor, 20.0)
        machine.run(60)
        assert machine.levels == [0, 4, 5]

    def test_without_another_bundle_severity_hurries_nothing(self) -> None:
        machine = Machine(Governor(ladder(plain=False)), 2 * SEVERE)
        machine.run(60)
        assert machine.levels == [0, 1, 2, 3]

    def test_a_hiccup_is_no_load(self, governor: Governor) -> None:
        machine = Machine(governor, 0.6)
        for _ in range(20):
            machine.run(5)
            machine.load = 30
            machine.run(PERIOD)
            machine.load = 0.6
        assert machine.levels == [0]

    def test_frames_far_apart_are_too_few_to_judge_by(self, governor: Governor) -> None:
        for number in range(100):
            governor.observe(number * 2 * GAP, 3 * PERIOD, PERIOD)
        assert governor.level == FULL

    def test_a_machine_that_takes_seconds_is_judged_all_the_same(self, governor: Governor) -> None:
        for number in range(5):
            governor.observe(number * 2.0, 2.0, PERIOD)
        assert governor.level.plain


class TestUp:
    def test_recovery_steps_up_in_order_and_slower(self, governor: Governor) -> None:
        machine = Machine(governor, 1.2)
        machine.run(30)
        assert machine.levels[-1] == 4
        down = len(machine.levels) - 1
        machine.load = 0.5
        machine.run(120)
        assert machine.levels == [0, 1, 2, 3, 4, 3, 2, 1, 0]
        assert min(machine.waits[down:]) >= PATIENCE > 3 * max(machine.waits[: down - 1])
        before = len(machine.levels)
        machine.run(600)
        assert len(machine.levels) == before

    def test_between_the_two_thresholds_nothing_moves(self, governor: Governor) -> None:
        machine = Machine(governor, 1.0)
        machine.run(600)
        assert ROOM < 1.0 * COSTS[LADDER[2]] < OVER
        assert machine.levels == [0, 1, 2]

    def test_where_the_way_up_is_known_to_be_too_much_it_is_tried_rarely(
        self, governor: Governor
    ) -> None:
        """A machine that is slow for good: nine tenths of its time at one level."""
        machine = Machine(governor, 2.0)
        machine.run(3600)
        assert set(machine.levels) == {0, 3, 4}
        ups = [moment for moment, level in machine.changes if level == LADDER[3]]
        assert ups[0] - machine.changes[1][0] >= DOUBT * PATIENCE
        gaps = [b - a for a, b in pairwise(ups)]
        assert all(b > 1.9 * a for a, b in pairwise(gaps)), gaps
        assert len(ups) <= 6

    def test_a_level_that_lasts_is_no_failure(self, governor: Governor) -> None:
        machine = Machine(governor, 1.2)
        for _ in range(3):
            machine.load = 1.2
            machine.run(30)
            machine.load = 0.5
            machine.run(2 * LASTS + 4 * PATIENCE)
        ups = [
            wait
            for wait, (before, after) in zip(machine.waits, pairwise(machine.levels), strict=True)
            if after < before
        ]
        assert len(ups) == 12
        assert max(ups) < PATIENCE + 4 * WATCH + 30

    def test_a_wrong_measure_does_not_keep_it_down_for_ever(self, governor: Governor) -> None:
        """Another program ends just as the level is lowered: the level seems to save half."""
        machine = Machine(governor, 1.0)
        machine.run(WATCH + 1)
        assert machine.levels == [0, 1]
        machine.load = 0.45
        machine.run(DOUBT * PATIENCE + 10)
        assert machine.levels == [0, 1, 0]


class TestPinned:
    @pytest.mark.parametrize(("quality", "level"), [("best", LADDER[0]), ("fast", LADDER[-1])])
    @pytest.mark.parametrize("load", [0.01, 1.2, 50.0])
    def test_it_never_moves(self, quality: str, level: Level, load: float) -> None:
        machine = Machine(Governor(LADDER, quality), load)  # type: ignore[arg-type]
        machine.run(300)
        assert [level for _, level in machine.changes] == [level]

    def test_let_go_it_begins_with_the_best(self, governor: Governor) -> None:
        governor.quality = "fast"
        assert governor.level == LADDER[-1]
        governor.quality = "auto"
        assert governor.level == FULL
        machine = Machine(governor, 1.2)
        machine.run(WATCH + 1)
        assert machine.levels == [0, 1]
        governor.quality = "best"
        assert governor.level == FULL


class TestOffers:
    def test_the_level_stays_where_there_still_is_one(self, governor: Governor) -> None:
        Machine(governor, 1.2).run(3 * WATCH)
        assert governor.level == LADDER[2]
        governor.offer(ladder(plain=False))
        assert governor.level == LADDER[2]

    def test_or_the_nearest_better_one_comes(self, governor: Governor) -> None:
        Machine(governor, 3.0).run(2 * WATCH)
        assert governor.level == LADDER[4]
        governor.offer(ladder(plain=False, reads=False))
        assert governor.level == LADDER[3]

    def test_of_all_others_the_best(self, governor: Governor) -> None:
        governor.offer([level for level in LADDER if level.plain])
        assert governor.level == LADDER[4]

    def test_another_generator_begins_anew(self, governor: Governor) -> None:
        machine = Machine(governor, 3.0)
        machine.run(2 * WATCH)
        governor.begin_anew(ladder(plain=False))
        assert governor.level == FULL
        machine.run(WATCH - 1)
        assert governor.level == FULL
