"""The window under remote control, by a real client in another thread."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")
pytest.importorskip("websockets", reason="websockets is not installed")

from rtxfer.app.remote_control import RemoteControl
from rtxfer.errors import DeviceError, InputError
from rtxfer.live import Statistics
from rtxfer.live.statistics import Percentiles, SinkStatistics
from rtxfer.remote import ask

DEADLINE = 60_000


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "remote.json"


@pytest.fixture
def remote(window: Any, session: Any, store: Any, key: Path, qtbot: Any) -> Any:
    made = RemoteControl(session, window.targets, store, window, port=0, path=key)
    assert not made.listening, "it is off until it is wanted"
    window.remote._port, window.remote._path = 0, key.with_name("other.json")
    store.change(remote=True)
    qtbot.waitUntil(lambda: made.listening, timeout=DEADLINE)
    yield made
    made.close()


def _ask(qtbot: Any, message: dict[str, Any], key: Path) -> dict[str, Any]:
    with ThreadPoolExecutor(1) as beside:
        answer: Future[dict[str, Any]] = beside.submit(ask, message, key)
        qtbot.waitUntil(answer.done, timeout=DEADLINE)
    return answer.result()


def test_it_presses_the_buttons(
    remote: Any, window: Any, session: Any, store: Any, key: Path, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: session.portrait.seen is not None, timeout=DEADLINE)
    status = _ask(qtbot, {"do": "panic"}, key)
    assert status["panic"]
    assert session.output.panicking
    assert window.transport.panic.isChecked()
    assert not status["running"]
    assert status["portraits"] == ["grace_hopper", "eileen_collins"]
    _ask(qtbot, {"do": "next"}, key)
    assert store.value.target.stem == "eileen_collins"
    _ask(qtbot, {"do": "portrait", "name": "grace_hopper"}, key)
    assert store.value.target.stem == "grace_hopper"
    with pytest.raises(InputError, match="no portrait called ada"):
        _ask(qtbot, {"do": "portrait", "name": "ada"}, key)


def test_the_rate_is_that_of_what_viewers_get(
    remote: Any, session: Any, key: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = SinkStatistics("running", 9, 0, 0, Percentiles())
    now = Statistics(seconds=9.0, camera_fps=30.0, output_fps=30.0, sinks={"shown": sink})
    session.monitor.statistics_changed.emit(now)
    assert _ask(qtbot, {"do": "status"}, key)["output_fps"] == 0, "the preview is no viewer"
    monkeypatch.setattr(type(session.monitor), "virtual_camera", "shown")
    assert _ask(qtbot, {"do": "status"}, key)["output_fps"] == 30


def test_switched_off_it_is_gone(remote: Any, store: Any, key: Path, qtbot: Any) -> None:
    assert _ask(qtbot, {"do": "status"}, key)["recording"] is False
    store.change(remote=False)
    assert not remote.listening
    with pytest.raises(DeviceError, match="No live run answers"):
        _ask(qtbot, {"do": "panic"}, key)


def test_the_menu_switches_it(window: Any, store: Any, qtbot: Any, key: Path) -> None:
    window.remote._port, window.remote._path = 0, key
    (action,) = [one for one in window.dialogs.menu(window).actions() if "Remote" in one.text()]
    assert not action.isChecked()
    action.trigger()
    assert store.value.remote
    qtbot.waitUntil(lambda: window.remote.listening, timeout=DEADLINE)
    action.trigger()
    assert not window.remote.listening
