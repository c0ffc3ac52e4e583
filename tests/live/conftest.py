"""Live runs on puppets: no tracker, no engine, and waits that are short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rtxfer import look as look_module
from rtxfer import stage as stage_module
from rtxfer.face.signal import Signal
from rtxfer.live import Event, LiveOptions, LiveRunner, transfer_worker
from rtxfer.live import outlet as outlet_module
from rtxfer.live import worker as worker_module
from rtxfer.live.events import Events
from rtxfer.settings import MotionSettings, OutputSettings, TransferSettings
from rtxfer.target import Target
from tests.live.fakes import Camera, Foundry, Puppet, no_thread_stays

PLAIN = MotionSettings(calibrated=False, smoothing=0)
OPTIONS = LiveOptions(
    generator="light",
    backend="fake",
    settings=TransferSettings(motion=PLAIN, output=OutputSettings(width=64, height=76)),
    rate=60,
    quality="best",  # whatever else this machine does while it tests
)


@pytest.fixture(autouse=True)
def _no_thread_stays() -> Iterator[None]:
    with no_thread_stays():
        yield


@pytest.fixture(autouse=True)
def _swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of minutes and seconds become moments."""
    monkeypatch.setattr(worker_module, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(worker_module, "LONGEST_WAIT", 0.2)
    monkeypatch.setattr(worker_module, "STEADY_SECONDS", 0.5)
    monkeypatch.setattr(outlet_module, "STALL_SECONDS", 0.2)
    monkeypatch.setattr(transfer_worker, "SETTLED_SECONDS", 0.2)


@pytest.fixture
def told() -> list[Event]:
    """What a listener was told."""
    return []


@pytest.fixture
def events(told: list[Event]) -> Events:
    return Events(told.append)


@pytest.fixture
def puppet(monkeypatch: pytest.MonkeyPatch, driver_signals: list[Signal]) -> Puppet:
    """In the place of the tracker: signals 0–29 are at rest, 30–59 expressions."""
    puppet = Puppet([*driver_signals[:30], *driver_signals[100:130]])
    monkeypatch.setattr(look_module, "Tracker", puppet)
    return puppet


@pytest.fixture
def foundry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Foundry]:
    """In the place of `open_generator`; at the end every generator has been closed."""
    foundry = Foundry()
    monkeypatch.setattr(stage_module, "open_generator", foundry)
    with no_thread_stays():
        yield foundry
    assert not foundry.alive


@pytest.fixture
def run(puppet: Puppet, foundry: Foundry, grace: Target, told: list[Event]) -> Iterator[Any]:
    """Starts live runs; `run(camera, target, sinks, neutral=…)`; they are closed at the end."""
    runners: list[LiveRunner] = []

    def start(
        camera: Any = None,
        target: Target = grace,
        sinks: Any = (),
        options: LiveOptions = OPTIONS,
        *,
        on_event: Callable[[Event], None] = told.append,
        **more: Any,
    ) -> LiveRunner:
        camera = Camera() if camera is None else camera
        runner = LiveRunner(camera, target, sinks, options, on_event=on_event, **more)
        runners.append(runner)
        runner.start()
        return runner

    yield start
    for runner in runners:
        runner.close()
