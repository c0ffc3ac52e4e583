"""A second generator beside the one that is shown: seen in the window, and nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np

from rtxfer.live import Event
from rtxfer.motion.neutral import Neutral
from rtxfer.target import Target
from tests.live.fakes import MAGENTA, Camera, Foundry, Keeper, Puppet, numbered, painted, until

SMILE = 40


def shown(runner: Any) -> Any:
    until(lambda: runner.comparison.picture is not None)
    return runner.comparison.picture


def test_it_shows_the_same_portrait_in_the_same_size(
    run: Any, grace: Target, driver_neutral: Neutral, foundry: Foundry
) -> None:
    keeper = Keeper()
    runner = run(Camera([numbered(SMILE)]), grace, [keeper], neutral=driver_neutral)
    runner.comparison.begin("other")
    picture = shown(runner)
    assert picture.shape == (76, 64, 3)
    assert {generator.manifest.name for generator in foundry.alive} == {"light", "other"}
    until(lambda: len(keeper.images) > 20)
    assert all(image is not picture for image in keeper.images)


def test_one_tracker_serves_both(run: Any, grace: Target, puppet: Puppet) -> None:
    runner = run(Camera([numbered(SMILE)]), grace, [])
    runner.comparison.begin("other")
    shown(runner)
    assert puppet.opened == 1


def test_it_follows_another_portrait_and_never_shows_the_driver(
    run: Any, grace: Target, driver_neutral: Neutral
) -> None:
    runner = run(Camera([numbered(SMILE)]), painted(grace, 40), [], neutral=driver_neutral)
    runner.comparison.begin("other")
    assert int(shown(runner)[38, 32, 0]) == 40
    runner.show(painted(grace, 200))
    until(lambda: int(runner.comparison.picture[38, 32, 0]) == 200)
    assert not (runner.comparison.picture == np.array(MAGENTA)).all(-1).any()


def test_what_cannot_be_had_is_told_once_and_the_rest_goes_on(
    run: Any, grace: Target, told: list[Event], foundry: Foundry
) -> None:
    runner = run(Camera(), grace, [])
    runner.comparison.begin("missing")
    until(lambda: any("no bundle named missing" in event.problem for event in told))
    before = runner.statistics().generated
    until(lambda: runner.statistics().generated > before + 20)
    assert runner.comparison.picture is None
    assert sum("missing" in event.problem for event in told) == 1
    runner.comparison.begin("other")
    shown(runner)


def test_ending_closes_its_generator(run: Any, grace: Target, foundry: Foundry) -> None:
    runner = run(Camera(), grace, [])
    runner.comparison.begin("other")
    shown(runner)
    runner.comparison.end()
    assert runner.comparison.picture is None
    until(lambda: {g.manifest.name for g in foundry.alive} == {"light"})
    runner.close()
    runner.comparison.begin("other")  # too late, and harmless
    assert runner.comparison.picture is None
