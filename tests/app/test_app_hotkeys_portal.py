"""Keys under Wayland: the portal's client, on a bus of its own, against a portal that is a fake."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from rtxfer.app.hotkeys import anywhere, portal
from rtxfer.app.hotkeys.bus import parts
from rtxfer.app.hotkeys.contract import Key, Refusal, Unavailable
from rtxfer.app.hotkeys.portal import PortalKeys, trigger
from tests.app.fake_portal import FakePortal

SECONDS = 60.0
KEYS = {"panic": Key.read("Ctrl+Alt+P"), "freeze": Key.read("F9")}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("F9", "F9"),
        ("Alt+Ctrl+P", "CTRL+ALT+p"),
        ("Meta+Shift+PgDown", "SHIFT+LOGO+Next"),
        ("Ctrl++", "CTRL+plus"),
    ],
)
def test_keys_are_written_as_the_specification_of_shortcuts_has_them(
    text: str, written: str
) -> None:
    assert trigger(Key.read(text)) == written


def test_signatures_are_taken_apart() -> None:
    assert list(parts("oa(sa{sv})sa{sv}")) == ["o", "a(sa{sv})", "s", "a{sv}"]
    assert list(parts("aas(u(ii)a{s(ov)})")) == ["aas", "(u(ii)a{s(ov)})"]
    assert list(parts("")) == []


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A bus where nobody is yet."""
    if not sys.platform.startswith("linux") or not shutil.which("dbus-daemon"):
        pytest.skip("dbus-daemon is not installed (scripts/system-packages --tests)")
    settings = tmp_path / "bus.conf"
    settings.write_text(
        '<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">'
        '<allow send_destination="*" eavesdrop="true"/><allow own="*"/><allow eavesdrop="true"/>'
        "</policy></busconfig>"
    )
    command = ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        if not address:
            pytest.skip("dbus-daemon does not start here")
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setattr(portal, "PATIENCE", SECONDS)
        yield
    finally:
        process.terminate()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def begin(bus: None) -> Iterator[Callable[..., FakePortal]]:
    begun: list[FakePortal] = []

    def make(*arguments: Any, **options: Any) -> FakePortal:
        begun.append(FakePortal(*arguments, **options))
        return begun[-1]

    yield make
    for one in begun:
        one.close()


class Listener:
    """The client, and what it was told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.refused: list[dict[str, Refusal]] = []
        titles = {"panic": "Hide the portrait", "freeze": "Freeze"}
        self.keys = PortalKeys(self.heard.append, self.refused.append, titles)


@pytest.fixture
def listener(begin: Callable[..., FakePortal]) -> Iterator[Callable[[], Listener]]:
    made: list[Listener] = []

    def make() -> Listener:
        made.append(Listener())
        return made[-1]

    yield make
    for one in made:
        one.keys.close()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.01)


def test_the_desktop_is_asked_for_the_keys_and_tells_of_each_press(
    begin: Any, listener: Any
) -> None:
    desktop, client = begin(), listener()
    assert client.keys.listen(KEYS) == {}
    until(lambda: bool(desktop.bound))
    assert desktop.apps == ["rtxfer"]
    assert ("BindShortcuts", "oa(sa{sv})sa{sv}") in desktop.calls
    assert desktop.bound[desktop.sessions[0]] == {
        "panic": {"description": "Hide the portrait", "preferred_trigger": "CTRL+ALT+p"},
        "freeze": {"description": "Freeze", "preferred_trigger": "F9"},
    }
    desktop.press("panic", "/org/freedesktop/portal/desktop/session/1_1/another")
    desktop.press("no such shortcut")
    desktop.press("freeze")
    desktop.press("panic")
    until(lambda: client.heard == ["freeze", "panic"])
    assert client.refused == []


def test_other_keys_take_the_place_of_the_old_in_another_session(begin: Any, listener: Any) -> None:
    desktop, client = begin(), listener()
    client.keys.listen(KEYS)
    first = desktop.sessions[0]
    client.keys.listen({"panic": Key.read("F10")})
    until(lambda: len(desktop.bound) == 2 and first not in desktop.sessions)
    (second,) = desktop.sessions
    assert desktop.bound[second]["panic"]["preferred_trigger"] == "F10"
    desktop.press("panic", first)
    desktop.press("panic")
    until(lambda: client.heard == ["panic"])
    client.keys.close()
    until(lambda: desktop.sessions == [])


def test_what_the_person_refuses_or_gives_no_key_is_told(begin: Any, listener: Any) -> None:
    desktop = begin(code=1)
    client = listener()
    client.keys.listen(KEYS)
    until(lambda: client.refused == [{"panic": "declined", "freeze": "declined"}])
    desktop.code, desktop.without = 0, ("freeze",)
    client.keys.listen(KEYS)
    until(lambda: client.refused[1:] == [{"freeze": "declined"}])


def test_keys_that_the_desktop_takes_back_are_told(begin: Any, listener: Any) -> None:
    desktop, client = begin(), listener()
    client.keys.listen(KEYS)
    until(lambda: bool(desktop.bound))
    desktop.take_back()
    until(lambda: client.refused == [{"panic": "declined", "freeze": "declined"}])


def test_a_portal_that_ends_is_asked_again_once_it_is_back(begin: Any, listener: Any) -> None:
    first, client = begin(), listener()
    client.keys.listen(KEYS)
    until(lambda: bool(first.bound))
    first.close()
    until(lambda: len(client.refused) == 1)
    second = begin()
    until(lambda: bool(second.bound))
    assert second.apps == ["rtxfer"]
    second.press("panic")
    until(lambda: client.heard == ["panic"])


def test_without_a_portal_or_a_bus_it_is_said(bus: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="this desktop has no portal"):
        PortalKeys(lambda name: None, lambda refusals: None)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(Unavailable, match="there is no D-Bus"):
        PortalKeys(lambda name: None, lambda refusals: None)


def test_a_portal_that_does_not_answer_holds_nobody_up_for_ever(
    begin: Any, listener: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(silent=True)
    client = listener()
    monkeypatch.setattr(portal, "PATIENCE", 0.2)
    with pytest.raises(Unavailable, match="portal for keys"):
        client.keys.listen(KEYS)


def test_in_the_window_on_wayland_they_do_what_the_button_does(
    begin: Any,
    window: Any,
    session: Any,
    store: Any,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(anywhere.QGuiApplication, "platformName", lambda: "wayland")
    notices: list[Any] = []
    window.anywhere.noticed.connect(notices.append)
    desktop = begin()
    store.change(hotkeys={"anywhere_panic": "Ctrl+Alt+P"})
    until(lambda: bool(desktop.bound))
    (asked,) = desktop.bound.values()
    assert asked["anywhere_panic"]["description"] == "Panic: hide the portrait"
    desktop.press("anywhere_panic")
    qtbot.waitUntil(lambda: session.output.panicking, timeout=60_000)
    assert notices == []
    desktop.take_back()
    qtbot.waitUntil(lambda: len(notices) == 1, timeout=60_000)
    assert notices[0].problem == "The desktop does not give rtxfer the key Ctrl+Alt+P."
    store.change(hotkeys={})
    assert window.anywhere._system is None


def test_in_the_window_a_desktop_without_a_portal_is_told_with_what_to_do(
    bus: None, window: Any, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A window of X11 on such a desktop would hear no key of other programs.
    monkeypatch.setattr(anywhere.QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    notices: list[Any] = []
    window.anywhere.noticed.connect(notices.append)
    store.change(hotkeys={"anywhere_panic": "Ctrl+Alt+P"})
    assert "this desktop has no portal" in notices[0].problem
    assert "rtxfer remote panic" in notices[0].hint
