"""Cameras, sinks, trackers and generators that do as they are told, for the live threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from engines.bundle import open_bundle
from engines.errors import BundleError
from rtxfer.errors import DeviceError
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Generator, Rendered, State
from rtxfer.motion.relative import Motion
from rtxfer.sources.live_source import LiveSourceEnded
from rtxfer.target import Target

MAGENTA = (255, 0, 255)


def until(condition: Callable[[], Any], seconds: float = 30) -> None:
    """Wait for something to come true; a busy machine is given plenty of time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


def for_a_while(seconds: float) -> Iterator[float]:
    """Moments of a span of time, 100 a second."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield time.monotonic()
        time.sleep(0.01)


def numbered(number: int, colour: tuple[int, int, int] = MAGENTA) -> Image:
    """A driver's frame that says which it is in its first pixel."""
    image = np.full((60, 80, 3), colour, np.uint8)
    image[0, 0] = number % 256
    return image


def painted(target: Target, level: int) -> Target:
    """The portrait in one shade of grey, so that its output says which portrait it is."""
    return replace(target, image=np.full_like(target.image, level), name=f"grey {level}")


class Camera:
    """A live source; everything about it can be changed while it runs.

    Attributes:
        images: given over and over; whatever a driver may give.
        plugged: otherwise it raises a DeviceError.
        silent: it gives nothing.
        error: raised by the next reads.
        ended: there are no more.
        blocking: clear it, and `read` does not return.
        opened, closed, reads: how often.
    """

    def __init__(
        self, images: Sequence[Any] | None = None, *, rate: float = 60, name: str = "cam"
    ) -> None:
        self.name = name
        self.images = [numbered(0)] if images is None else images
        self.rate = rate
        self.plugged = True
        self.silent = False
        self.ended = False
        self.error: Exception | None = None
        self.free = threading.Event()
        self.free.set()
        self.opened = self.closed = self.reads = 0

    def open(self) -> None:
        self.opened += 1
        self._check()

    def read(self, timeout: float) -> Any:
        self._check()
        self.free.wait()
        if self.silent:
            time.sleep(timeout)
            return None
        time.sleep(1 / self.rate)
        self._check()
        self.reads += 1
        return self.images[(self.reads - 1) % len(self.images)]

    def close(self) -> None:
        self.closed += 1

    def _check(self) -> None:
        if not self.plugged:
            raise DeviceError("It was unplugged.", "Plug it in.")
        if self.error is not None:
            raise self.error
        if self.ended:
            raise LiveSourceEnded


class Keeper:
    """A live sink that keeps what it gets.

    Attributes:
        images, times: what was written.
        free: clear it, and `write` does not return.
        error: raised by `write`.
        open_error: raised by `open`.
        close_error: raised by `close`.
        opened, closed: how often; begun: writes.
        most: how many of the last frames are kept.
    """

    def __init__(self, name: str = "keeper", most: int = 100_000) -> None:
        self.name = name
        self.images: list[Image] = []
        self.times: list[float] = []
        self.most = most
        self.free = threading.Event()
        self.free.set()
        self.error: Exception | None = None
        self.open_error: Exception | None = None
        self.close_error: Exception | None = None
        self.asked: list[tuple[tuple[int, int], int]] = []
        self.begun = self.closed = 0

    @property
    def opened(self) -> int:
        return len(self.asked)

    def open(self, size: tuple[int, int], rate: int) -> None:
        self.asked.append((size, rate))
        if self.open_error is not None:
            raise self.open_error

    def write(self, image: Image, time: float) -> None:
        self.begun += 1
        self.free.wait()
        if self.error is not None:
            raise self.error
        self.images.append(image)
        self.times.append(time)
        del self.images[: -self.most], self.times[: -self.most]

    def close(self) -> None:
        self.closed += 1
        if self.close_error is not None:
            raise self.close_error


class Puppet:
    """Stands for `rtxfer.look.Tracker`: the first pixel of a frame says which signal to give.

    Attributes:
        error: raised by `track`.
        lost: no face is found.
        open_error: raised when a tracker is opened.
        opened, closed: how often.
    """

    def __init__(self, signals: Sequence[Signal]) -> None:
        self._signals = signals
        self.error: Exception | None = None
        self.open_error: Exception | None = None
        self.lost = False
        self.opened = self.closed = self.tracked = 0
        self.places: tuple[tuple[float, float, float, float], ...] = ()

    def __call__(self, *_: Any, **__: Any) -> Puppet:
        if self.open_error is not None:
            raise self.open_error
        self.opened += 1
        return self

    def track(self, image: Image, time: float) -> Signal | None:
        self.tracked += 1
        if self.error is not None:
            raise self.error
        return None if self.lost else self._signals[int(image[0, 0, 0]) % len(self._signals)]

    def close(self) -> None:
        self.closed += 1


class Foundry:
    """Stands for `open_generator`: light generators that move the whole crop, and are counted.

    Attributes:
        alive: those that were not closed.
        made: how many there were.
        error: raised by `render`.
        casting: clear it, and opening one takes until it is set.
        missing: names that cannot be opened.
        seconds: that rendering takes, by name; without one, none.
    """

    def __init__(self) -> None:
        self.manifest = open_bundle("warp").manifest
        self.alive: set[LightGenerator] = set()
        self.made = 0
        self.error: Exception | None = None
        self.casting = threading.Event()
        self.casting.set()
        self.notes: tuple[str, ...] = ()
        self.missing = {"missing"}
        self.seconds: dict[str, float] = {}

    def __call__(self, name: Any = None, backend: str = "auto") -> LightGenerator:
        self.casting.wait()
        if name in self.missing:
            raise BundleError(f"There is no bundle named {name}.", "Choose another.")
        self.made += 1
        generator = LightGenerator(self, str(name), backend)
        self.alive.add(generator)
        return generator


class LightGenerator(Generator):
    """Moves the crop as the driven landmarks move on average."""

    def __init__(self, foundry: Foundry, name: str, backend: str) -> None:
        self._foundry = foundry
        self._backend = backend
        self.manifest = foundry.manifest.model_copy(update={"name": name})
        self.size, self.crop_scale = 64, foundry.manifest.crop_scale

    @property
    def backend(self) -> str:
        return self._backend

    @property
    def notes(self) -> tuple[str, ...]:
        return self._foundry.notes

    @property
    def choice(self) -> None:
        return None

    @property
    def reads(self) -> bool:
        return False

    def prepare(self, crop: Image, landmarks: Points) -> State:
        assert self in self._foundry.alive, "a closed generator was used"
        return State({}, landmarks)

    def render(self, state: State, driven: Points, motion: Motion) -> Rendered:
        assert self in self._foundry.alive, "a closed generator was used"
        if self._foundry.error is not None:
            raise self._foundry.error
        time.sleep(self._foundry.seconds.get(self.manifest.name, 0))
        shift = (state.landmarks - driven)[:, :2].mean(0)
        flow = np.broadcast_to(shift[:, None, None], (2, 8, 8)).astype(np.float32)
        return Rendered(flow, None, None)

    def close(self) -> None:
        self._foundry.alive.discard(self)


def live_threads() -> list[str]:
    """Names of the live run's threads that are at work."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("rtxfer ")]


@contextmanager
def no_thread_stays() -> Iterator[None]:
    """Whatever was started inside has ended a little later."""
    yield
    until(lambda: not live_threads(), 20)
