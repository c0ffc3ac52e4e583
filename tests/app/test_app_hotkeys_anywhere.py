"""Keys pressed while another program has focus: real events, by XTEST, at an X server."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from rtxfer.app.hotkeys import anywhere as module
from rtxfer.app.hotkeys.contract import Key, OnPress, OnRefusal, Refusal, Unavailable
from rtxfer.app.hotkeys.x11 import X11Keys

SECONDS = 60.0


@pytest.mark.parametrize(
    ("text", "name", "modifiers"),
    [
        ("F9", "F9", set()),
        ("Ctrl+Alt+P", "P", {"Ctrl", "Alt"}),
        ("Meta+Shift+PgDown", "PgDown", {"Meta", "Shift"}),
        ("Ctrl++", "+", {"Ctrl"}),
    ],
)
def test_keys_are_read(text: str, name: str, modifiers: set[str]) -> None:
    assert Key.read(text) == (name, modifiers)


class Keyboard:
    """Another client, whose keys the server takes for real ones."""

    def __init__(self) -> None:
        self._x, self._test = (
            ctypes.CDLL(ctypes.util.find_library(name)) for name in ("X11", "Xtst")
        )
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))

    def _turn(self, name: str, down: bool) -> None:
        symbol = ctypes.c_ulong(self._x.XStringToKeysym(name.encode()))
        code = self._x.XKeysymToKeycode(self._display, symbol)
        assert code & 0xFF
        delay = ctypes.c_ulong(0)
        self._test.XTestFakeKeyEvent(self._display, code & 0xFF, int(down), delay)
        self._x.XSync(self._display, 0)

    def press(self, *names: str) -> None:
        for name in names:
            self._turn(name, True)
        for name in reversed(names):
            self._turn(name, False)

    def hold(self, name: str, seconds: float) -> None:
        self._turn(name, True)
        time.sleep(seconds)
        self._turn(name, False)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An X server of its own."""
    if not sys.platform.startswith("linux") or not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed (scripts/system-packages --tests)")
    if not ctypes.util.find_library("Xtst"):
        pytest.skip("libXtst is not installed, by which keys are pressed")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "320x200x24"]
    process = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    try:
        if not number:
            pytest.skip("Xvfb does not start here")
        monkeypatch.setenv("DISPLAY", f":{number}")
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def keyboard(server: None) -> Iterator[Keyboard]:
    made = Keyboard()
    yield made
    made.close()


@pytest.fixture
def listening(server: None) -> Iterator[Callable[[], tuple[X11Keys, list[str]]]]:
    opened: list[X11Keys] = []

    def listen() -> tuple[X11Keys, list[str]]:
        heard: list[str] = []
        opened.append(X11Keys(heard.append))
        return opened[-1], heard

    yield listen
    for one in opened:
        one.close()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.01)


def test_a_key_is_heard_whoever_has_focus_and_once_while_it_is_held(
    listening: Any, keyboard: Keyboard
) -> None:
    keys, heard = listening()
    wanted = {"panic": Key.read("Ctrl+Alt+P"), "freeze": Key.read("F9")}
    assert keys.listen(wanted) == {}
    keyboard.press("Control_L", "Alt_L", "p")
    until(lambda: heard == ["panic"])
    keyboard.press("p")  # without the others it is somebody else's
    keyboard.hold("F9", 1.0)  # the server repeats it
    keyboard.press("Control_L", "Alt_L", "p")
    until(lambda: heard == ["panic", "freeze", "panic"])


def test_caps_lock_changes_nothing(listening: Any, keyboard: Keyboard) -> None:
    keys, heard = listening()
    assert keys.listen({"panic": Key.read("Ctrl+P")}) == {}
    keyboard.press("Caps_Lock")
    keyboard.press("Control_L", "p")
    keyboard.press("Caps_Lock")
    until(lambda: heard == ["panic"])


def test_other_keys_take_the_place_of_the_old(listening: Any, keyboard: Keyboard) -> None:
    keys, heard = listening()
    keys.listen({"panic": Key.read("F9")})
    assert keys.listen({"panic": Key.read("F10")}) == {}
    keyboard.press("F9")
    keyboard.press("F10")
    until(lambda: heard == ["panic"])


def test_one_that_another_program_has_is_refused_and_free_once_it_lets_go(
    listening: Any, keyboard: Keyboard
) -> None:
    other, _ = listening()
    assert other.listen({"theirs": Key.read("Ctrl+F9")}) == {}
    keys, heard = listening()
    both = {"panic": Key.read("Ctrl+F9"), "freeze": Key.read("F10"), "odd": Key.read("Nonsense")}
    assert keys.listen(both) == {"panic": "taken", "odd": "unknown"}
    keyboard.press("F10")
    until(lambda: heard == ["freeze"])
    other.close()
    assert keys.listen({"panic": Key.read("Ctrl+F9")}) == {}


def test_without_a_server_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    if ctypes.util.find_library("X11") is None:
        pytest.skip("Xlib is not installed")
    monkeypatch.setenv("DISPLAY", ":9999")
    with pytest.raises(Unavailable, match="no X server"):
        X11Keys(lambda name: None)


def test_in_the_window_they_are_off_until_set_and_do_what_the_button_does(
    server: None,
    keyboard: Keyboard,
    monkeypatch: pytest.MonkeyPatch,
    window: Any,
    session: Any,
    store: Any,
    qtbot: Any,
) -> None:
    monkeypatch.setattr(module, "_system", lambda pressed, refused: X11Keys(pressed))
    assert window.anywhere._system is None
    keys = window.hotkeys.keys() | {"anywhere_panic": "Ctrl+Alt+P"}
    store.change(hotkeys=window.hotkeys.changes(keys))
    assert store.value.hotkeys == {"anywhere_panic": "Ctrl+Alt+P"}
    keyboard.press("Control_L", "Alt_L", "p")
    qtbot.waitUntil(lambda: session.output.panicking, timeout=60_000)
    keyboard.press("Control_L", "Alt_L", "p")
    qtbot.waitUntil(lambda: not session.output.panicking, timeout=60_000)
    store.change(hotkeys={})
    assert window.anywhere._system is None


class Refusing:
    """A system whose keys are all taken."""

    def __init__(self, pressed: OnPress, refused: OnRefusal) -> None:
        self.thread = threading.current_thread()

    def listen(self, keys: dict[str, Key]) -> dict[str, Refusal]:
        return dict.fromkeys(keys, "taken")

    def close(self) -> None:
        pass


def test_what_cannot_be_had_is_said_with_what_to_do(
    window: Any, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices: list[Any] = []
    window.anywhere.noticed.connect(notices.append)
    monkeypatch.setattr(module, "_system", Refusing)
    store.change(hotkeys={"anywhere_freeze": "Ctrl+F9"})
    assert notices[-1].problem == "Ctrl+F9 is taken by another program."
    assert "Hotkeys" in notices[-1].hint

    def refuse(pressed: OnPress, refused: OnRefusal) -> Any:
        raise Unavailable("Wayland gives no program the keys of another one.")

    store.change(hotkeys={})
    monkeypatch.setattr(module, "_system", refuse)
    store.change(hotkeys={"anywhere_freeze": "Ctrl+F9"})
    assert "Wayland" in notices[-1].problem
    assert "rtxfer remote panic" in notices[-1].hint
