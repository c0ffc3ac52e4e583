"""Engines built in the background: a run begins without one, and goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt

from engines.backends.registry import BACKENDS
from engines.cache import Cache
from tests.engines.fake_cuda import FakeCuda
from tests.engines.nvidia import gpu as gpu
from tests.engines.nvidia import workers

DEADLINE = 60_000
BACKEND = "tensorrt-rtx-fp16"


@pytest.fixture
def wanting(store: Any) -> Any:
    """Preferences that name an engine which is not built yet."""
    store.change(backend=BACKEND)
    return store


@pytest.fixture
def held(gpu: FakeCuda, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Builds stand still until this is called."""
    go = tmp_path / "go"
    monkeypatch.setenv("FAKE", f"wait:{go}")
    return go.touch


def engines() -> list[str]:
    return [e.key.subject for e in Cache().entries() if " render " in e.key.subject]


def notices(window: Any) -> list[Any]:
    return [card.notice for card in window.notices.cards]


def building(window: Any) -> bool:
    line = window.status.build
    return (
        not line.isHidden()
        and line.text().startswith("Engine 25 %")
        and "Optimizing" in line.text()
    )


def test_a_run_begins_at_once_and_goes_on_with_the_engine(
    held: Callable[[], None], open_window: Any, wanting: Any, qtbot: Any
) -> None:
    window = open_window(wanting)
    tall = window.status.height()
    session = window._session
    troubles: list[Any] = []
    session.noticed.connect(lambda notice: notice.level != "info" and troubles.append(notice))
    running: list[str] = []
    session.monitor.statistics_changed.connect(lambda statistics: running.append(statistics.engine))
    qtbot.mouseClick(window.transport.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.monitor.neutral is not None, timeout=DEADLINE)
    qtbot.waitUntil(lambda: building(window), timeout=DEADLINE)
    assert window.status.build.isVisible()
    assert window.status.height() == tall, "nothing moves when a build begins"
    assert BACKEND in window.status.build.toolTip()
    qtbot.waitUntil(lambda: "warp, run by onnxruntime" in running, timeout=DEADLINE)
    runner, shown = session._life.runner, session.monitor.latest().index
    sent = runner.statistics().sent

    held()
    qtbot.waitUntil(lambda: running[-1] == f"warp, run by {BACKEND}", timeout=DEADLINE)
    assert session._life.runner is runner, "the same run goes on, with its sinks"
    assert [sink.state for sink in runner.statistics().sinks.values()] == ["running"]
    assert runner.statistics().sent > sent
    assert session.monitor.latest().index > shown
    changed = session.monitor.latest().index
    qtbot.waitUntil(lambda: session.monitor.latest().index > changed + 5, timeout=DEADLINE)
    assert troubles == []
    assert window.status.build.isHidden()
    assert engines() == ["warp render tensorrt-rtx sm_89 fp16"]
    qtbot.waitUntil(lambda: window.output.engine.findText(BACKEND, Qt.MatchFlag.MatchContains) > 0)
    assert wanting.value.backend == BACKEND


def test_the_fastest_is_measured_anew_with_what_was_built(
    held: Callable[[], None],
    open_window: Any,
    store: Any,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RTXFER_BACKEND")
    for name in ("openvino", "openvino-bf16"):
        monkeypatch.delitem(BACKENDS, name)
    store.change(backend="auto")
    window = open_window(store)
    session = window._session
    reasons: list[str] = []
    session.monitor.statistics_changed.connect(lambda told: reasons.append(told.engine_reason))
    qtbot.mouseClick(window.transport.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "onnxruntime" in "".join(reasons), timeout=DEADLINE)
    assert "tensorrt" not in "".join(reasons)
    held()
    qtbot.waitUntil(
        lambda: BACKEND in reasons[-1] and "tensorrt-fp16" in reasons[-1], timeout=DEADLINE
    )
    assert sorted(engines()) == [
        "warp render tensorrt sm_89 fp16",
        "warp render tensorrt-rtx sm_89 fp16",
    ]


def test_an_engine_that_comes_before_the_first_frame_is_not_missed(
    gpu: FakeCuda, open_window: Any, wanting: Any, qtbot: Any
) -> None:
    window = open_window(wanting)
    session = window._session
    begin = session._begin

    def late(*given: Any, **more: Any) -> Any:
        begun = begin(*given, **more)
        session.generator.renew()
        return begun

    session._begin = late
    running: list[str] = []
    session.monitor.statistics_changed.connect(lambda statistics: running.append(statistics.engine))
    qtbot.mouseClick(window.transport.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"warp, run by {BACKEND}" in running, timeout=DEADLINE)


def test_cancelling_ends_the_process_and_keeps_nothing(
    held: Callable[[], None], open_window: Any, wanting: Any, qtbot: Any
) -> None:
    window = open_window(wanting)
    qtbot.waitUntil(lambda: building(window), timeout=DEADLINE)
    assert len(workers()) == 1
    qtbot.mouseClick(window.status.build.cancel, Qt.MouseButton.LeftButton)
    assert window.status.build.isHidden()
    qtbot.waitUntil(lambda: not workers(), timeout=DEADLINE)
    assert engines() == []
    assert ["is not built" in notice.problem for notice in notices(window)] == [True]
    wanting.change(mirrored=True)
    assert not window.engines._builds, "it is not tried again unasked"


def test_another_choice_gives_up_what_is_built(
    held: Callable[[], None], open_window: Any, wanting: Any, qtbot: Any
) -> None:
    window = open_window(wanting)
    qtbot.waitUntil(lambda: building(window), timeout=DEADLINE)
    window._session.generator.use("warp", "onnxruntime")
    qtbot.waitUntil(lambda: not workers(), timeout=DEADLINE)
    assert window.status.build.isHidden()
    window._session.generator.use("warp", "tensorrt-fp16")
    qtbot.waitUntil(lambda: building(window), timeout=DEADLINE)
    held()
    qtbot.waitUntil(window.status.build.isHidden, timeout=DEADLINE)
    assert engines() == ["warp render tensorrt sm_89 fp16"]
    assert notices(window) == []


def test_closing_the_window_ends_the_process(
    held: Callable[[], None], open_window: Any, wanting: Any, qtbot: Any
) -> None:
    window = open_window(wanting)
    qtbot.waitUntil(lambda: building(window), timeout=DEADLINE)
    (worker,) = workers()
    window.close()
    gone, left = psutil.wait_procs([worker], timeout=60)
    assert (len(gone), left) == (1, [])
    assert engines() == []


def test_a_failure_is_told_with_what_to_do(
    gpu: FakeCuda,
    open_window: Any,
    wanting: Any,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAKE", "die")
    window = open_window(wanting)
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=DEADLINE)
    (notice,) = notices(window)
    assert notice.level == "warning"
    assert BACKEND in notice.problem
    assert "too little memory" in notice.hint
    assert f"rtxfer build --backend {BACKEND}" in notice.hint
    assert "std::bad_alloc" in notice.details
    assert window.status.build.isHidden()


def test_switched_off_nothing_is_built_and_what_stands_in_is_told(
    gpu: FakeCuda, open_window: Any, wanting: Any, qtbot: Any
) -> None:
    wanting.change(build_engines=False)
    window = open_window(wanting)
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=DEADLINE)
    assert "another one runs" in notices(window)[0].problem
    assert workers() == []
    qtbot.waitUntil(lambda: not window.output.build.isHidden(), timeout=DEADLINE)
    assert not window.output.build.isChecked()
    window.output.build.setChecked(True)
    assert wanting.value.build_engines
    qtbot.waitUntil(lambda: bool(engines()), timeout=DEADLINE)


def test_without_a_library_there_is_no_such_choice(
    window: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in ("tensorrt", "tensorrt_rtx"):
        monkeypatch.setitem(sys.modules, name, None)
    with qtbot.waitSignal(window.output._background._answered, timeout=DEADLINE):
        window.output.refresh_engines()
    qtbot.waitUntil(lambda: not window.output._background.busy, timeout=DEADLINE)
    assert window.output.build.isHidden()
