"""Values of Python as D-Bus carries them, and back."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

_NUMBERS: Final[dict[str, Any]] = {
    "y": ctypes.c_uint8,
    "b": ctypes.c_uint32,
    "n": ctypes.c_int16,
    "q": ctypes.c_uint16,
    "i": ctypes.c_int32,
    "u": ctypes.c_uint32,
    "x": ctypes.c_int64,
    "t": ctypes.c_uint64,
    "d": ctypes.c_double,
    "h": ctypes.c_int32,
}
_TEXTS: Final = "sog"  # text, object path, signature
_CLOSING: Final = {"(": ")", "{": "}"}


class Variant(NamedTuple):
    """A value that says of what type it is."""

    signature: str
    value: Any


class Cursor(ctypes.Structure):
    """DBusMessageIter: a place in a message. libdbus promises that it grows no more."""

    _fields_ = (("parts", ctypes.c_void_p * 16),)


def split_signature(signature: str) -> list[str]:
    """Its single complete types: "sa{sv}(ou)" are "s", "a{sv}" and "(ou)"."""
    found: list[str] = []
    start = 0
    while start < len(signature):
        end = start
        while signature[end] == "a":
            end += 1
        if signature[end] in _CLOSING:
            depth = 1
            while depth:
                end += 1
                depth += (signature[end] in "({") - (signature[end] in ")}")
        found.append(signature[start : end + 1])
        start = end + 1
    return found


def write_values(library: Any, cursor: Cursor, signature: str, values: Sequence[Any]) -> None:
    """Append values where a cursor stands.

    Args:
        library: libdbus.
        cursor: of a message that is being made.
        signature: of all values together.
        values: numbers, text, lists, dicts, tuples for structures, `Variant`.
    """
    for each, value in zip(split_signature(signature), values, strict=True):
        _write(library, cursor, each, value)


def _write(library: Any, cursor: Cursor, signature: str, value: Any) -> None:
    kind, inner = signature[0], signature[1:]
    if kind in _TEXTS:
        text = ctypes.c_char_p(value.encode())
        library.dbus_message_iter_append_basic(ctypes.byref(cursor), ord(kind), ctypes.byref(text))
    elif kind in _NUMBERS:
        number = _NUMBERS[kind](value)
        library.dbus_message_iter_append_basic(
            ctypes.byref(cursor), ord(kind), ctypes.byref(number)
        )
    elif kind == "v":
        with _Container(library, cursor, "v", value.signature) as inside:
            _write(library, inside, value.signature, value.value)
    elif kind == "a":
        with _Container(library, cursor, "a", inner) as inside:
            for one in value.items() if inner[0] == "{" else value:
                _write(library, inside, inner, one)
    else:
        with _Container(library, cursor, {"(": "r", "{": "e"}[kind], None) as inside:
            write_values(library, inside, inner[:-1], value)


class _Container:
    """Something that holds others, open while they are written."""

    def __init__(self, library: Any, outside: Cursor, kind: str, signature: str | None) -> None:
        self._library, self._outside, self._inside = library, outside, Cursor()
        self._kind, self._signature = ord(kind), signature and signature.encode()

    def __enter__(self) -> Cursor:
        self._library.dbus_message_iter_open_container(
            ctypes.byref(self._outside), self._kind, self._signature, ctypes.byref(self._inside)
        )
        return self._inside

    def __exit__(self, *_: object) -> None:
        self._library.dbus_message_iter_close_container(
            ctypes.byref(self._outside), ctypes.byref(self._inside)
        )


def read_values(library: Any, message: int) -> tuple[Any, ...]:
    """The body of a message: as `write_values` takes it, but for variants, whose value is given."""
    cursor = Cursor()
    if not library.dbus_message_iter_init(message, ctypes.byref(cursor)):
        return ()
    return tuple(_read_all(library, cursor))


def _read_all(library: Any, cursor: Cursor) -> list[Any]:
    found = []
    while kind := library.dbus_message_iter_get_arg_type(ctypes.byref(cursor)):
        found.append(_read(library, cursor, chr(kind)))
        library.dbus_message_iter_next(ctypes.byref(cursor))
    return found


def _read(library: Any, cursor: Cursor, kind: str) -> Any:
    if kind in _TEXTS:
        text = ctypes.c_char_p()
        library.dbus_message_iter_get_basic(ctypes.byref(cursor), ctypes.byref(text))
        return (text.value or b"").decode()
    if kind in _NUMBERS:
        number = _NUMBERS[kind]()
        library.dbus_message_iter_get_basic(ctypes.byref(cursor), ctypes.byref(number))
        return bool(number.value) if kind == "b" else number.value
    inside = Cursor()
    library.dbus_message_iter_recurse(ctypes.byref(cursor), ctypes.byref(inside))
    if kind == "a":
        element = library.dbus_message_iter_get_element_type(ctypes.byref(cursor))
        return (dict if element == ord("e") else list)(_read_all(library, inside))
    found = _read_all(library, inside)
    return found[0] if kind == "v" else tuple(found)
