"""Keys from any program under Wayland: the desktop portal org.freedesktop.portal.GlobalShortcuts.

The desktop has the last word: it may ask the person first, give another key than was asked for, or
none, and it tells so long after it was asked. https://flatpak.github.io/xdg-desktop-portal/docs/
"""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import partial
from itertools import count
from queue import SimpleQueue
from typing import Any, Final, TypeAlias

from rtxfer.app.hotkeys.bus import Bus, BusError, Message, Variant
from rtxfer.app.hotkeys.contract import Key, Modifier, OnPress, OnRefusal, Refusal, Unavailable

APP: Final = "rtxfer"
"""Of its desktop entry, by which the desktop knows whom the keys are for."""

TRIES: Final = 3
"""How often a portal that ended and came back is asked again, or it and we would do so for ever."""

PATIENCE: Final = 5.0
"""Seconds that the portal is given to answer; to ask the person it may take as long as it likes."""

_PORTAL: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_INTERFACE: Final = "org.freedesktop.portal.GlobalShortcuts"
_SHORTCUTS: Final = (_PORTAL, _PATH, _INTERFACE)
_PROPERTIES: Final = (_PORTAL, _PATH, "org.freedesktop.DBus.Properties")
_REGISTRY: Final = (_PORTAL, _PATH, "org.freedesktop.host.portal.Registry")
_SESSION: Final = "org.freedesktop.portal.Session"
_BUS: Final = "org.freedesktop.DBus"

_MODIFIERS: Final[dict[Modifier, str]] = {
    "Ctrl": "CTRL",
    "Alt": "ALT",
    "Shift": "SHIFT",
    "Meta": "LOGO",
}

_Answer: TypeAlias = "Future[dict[str, Refusal]]"
_Then: TypeAlias = Callable[[int, dict[str, Any]], None]
"""Told how a request ended, 0 for well, and with what."""


class PortalKeys:
    """Has the desktop listen.

    Args:
        pressed: see `OnPress`; called in the listening thread.
        refused: see `OnRefusal`; likewise.
        titles: by action, what the desktop calls it when it asks the person.

    Raises:
        Unavailable: there is no such portal.
    """

    def __init__(
        self, pressed: OnPress, refused: OnRefusal, titles: Mapping[str, str] | None = None
    ) -> None:
        self._pressed, self._refused, self._titles = pressed, refused, titles or {}
        self._orders: SimpleQueue[tuple[Mapping[str, Key], _Answer]] = SimpleQueue()
        self._keys: Mapping[str, Key] = {}
        self._awaited: dict[str, _Then] = {}
        self._session = ""
        self._tries = 0
        self._ended = False
        self._tokens = (f"{APP}_{os.getpid()}_{number}" for number in count())
        self._bus = _open_bus()
        try:
            self._owner = self._introduce()
        except BusError as error:
            self._bus.close()
            raise Unavailable(
                "Wayland gives no program the keys of another one, and this desktop has no portal "
                f"that does ({error})."
            ) from error
        self._wake, self._waker = os.pipe()
        self._thread = threading.Thread(target=self._main, name="hotkeys", daemon=True)
        self._thread.start()

    def listen(self, keys: Mapping[str, Key]) -> dict[str, Refusal]:
        """See `SystemKeys`. What the desktop refuses it says later, to `refused`.

        Raises:
            Unavailable: the portal does not want to, or does not answer.
        """
        answer: _Answer = Future()
        self._orders.put((keys, answer))
        os.write(self._waker, b"o")
        try:
            return answer.result(PATIENCE)
        except TimeoutError:
            answer.cancel()
            raise Unavailable("The desktop's portal for keys does not answer.") from None

    def close(self) -> None:
        """See `SystemKeys`."""
        if not self._ended:
            self._ended = True
            os.write(self._waker, b"e")
            self._thread.join(PATIENCE)

    def _introduce(self) -> str:
        """See that the portal is there; gives its name on the bus."""
        self._bus.hear(f"type='signal',sender='{_PORTAL}'")
        self._bus.hear(f"type='signal',sender='{_BUS}',member='NameOwnerChanged',arg0='{_PORTAL}'")
        return self._identify()

    def _identify(self) -> str:
        with suppress(BusError):  # newer portals want it, and first of all; older ones guess
            self._bus.call(_REGISTRY, "Register", "sa{sv}", APP, {}, patience=PATIENCE)
        version = ("Get", "ss", _INTERFACE, "version")
        return self._bus.call(_PROPERTIES, *version, patience=PATIENCE).sender

    # --- the listening thread

    def _main(self) -> None:
        while not self._ended and self._bus.alive:
            for message in self._bus.receive():
                self._hear(message)
            if not self._bus.alive:
                break
            ready, _, _ = select.select([self._bus.fileno(), self._wake], [], [])
            if self._wake in ready:
                os.read(self._wake, 1)
                while not self._orders.empty():
                    self._tries = 0
                    self._exchange(*self._orders.get())
        if self._bus.alive:
            self._let_go()
        else:
            self._refuse_all()
        self._ended = True
        self._bus.close()
        os.close(self._wake)
        os.close(self._waker)

    def _hear(self, message: Message) -> None:
        if message.sender == _BUS and message.member == "NameOwnerChanged":
            self._follow(message.body[2])
        elif message.sender != self._owner:
            return
        elif message.member == "Response" and message.path in self._awaited:
            self._awaited.pop(message.path)(*message.body)
        elif message.member == "Activated" and message.body[0] == self._session:
            if message.body[1] in self._keys:
                self._pressed(message.body[1])
        elif message.member == "Closed" and message.path == self._session:
            self._session = ""
            self._refuse_all()

    def _follow(self, owner: str) -> None:
        """The portal has ended, or has come back: then it has forgotten us."""
        if owner == self._owner:
            return
        self._session = ""
        self._awaited.clear()
        try:
            self._owner = self._identify()  # one that has ended is begun again by this
        except BusError:
            self._owner = ""
        if not self._owner or self._tries == TRIES:
            self._refuse_all()
            return
        self._tries += 1
        answer: _Answer = Future()
        answer.add_done_callback(lambda done: self._refuse_all() if done.exception() else None)
        self._exchange(self._keys, answer)

    def _exchange(self, keys: Mapping[str, Key], answer: _Answer) -> None:
        """A session is bound once; other keys want another session."""
        self._let_go()
        self._keys = keys
        if not keys:
            _succeed(answer)
            return
        options = {"session_handle_token": Variant("s", next(self._tokens))}
        self._request("CreateSession", "a{sv}", options, answer, partial(self._created, answer))

    def _created(self, answer: _Answer, code: int, results: dict[str, Any]) -> None:
        if code:
            _fail(answer, "the desktop opens no session")
            return
        self._session = results["session_handle"]
        shortcuts = [(name, self._described(name, key)) for name, key in self._keys.items()]
        before = (self._session, shortcuts, "")
        if self._request("BindShortcuts", "oa(sa{sv})sa{sv}", {}, answer, self._given, *before):
            _succeed(answer)

    def _given(self, code: int, results: dict[str, Any]) -> None:
        given = dict(results.get("shortcuts", ())) if code == 0 else {}
        # Where the person gave it none, the desktop says so, or leaves it out.
        without = [
            name
            for name in self._keys
            if name not in given or given[name].get("trigger_description") == ""
        ]
        if without:
            self._refused(dict.fromkeys(without, "declined"))

    def _request(
        self,
        member: str,
        signature: str,
        options: dict[str, Variant],
        answer: _Answer,
        then: _Then,
        *before: Any,
    ) -> bool:
        """Ask for what the portal answers by a signal, at a path that is known before.

        Returns:
            Whether it took the question; otherwise `answer` says why not.
        """
        token = next(self._tokens)
        sender = self._bus.name.removeprefix(":").replace(".", "_")
        self._awaited = {f"{_PATH}/request/{sender}/{token}": then}
        asked = options | {"handle_token": Variant("s", token)}
        try:
            self._bus.call(_SHORTCUTS, member, signature, *before, asked, patience=PATIENCE)
        except BusError as error:
            self._let_go()
            _fail(answer, str(error))
            return False
        return True

    def _described(self, name: str, key: Key) -> dict[str, Variant]:
        return {
            "description": Variant("s", self._titles.get(name, name)),
            "preferred_trigger": Variant("s", trigger(key)),
        }

    def _let_go(self) -> None:
        self._awaited.clear()
        if self._session:
            self._bus.tell((_PORTAL, self._session, _SESSION), "Close")
        self._session = ""

    def _refuse_all(self) -> None:
        if self._keys:
            self._refused(dict.fromkeys(self._keys, "declined"))


def trigger(key: Key) -> str:
    """A key as the XDG specification of shortcuts writes it: "CTRL+ALT+p"."""
    held = [word for modifier, word in _MODIFIERS.items() if modifier in key.modifiers]
    return "+".join((*held, key.symbol))


def _open_bus() -> Bus:
    try:
        return Bus()
    except BusError as error:
        raise Unavailable(
            f"Wayland gives no program the keys of another one, and there is no D-Bus ({error})."
        ) from error


def _succeed(answer: _Answer) -> None:
    with suppress(InvalidStateError):  # given up meanwhile
        answer.set_result({})


def _fail(answer: _Answer, why: str) -> None:
    with suppress(InvalidStateError):
        answer.set_exception(Unavailable(f"The desktop's portal for keys refuses: {why}."))
