"""Only the newest item counts, and nobody waits for ever."""

from __future__ import annotations

import threading

import pytest

from rtxfer.live.slot import LatestSlot, SlotClosed


def test_the_newest_is_taken_once() -> None:
    slot: LatestSlot[int] = LatestSlot()
    assert not slot.put(1)
    assert slot.put(2), "the first was never taken"
    assert slot.take(0) == 2
    assert slot.take(0) is None
    assert not slot.put(3)
    assert slot.take(0) == 3


def test_taking_waits_for_what_comes() -> None:
    slot: LatestSlot[str] = LatestSlot()
    timer = threading.Timer(0.05, slot.put, ["late"])
    timer.start()
    assert slot.take(20) == "late"
    timer.join()


def test_closing_wakes_whoever_waits_and_lets_go_of_the_rest() -> None:
    slot: LatestSlot[int] = LatestSlot()
    timer = threading.Timer(0.05, slot.close)
    timer.start()
    with pytest.raises(SlotClosed):
        slot.take(20)
    timer.join()
    other: LatestSlot[int] = LatestSlot()
    other.put(1)
    other.close()
    assert not other.put(2), "nothing was there to be replaced"
    for _ in range(2):
        with pytest.raises(SlotClosed):
            other.take(0)


def test_many_threads_lose_nothing_but_what_was_replaced() -> None:
    slot: LatestSlot[tuple[int, int]] = LatestSlot()
    replaced = [0, 0]

    def produce(who: int) -> None:
        for number in range(3000):
            replaced[who] += slot.put((who, number))

    threads = [threading.Thread(target=produce, args=[who]) for who in (0, 1)]
    for thread in threads:
        thread.start()
    taken: list[tuple[int, int]] = []
    while any(thread.is_alive() for thread in threads):
        item = slot.take(0.01)
        if item is not None:
            taken.append(item)
    last = slot.take(0)
    taken += [last] if last is not None else []
    for who in (0, 1):
        numbers = [number for maker, number in taken if maker == who]
        assert numbers == sorted(set(numbers)), "in order, and none twice"
    assert taken[-1][1] == 2999
    assert len(taken) + sum(replaced) == 6000
