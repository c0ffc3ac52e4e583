"""A live run that is too slow, or pinned: what it shows with less, and what never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rtxfer.live import Event, LiveRunner, governor
from rtxfer.live.quality_keeper import QualityKeeper
from rtxfer.motion.neutral import Neutral
from rtxfer.quality import FULL, LADDER
from rtxfer.target import Target
from tests.live.conftest import OPTIONS
from tests.live.fakes import MAGENTA, Camera, Foundry, Keeper, for_a_while, numbered, until

SMILE = 40
FAST = replace(OPTIONS, quality="fast")
AUTO = replace(OPTIONS, quality="auto", rate=15)
SLOW = 0.2
"""Seconds: three times what a rate of 15 leaves."""


@pytest.fixture(autouse=True)
def learned(foundry: Foundry) -> None:
    """Whatever is cast draws, as `flow` does."""
    foundry.manifest = foundry.manifest.model_copy(update={"draws": True})


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes become moments."""
    monkeypatch.setattr(governor, "WATCH", 0.5)
    monkeypatch.setattr(governor, "PATIENCE", 1.0)


def smiling() -> Camera:
    return Camera([numbered(SMILE)])


def settled(runner: LiveRunner, engine: str, quality: str) -> bool:
    statistics = runner.statistics()
    return (statistics.engine, statistics.quality) == (engine, quality)


def troubles(told: list[Event]) -> list[str]:
    return [event.problem for event in told if event.level == "error"]


class TestPinned:
    def test_best_is_never_lowered(
        self, run: Any, foundry: Foundry, driver_neutral: Neutral, hasty: None
    ) -> None:
        foundry.seconds["light"] = SLOW
        runner = run(smiling(), neutral=driver_neutral, options=replace(AUTO, quality="best"))
        until(lambda: runner.statistics().generated > 3)
        for _ in for_a_while(2):
            assert runner.statistics().quality == "full"
        assert not runner.statistics().lowered
        assert runner.statistics().engine == "light, run by fake"

    def test_fast_begins_without_the_learned_part(
        self, run: Any, foundry: Foundry, driver_neutral: Neutral
    ) -> None:
        runner = run(smiling(), neutral=driver_neutral, options=FAST)
        until(lambda: settled(runner, "warp, run by auto", LADDER[-1].name))
        assert runner.statistics().lowered
        assert {generator.manifest.name for generator in foundry.alive} == {"warp"}

    def test_it_may_change_at_any_time_and_the_output_goes_on(
        self, run: Any, driver_neutral: Neutral, told: list[Event]
    ) -> None:
        sink = Keeper()
        runner = run(smiling(), sinks=[sink], neutral=driver_neutral)
        until(lambda: settled(runner, "light, run by fake", "full"))
        until(lambda: sink.images)
        for _ in range(3):
            runner.quality = "fast"
            assert runner.quality == "fast"
            until(lambda: settled(runner, "warp, run by auto", LADDER[-1].name))
            runner.quality = "best"
            until(lambda: settled(runner, "light, run by fake", "full"))
        assert troubles(told) == []
        assert {image.shape for image in sink.images} == {(76, 64, 3)}
        assert sink.asked == [((64, 76), OPTIONS.rate)]
        for image in sink.images:
            assert not (image == MAGENTA).all(-1).any(), "nothing of the driver"

    def test_changed_many_times_the_last_wish_comes(
        self, run: Any, foundry: Foundry, eileen: Target, driver_neutral: Neutral
    ) -> None:
        runner = run(smiling(), neutral=driver_neutral)
        for number in range(30):
            runner.quality = ("fast", "best", "auto")[number % 3]
            if number % 7 == 0:
                runner.show(eileen)
        runner.quality = "fast"
        until(lambda: settled(runner, "warp, run by auto", LADDER[-1].name))
        until(lambda: len(foundry.alive) == 1)
        assert runner.target is eileen


class TestAutomatic:
    def test_too_slow_it_lets_go_of_the_learned_part_and_takes_it_up_again(
        self, run: Any, foundry: Foundry, driver_neutral: Neutral, hasty: None, told: list[Event]
    ) -> None:
        foundry.seconds["light"] = SLOW
        sink = Keeper()
        runner = run(smiling(), sinks=[sink], neutral=driver_neutral, options=AUTO)
        until(lambda: runner.statistics().engine == "warp, run by auto")
        until(lambda: runner.statistics().quality.startswith("no learned part"))
        until(lambda: runner.statistics().generated_fps > 10)
        foundry.seconds.clear()
        until(lambda: settled(runner, "light, run by fake", "full"), 60)
        assert troubles(told) == []
        assert {image.shape for image in sink.images} == {(76, 64, 3)}

    def test_another_portrait_is_shown_as_the_last_one_was(
        self, run: Any, foundry: Foundry, eileen: Target, driver_neutral: Neutral
    ) -> None:
        runner = run(smiling(), neutral=driver_neutral, options=FAST)
        until(lambda: settled(runner, "warp, run by auto", LADDER[-1].name))
        made = foundry.made
        runner.show(eileen)
        until(lambda: foundry.made > made)
        until(lambda: np.abs(runner.latest().landmarks - eileen.signal.landmarks).max() < 200)
        assert settled(runner, "warp, run by auto", LADDER[-1].name)

    def test_another_generator_begins_in_full(
        self, run: Any, foundry: Foundry, driver_neutral: Neutral, hasty: None
    ) -> None:
        foundry.seconds["light"] = SLOW
        runner = run(smiling(), neutral=driver_neutral, options=AUTO)
        until(lambda: runner.statistics().engine == "warp, run by auto")
        runner.use("other", "fake")
        until(lambda: settled(runner, "other, run by fake", "full"))


class TestWhatCannotBeHad:
    def test_without_the_plain_bundle_the_learned_one_stays(
        self, run: Any, foundry: Foundry, driver_neutral: Neutral, told: list[Event]
    ) -> None:
        foundry.missing.add("warp")
        runner = run(smiling(), neutral=driver_neutral)
        until(lambda: settled(runner, "light, run by fake", "full"))
        runner.quality = "fast"
        until(lambda: settled(runner, "light, run by fake", LADDER[3].name))
        assert troubles(told) == ["There is no bundle named warp."]
        made = runner.statistics().generated
        until(lambda: runner.statistics().generated > made + 20)
        runner.quality = "best"
        until(lambda: settled(runner, "light, run by fake", "full"))
        runner.quality = "fast"
        until(lambda: settled(runner, "light, run by fake", LADDER[3].name))
        assert troubles(told) == ["There is no bundle named warp."], "it is tried once"

    def test_a_learned_one_that_is_gone_is_not_tried_for_ever(
        self, run: Any, foundry: Foundry, driver_neutral: Neutral, told: list[Event]
    ) -> None:
        runner = run(smiling(), neutral=driver_neutral, options=FAST)
        until(lambda: settled(runner, "warp, run by auto", LADDER[-1].name))
        foundry.missing.add("light")
        runner.quality = "best"
        until(lambda: settled(runner, "warp, run by auto", LADDER[4].name))
        assert list(for_a_while(0.5))
        assert troubles(told) == ["There is no bundle named light."]
        runner.use("other", "fake")
        until(lambda: settled(runner, "other, run by fake", "full"))


class TestWhatCounts:
    """Only a portrait that was really made, at the level that is wanted, is weighed."""

    def weighed(self, *, rate: float = 25.0, steady: bool = True, **timings: float) -> bool:
        keeper = QualityKeeper("auto", lambda: rate)
        keeper._steady = steady
        for number in range(200):
            keeper.observe(number / 25, 1.0, timings)
        return keeper.governor.level != FULL

    def test_a_rendered_one_does(self) -> None:
        assert self.weighed(track=1.0, render=1.0)

    def test_one_at_rest_does_not(self) -> None:
        assert not self.weighed(track=1.0)

    def test_one_made_beside_a_building_does_not(self) -> None:
        assert not self.weighed(steady=False, render=1.0)

    def test_without_a_camera_there_is_nothing_to_keep_up_with(self) -> None:
        assert not self.weighed(rate=0.0, render=1.0)
