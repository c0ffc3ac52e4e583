"""The portal for keys of a Wayland desktop, as its specification has it, on a bus of its own."""

from __future__ import annotations

import os
import select
import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Final

from jeepney import DBusAddress, MessageType, new_method_return, new_signal

from rtxfer.app.hotkeys.bus import Bus, Message, Variant

NAME: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
SHORTCUTS: Final = "org.freedesktop.portal.GlobalShortcuts"
REQUEST: Final = "org.freedesktop.portal.Request"
SESSION: Final = "org.freedesktop.portal.Session"
_BUS: Final = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class FakePortal:
    """Answers in a thread of its own, and remembers what it was asked.

    Args:
        code: how it answers a request to bind: 0 well, 1 the person said no.
        without: shortcuts that get no key.
        silent: it opens no session, and does not say so.

    Attributes:
        sessions: those open.
        bound: by session, what was asked for: of each shortcut its options.
        calls: members that were called, with their signatures.
        apps: who registered.
    """

    def __init__(
        self, code: int = 0, without: tuple[str, ...] = (), *, silent: bool = False
    ) -> None:
        self.code, self.without, self.silent = code, without, silent
        self.sessions: list[str] = []
        self.bound: dict[str, dict[str, dict[str, str]]] = {}
        self.calls: list[tuple[str, str]] = []
        self.apps: list[str] = []
        self._client = ""
        self._orders: SimpleQueue[tuple[Any, Future[None]]] = SimpleQueue()
        self._bus = Bus()
        self._bus.call(_BUS, "RequestName", "su", NAME, 0)
        self._wake, self._waker = os.pipe()
        self._ended = False
        self._thread = threading.Thread(target=self._main)
        self._thread.start()

    def press(self, shortcut: str, session: str | None = None) -> None:
        """The person presses a key."""
        body = (session or self.sessions[-1], shortcut, 7, {})
        self._order(lambda: self._emit(PATH, SHORTCUTS, "Activated", "osta{sv}", *body))

    def take_back(self) -> None:
        """The desktop ends the session."""
        session = self.sessions.pop()
        self._order(lambda: self._emit(session, SESSION, "Closed", "a{sv}", {}))

    def close(self) -> None:
        """Be gone from the bus."""
        if not self._ended:
            self._ended = True
            os.write(self._waker, b"e")
            self._thread.join()
            self._bus.close()
            os.close(self._wake)
            os.close(self._waker)

    def _order(self, deed: Any) -> None:
        done: Future[None] = Future()
        self._orders.put((deed, done))
        os.write(self._waker, b"o")
        done.result(60)

    def _main(self) -> None:
        while not self._ended and self._bus.alive:
            for message in self._bus.receive():
                if message.whole.header.message_type is MessageType.method_call:
                    self._answer(message)
            ready, _, _ = select.select([self._bus.fileno(), self._wake], [], [])
            if self._wake in ready:
                os.read(self._wake, 1)
                while not self._orders.empty():
                    deed, done = self._orders.get()
                    deed()
                    done.set_result(None)

    def _answer(self, call: Message) -> None:
        self.calls.append((call.member, call.signature))
        self._client = call.sender
        if call.member == "Get":
            self._return(call, "v", Variant("u", 1))
        elif call.member == "Register":
            self.apps.append(call.body[0])
            self._return(call)
        elif call.member == "CreateSession" and not self.silent:
            session = self._path("session", call.body[0]["session_handle_token"])
            self.sessions.append(session)
            self._respond(call, 0, {"session_handle": Variant("s", session)})
        elif call.member == "BindShortcuts":
            session, shortcuts, _, _ = call.body
            self.bound[session] = dict(shortcuts)
            given = [(name, self._given(name, asked)) for name, asked in shortcuts]
            self._respond(call, self.code, {"shortcuts": Variant("a(sa{sv})", given)})
        elif call.member == "Close":
            self.sessions.remove(call.path)

    def _given(self, name: str, asked: dict[str, str]) -> dict[str, Variant]:
        key = "" if name in self.without else asked["preferred_trigger"]
        return {
            "description": Variant("s", asked["description"]),
            "trigger_description": Variant("s", key),
        }

    def _path(self, kind: str, token: str) -> str:
        return f"{PATH}/{kind}/{self._client[1:].replace('.', '_')}/{token}"

    def _respond(self, call: Message, code: int, results: dict[str, Variant]) -> None:
        request = self._path("request", call.body[-1]["handle_token"])
        self._return(call, "o", request)
        self._emit(request, REQUEST, "Response", "ua{sv}", code, results)

    def _return(self, call: Message, signature: str = "", *values: Any) -> None:
        self._bus.send(new_method_return(call.whole, signature or None, values))

    def _emit(self, path: str, interface: str, member: str, signature: str, *values: Any) -> None:
        at = DBusAddress(path, interface=interface)
        self._bus.send(new_signal(at, member, signature, values))
