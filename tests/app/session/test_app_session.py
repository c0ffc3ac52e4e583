"""The session: what happens when things go wrong, or in an unlucky order."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.model.preferences import CameraPreferences
from rtxfer.app.session import Session
from rtxfer.app.session.portrait import LOOK_EVERY
from rtxfer.errors import DeviceError
from rtxfer.live import Statistics
from rtxfer.settings import MotionSettings
from rtxfer.target import Target

DEADLINE = 60_000
GRACE = Path("rtxfer/demo/grace_hopper.jpg").resolve()


@dataclass
class Runner:
    """Remembers what it was told; see `LiveRunner`."""

    target: Any
    settings: MotionSettings = field(default_factory=MotionSettings)
    panic: bool = False
    freeze: bool = False
    neutral: Any = None
    closed: int = 0
    told: list[Any] = field(default_factory=list)
    shown: Any = None

    def lay_out(self, **parts: Any) -> None:
        self.told.append(parts)

    def __post_init__(self) -> None:
        self.shown = self.target

    def close(self) -> bool:
        self.closed += 1
        return True

    def show(self, target: Any) -> None:
        self.told.append(("show", target))
        self.target = target

    def use(self, generator: Any, backend: Any) -> None:
        self.told.append(("use", generator, backend))

    def watch(self, source: Any) -> None:
        self.told.append("watch")

    def recalibrate(self) -> None:
        self.told.append("recalibrate")

    def latest(self) -> None:
        return None

    def output(self) -> Any:
        return np.zeros((4, 4, 3), np.uint8)

    def statistics(self) -> Statistics:
        return Statistics(engine="flow on test")


@pytest.fixture
def begun() -> list[Runner]:
    return []


@pytest.fixture
def gate() -> threading.Event:
    """Runs begin only while it is open."""
    opened = threading.Event()
    opened.set()
    return opened


@pytest.fixture
def lone(store: Any, begun: list[Runner], gate: threading.Event, grace: Target) -> Session:
    def begin(preferences: Any, portrait: Any, on_event: Any, *, panic: bool) -> LiveRun:
        assert gate.wait(60)
        begun.append(Runner(grace, panic=panic))
        measured = preferences.backend != "auto"
        return LiveRun(begun[-1], grace, None, "", None, measured)  # type: ignore[arg-type]

    store.change(target="portrait.jpg")
    return Session(store, begin=begin)


def _running(session: Session, begun: list[Runner], qtbot: Any) -> Runner:
    session.start()
    qtbot.waitUntil(lambda: session.monitor.output() is not None, timeout=DEADLINE)
    return begun[-1]


def test_without_a_portrait_it_says_so(store: Any, qtbot: Any) -> None:
    session = Session(store)
    with qtbot.waitSignal(session.noticed) as told:
        session.start()
    assert "no portrait" in told.args[0].problem
    assert not session.running


def test_nothing_moves_before_the_note_was_accepted(store: Any, qtbot: Any) -> None:
    store.change(consented=False, target="portrait.jpg")
    session = Session(store)
    with qtbot.waitSignal(session.consent_wanted):
        session.start()
    assert not session.running


def test_what_cannot_begin_is_told_and_it_can_be_tried_again(store: Any, qtbot: Any) -> None:
    def refuse(*_: Any, **__: Any) -> LiveRun:
        raise DeviceError("The camera is busy.", "Close the other program.")

    store.change(target="portrait.jpg")
    session = Session(store, begin=refuse)
    for _ in range(2):
        with qtbot.waitSignals([session.noticed, session.ended], timeout=DEADLINE):
            session.start()
        assert not session.running
        assert not session.busy


def test_stop_during_start_leaves_nothing_running(
    lone: Session, begun: list[Runner], gate: threading.Event, qtbot: Any
) -> None:
    gate.clear()
    lone.start()
    lone.stop()
    assert not lone.running
    with qtbot.waitSignal(lone.ended, timeout=DEADLINE):
        gate.set()
    assert [runner.closed for runner in begun] == [1]
    assert lone.monitor.output() is None
    assert not lone.busy


def test_start_and_stop_many_times(lone: Session, begun: list[Runner], qtbot: Any) -> None:
    for _ in range(20):
        lone.toggle()
    qtbot.waitUntil(lambda: not lone.busy, timeout=DEADLINE)
    assert all(runner.closed == 1 for runner in begun)


def test_panic_chosen_before_the_start_holds_from_the_first_frame(
    lone: Session, begun: list[Runner], qtbot: Any
) -> None:
    lone.output.panic(True)
    assert _running(lone, begun, qtbot).panic
    lone.output.panic(False)
    assert not begun[-1].panic


def test_settings_reach_the_run_and_are_kept(
    lone: Session, store: Any, begun: list[Runner], qtbot: Any
) -> None:
    runner = _running(lone, begun, qtbot)
    lone.driver.set_motion(MotionSettings(mouth=1.7))
    assert runner.settings.mouth == 1.7
    assert store.value.motion.mouth == 1.7
    lone.driver.recalibrate()
    lone.generator.use("warp", "onnxruntime")
    qtbot.waitUntil(lambda: len(runner.told) == 2, timeout=DEADLINE)
    assert runner.told == ["recalibrate", ("use", "warp", "onnxruntime")]


def test_another_shape_waits_until_it_is_applied_and_another_folder_is_taken_up(
    lone: Session, store: Any, begun: list[Runner], qtbot: Any, tmp_path: Any
) -> None:
    told: list[str] = []
    lone.pending.changed.connect(told.append)
    _running(lone, begun, qtbot)
    before = store.value.output
    lone.output.change(before.model_copy(update={"recordings": tmp_path}))
    assert told == []
    lone.output.change(before.model_copy(update={"rate": 60}))
    assert told == ["restart"]
    lone.output.change(before)
    assert told == ["restart", ""], "as it was when the run began"
    lone.driver.set_mirrored(True)
    assert [runner.closed for runner in begun] == [0]
    lone.pending.apply()
    assert told == ["restart", "", "restart", ""]
    qtbot.waitUntil(lambda: len(begun) == 2 and lone.monitor.output() is not None, timeout=DEADLINE)
    assert [runner.closed for runner in begun] == [1, 0]


def test_camera_settings_wait_too_and_take_no_restart(
    lone: Session, store: Any, begun: list[Runner], qtbot: Any
) -> None:
    runner = _running(lone, begun, qtbot)
    lone.driver.set_camera(CameraPreferences(width=640, height=480))
    assert lone.pending.waiting == "camera"
    assert runner.told == []
    lone.pending.apply()
    qtbot.waitUntil(lambda: lone.pending.waiting == "", timeout=DEADLINE)
    assert runner.told[0] == "watch"
    assert len(begun) == 1


def test_a_portrait_that_cannot_be_shown_leaves_the_old_one(
    lone: Session, store: Any, begun: list[Runner], faceless: Any, qtbot: Any
) -> None:
    _running(lone, begun, qtbot)
    shown = lone.portrait.target
    with qtbot.waitSignal(lone.noticed, timeout=DEADLINE) as told:
        lone.portrait.show(faceless)
    assert "No face" in told.args[0].problem
    assert lone.portrait.target is shown
    assert store.value.target != faceless


def test_statistics_come_while_it_runs(lone: Session, begun: list[Runner], qtbot: Any) -> None:
    with qtbot.waitSignal(lone.monitor.statistics_changed, timeout=DEADLINE) as told:
        _running(lone, begun, qtbot)
    assert told.args[0].engine == "flow on test"


def test_a_portrait_is_called_seen_only_once_it_is(
    lone: Session, store: Any, begun: list[Runner], qtbot: Any
) -> None:
    runner = _running(lone, begun, qtbot)
    first = store.value.target
    qtbot.waitUntil(lambda: lone.portrait.preparing is None, timeout=DEADLINE)
    assert lone.portrait.seen == first
    lone.portrait.show(GRACE)
    assert (lone.portrait.seen, lone.portrait.preparing) == (first, GRACE)
    qtbot.waitUntil(lambda: bool(runner.told), timeout=DEADLINE)
    qtbot.wait(3 * LOOK_EVERY)
    assert (lone.portrait.seen, lone.portrait.preparing) == (first, GRACE)
    runner.shown = runner.target
    qtbot.waitUntil(lambda: lone.portrait.preparing is None, timeout=DEADLINE)
    assert lone.portrait.seen == GRACE


def test_a_portrait_that_the_run_gives_up_leaves_the_one_that_is_seen(
    lone: Session, store: Any, begun: list[Runner], qtbot: Any
) -> None:
    runner = _running(lone, begun, qtbot)
    first, shown = store.value.target, runner.shown
    qtbot.waitUntil(lambda: lone.portrait.preparing is None, timeout=DEADLINE)
    lone.portrait.show(GRACE)
    qtbot.waitUntil(lambda: bool(runner.told), timeout=DEADLINE)
    runner.target = shown  # as the builder does after a failure
    qtbot.waitUntil(lambda: store.value.target == first, timeout=DEADLINE)
    assert (lone.portrait.seen, lone.portrait.preparing) == (first, None)
    assert lone.portrait.target is shown


def test_a_computer_is_measured_while_it_is_live_and_then_what_suits_it_is_used(
    lone: Session,
    store: Any,
    begun: list[Runner],
    gate: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    going_on = threading.Event()

    def best(generator: str, backend: str, progress: Any) -> str:
        progress(1, 4)
        assert going_on.wait(60)
        return backend

    monkeypatch.setattr("rtxfer.app.session.generator.best_backend", best)
    told: list[tuple[int, int]] = []
    lone.generator.measuring.connect(lambda done, total: told.append((done, total)))
    store.change(backend="auto")
    runner = _running(lone, begun, qtbot)
    qtbot.waitUntil(lambda: told == [(1, 4)], timeout=DEADLINE)
    assert runner.told == [], "it is live, and nothing is exchanged yet"
    going_on.set()
    qtbot.waitUntil(lambda: bool(runner.told), timeout=DEADLINE)
    assert runner.told == [("use", "warp", "auto")]
    assert told[-1] == (0, 0)
