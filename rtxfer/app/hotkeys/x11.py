"""Keys from any program under X11: passive grabs on the root window, by Xlib alone.

A connection of its own, which only the listening thread uses: Qt's own is never touched.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import select
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from itertools import combinations
from queue import SimpleQueue
from typing import Any, Final

from rtxfer.app.hotkeys.contract import Key, Modifier, OnPress, Refusal, Unavailable

_MASKS: Final[dict[Modifier, int]] = {"Shift": 1, "Ctrl": 4, "Alt": 8, "Meta": 64}
_LOCKS: Final = (2, 16)  # Caps Lock, Num Lock: a key is the same with and without
_FELT: Final = sum(_MASKS.values())
_ASYNC: Final = 1
_KEY_PRESS: Final = 2
_KEY_RELEASE: Final = 3
_PATIENCE: Final = 5.0
"""Seconds that a server is given to answer."""


class _KeyEvent(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("root", ctypes.c_ulong),
        ("subwindow", ctypes.c_ulong),
        ("time", ctypes.c_ulong),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("x_root", ctypes.c_int),
        ("y_root", ctypes.c_int),
        ("state", ctypes.c_uint),
        ("keycode", ctypes.c_uint),
        ("same_screen", ctypes.c_int),
    )


class _Event(ctypes.Union):
    _fields_ = (("key", _KeyEvent), ("pad", ctypes.c_long * 24))


_Handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class X11Keys:
    """Grabs keys on the screen of `$DISPLAY`.

    Args:
        pressed: see `OnPress`; called in the listening thread.

    Raises:
        Unavailable: there is no X server, or no Xlib.
    """

    def __init__(self, pressed: OnPress) -> None:
        self._pressed = pressed
        self._orders: SimpleQueue[tuple[Mapping[str, Key], Future[dict[str, Refusal]]]] = (
            SimpleQueue()
        )
        self._wake, self._waker = os.pipe()
        self._taken: dict[tuple[int, int], str] = {}
        self._down: set[int] = set()
        self._refused = False
        self._ended = False
        self._x = _xlib()
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            os.close(self._wake)
            os.close(self._waker)
            raise Unavailable("There is no X server to listen at.")
        self._root = self._x.XDefaultRootWindow(self._display)
        self._x.XkbSetDetectableAutoRepeat(self._display, 1, None)
        # The handler is the whole process's, and the usual one ends it.
        self._handler = _Handler(self._hear_error)
        self._before = self._x.XSetErrorHandler(self._handler)
        self._thread = threading.Thread(target=self._main, name="hotkeys", daemon=True)
        self._thread.start()

    def listen(self, keys: Mapping[str, Key]) -> dict[str, Refusal]:
        """See `SystemKeys`."""
        answer: Future[dict[str, Refusal]] = Future()
        self._orders.put((keys, answer))
        os.write(self._waker, b"o")
        return answer.result(_PATIENCE)

    def close(self) -> None:
        """See `SystemKeys`."""
        if self._ended:
            return
        self._ended = True
        os.write(self._waker, b"e")
        self._thread.join(_PATIENCE)

    def _main(self) -> None:
        connection = self._x.XConnectionNumber(self._display)
        while not self._ended:
            while self._x.XPending(self._display):
                event = _Event()
                self._x.XNextEvent(self._display, ctypes.byref(event))
                self._hear(event.key)
            ready, _, _ = select.select([connection, self._wake], [], [])
            if self._wake in ready:
                os.read(self._wake, 1)
                while not self._orders.empty():
                    keys, answer = self._orders.get()
                    answer.set_result(self._exchange(keys))
        self._exchange({})
        self._x.XSetErrorHandler(self._before)
        self._x.XCloseDisplay(self._display)
        os.close(self._wake)
        os.close(self._waker)

    def _hear(self, event: _KeyEvent) -> None:
        if event.type == _KEY_RELEASE:
            self._down.discard(event.keycode)
        elif event.type == _KEY_PRESS and event.keycode not in self._down:
            self._down.add(event.keycode)  # held, it repeats
            name = self._taken.get((event.keycode, event.state & _FELT))
            if name is not None:
                self._pressed(name)

    def _exchange(self, keys: Mapping[str, Key]) -> dict[str, Refusal]:
        for code, mask in self._taken:
            self._release(code, mask)
        self._taken.clear()
        self._down.clear()
        refusals: dict[str, Refusal] = {}
        for name, key in keys.items():
            code = self._code(key.symbol)
            mask = sum(_MASKS[one] for one in key.modifiers)
            if not code:
                refusals[name] = "unknown"
            elif self._grab(code, mask):
                self._taken[code, mask] = name
            else:
                refusals[name] = "taken"
        self._x.XSync(self._display, 0)
        return refusals

    def _code(self, name: str) -> int:
        symbol = self._x.XStringToKeysym(name.encode())
        return int(self._x.XKeysymToKeycode(self._display, symbol)) if symbol else 0

    def _grab(self, code: int, mask: int) -> bool:
        self._x.XSync(self._display, 0)
        self._refused = False
        for lock in _locks():
            self._x.XGrabKey(self._display, code, mask | lock, self._root, 1, _ASYNC, _ASYNC)
        self._x.XSync(self._display, 0)
        if self._refused:
            self._release(code, mask)
        return not self._refused

    def _release(self, code: int, mask: int) -> None:
        for lock in _locks():
            self._x.XUngrabKey(self._display, code, mask | lock, self._root)
        self._x.XSync(self._display, 0)

    def _hear_error(self, display: int, event: int) -> int:
        if display == self._display:
            self._refused = True
            return 0
        return int(_Handler(self._before)(display, event)) if self._before else 0


def _locks() -> list[int]:
    return [sum(some) for count in range(len(_LOCKS) + 1) for some in combinations(_LOCKS, count)]


def _xlib() -> Any:
    name = ctypes.util.find_library("X11")
    if name is None:
        raise Unavailable("Xlib is not installed (on Debian or Ubuntu: libx11-6).")
    found = ctypes.CDLL(name)
    display, number, text = ctypes.c_void_p, ctypes.c_ulong, ctypes.c_char_p
    whole = ctypes.c_int
    for function, gives, takes in (
        ("XOpenDisplay", display, [text]),
        ("XCloseDisplay", whole, [display]),
        ("XDefaultRootWindow", number, [display]),
        ("XConnectionNumber", whole, [display]),
        ("XPending", whole, [display]),
        ("XNextEvent", whole, [display, ctypes.c_void_p]),
        ("XSync", whole, [display, whole]),
        ("XStringToKeysym", number, [text]),
        ("XKeysymToKeycode", ctypes.c_ubyte, [display, number]),
        ("XGrabKey", whole, [display, whole, ctypes.c_uint, number, whole, whole, whole]),
        ("XUngrabKey", whole, [display, whole, ctypes.c_uint, number]),
        ("XkbSetDetectableAutoRepeat", whole, [display, whole, ctypes.c_void_p]),
        ("XSetErrorHandler", ctypes.c_void_p, [ctypes.c_void_p]),
    ):
        one = getattr(found, function)
        one.restype, one.argtypes = gives, takes
    return found
