"""Keys from any program under Windows, by RegisterHotKey. Untested: no such machine was at hand."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Final

from rtxfer.app.hotkeys.contract import Key, Modifier, OnPress, Refusal

_MASKS: Final[dict[Modifier, int]] = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Meta": 8}
_NO_REPEAT: Final = 0x4000
_WM_HOTKEY: Final = 0x0312
_WM_APP: Final = 0x8000
_PATIENCE: Final = 5.0

_CODES: Final = {
    "Space": 0x20,
    "PgUp": 0x21,
    "PgDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Ins": 0x2D,
    "Del": 0x2E,
    "Pause": 0x13,
    "ScrollLock": 0x91,
}
"""Virtual-key codes; letters and digits are their own, F1 to F24 follow each other."""


class _Message(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("first", ctypes.c_size_t),
        ("second", ctypes.c_size_t),
        ("time", ctypes.c_ulong),
        ("x", ctypes.c_long),
        ("y", ctypes.c_long),
    )


class WindowsKeys:
    """Registers keys in a thread of its own, which is the one that then hears them.

    Args:
        pressed: see `OnPress`; called in that thread.
    """

    def __init__(self, pressed: OnPress) -> None:
        library: Any = ctypes
        self._user, self._kernel = library.windll.user32, library.windll.kernel32
        self._pressed = pressed
        self._orders: SimpleQueue[tuple[Mapping[str, Key], Future[dict[str, Refusal]]]] = (
            SimpleQueue()
        )
        self._names: list[str] = []
        self._ended = False
        ready: Future[int] = Future()
        self._thread = threading.Thread(target=self._main, args=(ready,), daemon=True)
        self._thread.start()
        self._number = ready.result(_PATIENCE)

    def listen(self, keys: Mapping[str, Key]) -> dict[str, Refusal]:
        """See `SystemKeys`."""
        answer: Future[dict[str, Refusal]] = Future()
        self._orders.put((keys, answer))
        self._user.PostThreadMessageW(self._number, _WM_APP, 0, 0)
        return answer.result(_PATIENCE)

    def close(self) -> None:
        """See `SystemKeys`."""
        if not self._ended:
            self._ended = True
            self._user.PostThreadMessageW(self._number, _WM_APP, 0, 0)
            self._thread.join(_PATIENCE)

    def _main(self, ready: Future[int]) -> None:
        message = _Message()
        self._user.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)  # makes the queue
        ready.set_result(self._kernel.GetCurrentThreadId())
        while not self._ended and self._user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            if message.message == _WM_HOTKEY and message.first < len(self._names):
                self._pressed(self._names[message.first])
            while not self._orders.empty():
                keys, answer = self._orders.get()
                answer.set_result(self._exchange(keys))
        self._exchange({})

    def _exchange(self, keys: Mapping[str, Key]) -> dict[str, Refusal]:
        for number in range(len(self._names)):
            self._user.UnregisterHotKey(None, number)
        self._names = list(keys)
        refusals: dict[str, Refusal] = {}
        for number, (name, key) in enumerate(keys.items()):
            code = _code(key.name)
            mask = sum(_MASKS[one] for one in key.modifiers) | _NO_REPEAT
            if code is None:
                refusals[name] = "unknown"
            elif not self._user.RegisterHotKey(None, number, mask, code):
                refusals[name] = "taken"
        return refusals


def _code(name: str) -> int | None:
    if len(name) == 1 and name.isascii() and name.isalnum():
        return ord(name.upper())
    if name[:1] == "F" and name[1:].isdecimal() and 1 <= int(name[1:]) <= 24:
        return 0x6F + int(name[1:])
    return _CODES.get(name)
