"""Stages are built beside; the last one wanted is the one that comes, and none is left open."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rtxfer.live.events import Event, Events
from rtxfer.live.stage_builder import StageBuilder, Wanted
from rtxfer.motion.neutral import Neutral
from rtxfer.quality import FULL, LADDER
from rtxfer.settings import OutputSettings
from rtxfer.stage import Stage
from rtxfer.target import Target
from tests.live.fakes import Foundry, painted, until


@pytest.fixture
def first(grace: Target) -> Wanted:
    return Wanted(grace, "light", "fake", OutputSettings(width=64, height=76), calibrated=False)


@pytest.fixture
def builder(foundry: Foundry, first: Wanted, events: Events) -> Iterator[StageBuilder]:
    builder = StageBuilder(first, events)
    builder.start()
    yield builder
    builder.stop()
    assert builder.join(time.monotonic() + 20)


def fetched(builder: StageBuilder) -> Stage:
    ready: list[Stage] = []
    until(lambda: ready.extend(filter(None, [builder.ready()])) or ready)
    return ready[0]


def test_what_is_wanted_is_built_once(
    builder: StageBuilder, foundry: Foundry, eileen: Target
) -> None:
    builder.want(target=eileen)
    assert builder.wanted.target is eileen
    with fetched(builder) as stage:
        assert stage.target is eileen
        assert stage.size == (64, 76)
        assert stage.neutral is None
        assert builder.ready() is None
        assert foundry.made == 1


def test_it_is_fitted_to_the_driver(
    builder: StageBuilder, driver_neutral: Neutral, eileen: Target
) -> None:
    builder.want(neutral=driver_neutral)
    with fetched(builder) as stage:
        assert stage.neutral is driver_neutral


def test_of_many_wishes_the_last_one_comes(
    builder: StageBuilder, foundry: Foundry, grace: Target
) -> None:
    targets = [painted(grace, 5 * number) for number in range(50)]
    for target in targets:
        builder.want(target=target)
        time.sleep(0.002)
    seen: list[Target] = []

    def last_seen() -> bool:
        stage = builder.ready()
        if stage is not None:
            seen.append(stage.target)
            stage.close()
        return bool(seen) and seen[-1] is targets[-1]

    until(last_seen)
    places = [targets.index(target) for target in seen]
    assert places == sorted(places)
    until(lambda: not foundry.alive)


def test_what_is_being_measured_is_given_up_for_the_next(
    builder: StageBuilder,
    foundry: Foundry,
    grace: Target,
    eileen: Target,
    driver_neutral: Neutral,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measuring, given_up = threading.Event(), threading.Event()

    def fit(self: Stage, neutral: Neutral, *, calibrated: bool, check: object) -> Stage:
        if self.target is grace:
            assert callable(check)
            measuring.set()
            try:
                until(check)  # it raises as soon as another is wanted
            finally:
                given_up.set()
        return self

    monkeypatch.setattr(Stage, "fit", fit)
    builder.want(neutral=driver_neutral)
    assert measuring.wait(20)
    builder.want(target=eileen)
    assert given_up.wait(20)
    with fetched(builder) as stage:
        assert stage.target is eileen
        assert len(foundry.alive) == 1


def test_stopping_gives_up_too_and_closes_what_nobody_fetched(
    builder: StageBuilder, foundry: Foundry, eileen: Target
) -> None:
    builder.want(target=eileen)
    until(lambda: foundry.made == 1)
    builder.stop()
    assert builder.join(time.monotonic() + 20)
    assert not foundry.alive
    builder.want(target=eileen)


def test_wishes_of_two_threads_are_both_heard(
    builder: StageBuilder, eileen: Target, driver_neutral: Neutral
) -> None:
    def turn(field: str, value: object, other: object) -> None:
        for _ in range(300):
            builder.want(**{field: other})
            builder.want(**{field: value})

    fields = [
        ("target", eileen, replace(eileen)),
        ("neutral", driver_neutral, replace(driver_neutral)),
        ("generator", "x", "y"),
    ]
    threads = [threading.Thread(target=turn, args=field) for field in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = builder.wanted
    assert wanted.target is eileen
    assert wanted.neutral is driver_neutral
    assert wanted.generator == "x"


class TestLevels:
    def test_without_the_learned_part_another_bundle_is_opened(self, builder: StageBuilder) -> None:
        builder.want(level=LADDER[-1])
        with fetched(builder) as stage:
            assert stage.level == LADDER[-1]
            assert stage.generator.manifest.name == "warp"
        assert builder.wanted.generator == "light", "which is wanted all the same"
        builder.want(level=LADDER[1])
        with fetched(builder) as stage:
            assert stage.level == LADDER[1]
            assert stage.generator.manifest.name == "light"

    def test_what_was_taken_up_already_is_only_noted(
        self, builder: StageBuilder, foundry: Foundry, eileen: Target
    ) -> None:
        builder.note(level=LADDER[2])
        assert not builder.busy
        time.sleep(0.05)
        assert (foundry.made, builder.ready()) == (0, None)
        builder.want(target=eileen)
        with fetched(builder) as stage:
            assert stage.level == LADDER[2]

    def test_noted_while_one_is_built_it_is_in_that_one_too(
        self, builder: StageBuilder, foundry: Foundry, eileen: Target
    ) -> None:
        foundry.casting.clear()
        builder.want(target=eileen)
        assert builder.busy
        builder.note(level=LADDER[2])
        assert builder.busy
        foundry.casting.set()
        until(lambda: not builder.busy)
        with fetched(builder) as stage:
            assert (stage.level, stage.target) == (LADDER[2], eileen)

    def test_after_a_failure_it_is_busy_no_more(
        self, builder: StageBuilder, foundry: Foundry, told: list[Event]
    ) -> None:
        foundry.missing.add("warp")
        builder.want(level=LADDER[-1])
        until(lambda: not builder.busy)
        assert builder.wanted.level == FULL
        assert len(told) == 1


class TestFailures:
    def test_a_generator_that_is_missing_is_told_and_no_longer_wanted(
        self, builder: StageBuilder, told: list[Event], first: Wanted, eileen: Target
    ) -> None:
        builder.want(generator="missing")
        until(lambda: told)
        assert (told[0].level, told[0].about) == ("error", "engine")
        assert told[0].hint == "Choose another."
        assert builder.wanted == first
        builder.want(target=eileen)
        with fetched(builder) as stage:
            assert stage.target is eileen
        assert len(told) == 1

    def test_what_else_is_wanted_is_not_forgotten(
        self, builder: StageBuilder, told: list[Event], eileen: Target, driver_neutral: Neutral
    ) -> None:
        builder.want(generator="missing", target=eileen, neutral=driver_neutral)
        with fetched(builder) as stage:
            assert stage.target is eileen
            assert stage.neutral is driver_neutral
        assert len(told) == 1

    def test_a_portrait_that_cannot_be_shown(
        self, builder: StageBuilder, foundry: Foundry, told: list[Event], first: Wanted
    ) -> None:
        broken = replace(first.target, image=None, name="broken")
        builder.want(target=broken)
        until(lambda: told)
        assert (told[0].about, told[0].subject) == ("target", "broken")
        until(lambda: builder.wanted == first)
        assert not foundry.alive, "what was opened for it is closed"

    def test_it_goes_back_to_what_was_built_last(
        self, builder: StageBuilder, told: list[Event], eileen: Target
    ) -> None:
        builder.want(target=eileen, generator="other")
        fetched(builder).close()
        builder.want(generator="missing")
        until(lambda: told)
        assert builder.wanted.target is eileen
        assert builder.wanted.generator == "other"

    def test_a_failure_that_is_overtaken_is_not_news(
        self, builder: StageBuilder, foundry: Foundry, told: list[Event], eileen: Target
    ) -> None:
        foundry.casting.clear()
        builder.want(generator="missing")
        time.sleep(0.05)  # it is being opened
        builder.want(generator="light", target=eileen)
        foundry.casting.set()
        with fetched(builder) as stage:
            assert stage.target is eileen
        assert told == []
