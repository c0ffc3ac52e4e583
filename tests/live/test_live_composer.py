"""The composer with a transfer by hand: it works beside the caller, and no error is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest

from rtxfer.live.composer import Composer
from rtxfer.step import Moved, Result
from rtxfer.transfer import Transfer
from tests.live.fakes import until

LONG = 10.0


class Composing:
    """A third of a transfer: gives back what it was given."""

    def __init__(self) -> None:
        self.fails = False
        self.may = threading.Event()
        self.may.set()

    def compose(self, moved: Any) -> Any:
        self.may.wait(LONG)
        if self.fails:
            raise RuntimeError("no canvas")
        return f"picture of {moved}"


@pytest.fixture
def composing() -> Composing:
    return Composing()


@pytest.fixture
def done() -> list[tuple[Result, Moved]]:
    return []


@pytest.fixture
def composer(composing: Composing, done: list[Any]) -> Iterator[Any]:
    with Composer(
        cast("Transfer", composing), lambda result, moved: done.append((result, moved))
    ) as running:
        yield running


def test_what_is_drawn_is_composed_beside(
    composer: Any, composing: Composing, done: list[Any]
) -> None:
    composing.may.clear()
    composer.put("one")
    assert done == [], "nobody waited for it"
    composing.may.set()
    until(lambda: done == [("picture of one", "one")])


def test_of_several_that_wait_the_newest_is_composed(
    composer: Any, composing: Composing, done: list[Any]
) -> None:
    composing.may.clear()
    composer.put("one")
    until(lambda: composer._drawn._item is None)  # it is being composed
    composer.put("two")
    composer.put("three")
    composing.may.set()
    until(lambda: [moved for _, moved in done] == ["one", "three"])


def test_what_goes_wrong_is_raised_at_the_next(
    composer: Any, composing: Composing, done: list[Any]
) -> None:
    composing.fails = True
    composer.put("one")
    until(lambda: composer._error is not None)
    with pytest.raises(RuntimeError, match="no canvas"):
        composer.put("two")
    until(lambda: composer._error is not None)  # "two" was tried, too
    composing.fails = False
    with pytest.raises(RuntimeError):
        composer.put("three")
    until(lambda: done == [("picture of three", "three")])
    composer.put("four")


def test_it_ends_and_nothing_is_composed_any_more(
    composer: Any, composing: Composing, done: list[Any]
) -> None:
    composer.put("one")
    until(lambda: len(done) == 1)
    assert composer.close()
    composer.put("two")
    assert len(done) == 1
