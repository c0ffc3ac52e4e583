import threading
import time
from collections.abc import Callable

import pytest

from rtxfer.channel import Channel, ChannelStopped


def in_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_items_arrive_in_order_and_then_the_end() -> None:
    channel: Channel[int] = Channel(2)

    def produce() -> None:
        for number in range(50):
            channel.put(number)
        channel.close()

    in_thread(produce)
    assert list(channel) == list(range(50))


def test_it_never_holds_more_than_its_capacity() -> None:
    channel: Channel[int] = Channel(3)
    handed_over = []

    def produce() -> None:
        for number in range(10):
            channel.put(number)
            handed_over.append(number)
        channel.close()

    in_thread(produce)
    deadline = time.monotonic() + 5
    while len(handed_over) < 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(0.05)
    assert handed_over == [0, 1, 2]
    assert list(channel) == list(range(10))


def test_the_producers_error_comes_after_its_items() -> None:
    channel: Channel[int] = Channel(5)
    channel.put(1)
    channel.close(ValueError("camera unplugged"))
    received = iter(channel)
    assert next(received) == 1
    with pytest.raises(ValueError, match="unplugged"):
        next(received)


def test_a_waiting_producer_learns_that_the_consumer_stopped() -> None:
    channel: Channel[int] = Channel(1)
    channel.put(0)
    raised: list[BaseException] = []

    def produce() -> None:
        try:
            channel.put(1)
        except BaseException as error:
            raised.append(error)

    thread = in_thread(produce)
    time.sleep(0.02)
    channel.stop(OSError("disk full"))
    thread.join(5)
    assert not thread.is_alive()
    assert isinstance(raised[0], OSError)


def test_stopping_without_a_reason() -> None:
    channel: Channel[int] = Channel(1)
    channel.stop()
    with pytest.raises(ChannelStopped):
        channel.put(1)
    channel.check()


def test_check_tells_a_producer_that_is_done() -> None:
    channel: Channel[int] = Channel(1)
    channel.close()
    channel.stop(OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        channel.check()


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Channel(0)
    channel: Channel[int] = Channel(1)
    channel.close()
    with pytest.raises(RuntimeError, match="after close"):
        channel.put(1)
