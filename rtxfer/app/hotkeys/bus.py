"""A connection to the session's D-Bus, by libdbus alone.

Qt has one of its own, but from Python it cannot write an array of structures, which is what keys
are asked for with. A connection is used by one thread at a time.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from rtxfer.app.hotkeys.bus_values import Cursor, read_values, write_values

_SESSION: Final = 0


class BusError(Exception):
    """A call was refused, or nobody answered; its text is the bus's."""


class Message(NamedTuple):
    """What came from the bus.

    Attributes:
        kind: 1 for a call, 2 for its return, 3 for an error, 4 for a signal.
        serial: by which a call is answered.
        signature: of the body.
        body: its values, see `read_values`.
    """

    kind: int
    serial: int
    sender: str
    path: str
    interface: str
    member: str
    signature: str
    body: tuple[Any, ...]


class _Error(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("message", ctypes.c_char_p),
        ("bits", ctypes.c_uint),
        ("padding", ctypes.c_void_p),
    )


class Bus:
    """Calls others and hears their signals.

    Raises:
        BusError: there is no bus, or no libdbus.
    """

    def __init__(self) -> None:
        self.library = _libdbus()
        self.connection = self._connect()
        # A bus that ends would end this process, too.
        self.library.dbus_connection_set_exit_on_disconnect(self.connection, 0)
        self.name = str(self.library.dbus_bus_get_unique_name(self.connection).decode())
        """By which the others know this connection."""
        self.alive = True
        """Whether the bus was there when last read from."""

    def fileno(self) -> int:
        """What to `select` on; see that nothing was left by `receive` before."""
        number = ctypes.c_int()
        self.library.dbus_connection_get_unix_fd(self.connection, ctypes.byref(number))
        return number.value

    def hear(self, rule: str) -> None:
        """Receive the signals that a match rule of D-Bus names.

        Raises:
            BusError: it is none.
        """
        error = self._error()
        self.library.dbus_bus_add_match(self.connection, rule.encode(), ctypes.byref(error))
        if error.name:
            raise self._told(error)

    def call(
        self,
        address: tuple[str, str, str],
        member: str,
        signature: str = "",
        *values: Any,
        patience: float = 5.0,
    ) -> Message:
        """Call a method and wait for what it returns.

        Args:
            address: name on the bus, object path, interface.
            member: the method.
            signature: of `values`, as D-Bus writes it.
            values: see `write_values`.
            patience: seconds to wait.

        Raises:
            BusError: it was refused, or nobody answered in time.
        """
        message = self._request(address, member, signature, values)
        error = self._error()
        reply = self.library.dbus_connection_send_with_reply_and_block(
            self.connection, message, round(patience * 1000), ctypes.byref(error)
        )
        self.library.dbus_message_unref(message)
        if not reply:
            raise self._told(error)
        return self._taken(reply)

    def tell(
        self, address: tuple[str, str, str], member: str, signature: str = "", *values: Any
    ) -> None:
        """Call a method, and let it be."""
        message = self._request(address, member, signature, values)
        self.library.dbus_message_set_no_reply(message, 1)
        self.send(message)

    def send(self, message: int) -> None:
        """Send a message of libdbus, and let go of it."""
        self.library.dbus_connection_send(self.connection, message, None)
        self.library.dbus_connection_flush(self.connection)
        self.library.dbus_message_unref(message)

    def receive(self) -> Iterator[Message]:
        """What has come, without waiting for more."""
        self.alive = bool(self.library.dbus_connection_read_write(self.connection, 0))
        while message := self.library.dbus_connection_pop_message(self.connection):
            yield self._taken(message)

    def close(self) -> None:
        """Be gone; the bus forgets what was asked for."""
        self.library.dbus_connection_close(self.connection)
        self.library.dbus_connection_unref(self.connection)

    def write(self, message: int, signature: str, *values: Any) -> None:
        """Give a message of libdbus its body."""
        cursor = Cursor()
        self.library.dbus_message_iter_init_append(message, ctypes.byref(cursor))
        write_values(self.library, cursor, signature, values)

    def _connect(self) -> int:
        error = self._error()
        reason = ctypes.byref(error)
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        if address:  # libdbus itself would read it once and never again
            connection = self.library.dbus_connection_open_private(address.encode(), reason)
            if connection and not self.library.dbus_bus_register(connection, reason):
                self.library.dbus_connection_close(connection)
                self.library.dbus_connection_unref(connection)
                connection = None
        else:
            connection = self.library.dbus_bus_get_private(_SESSION, reason)
        if not connection:
            raise self._told(error)
        return int(connection)

    def _request(
        self, address: tuple[str, str, str], member: str, signature: str, values: tuple[Any, ...]
    ) -> int:
        names = (*(part.encode() for part in address), member.encode())
        message = int(self.library.dbus_message_new_method_call(*names))
        self.write(message, signature, *values)
        return message

    def _taken(self, message: int) -> Message:
        def text(part: str) -> str:
            found = getattr(self.library, f"dbus_message_get_{part}")(message)
            return found.decode() if found else ""

        try:
            return Message(
                kind=self.library.dbus_message_get_type(message),
                serial=self.library.dbus_message_get_serial(message),
                sender=text("sender"),
                path=text("path"),
                interface=text("interface"),
                member=text("member"),
                signature=text("signature"),
                body=read_values(self.library, message),
            )
        finally:
            self.library.dbus_message_unref(message)

    def _error(self) -> _Error:
        error = _Error()
        self.library.dbus_error_init(ctypes.byref(error))
        return error

    def _told(self, error: _Error) -> BusError:
        text = (error.message or b"the bus does not answer").decode(errors="replace")
        self.library.dbus_error_free(ctypes.byref(error))
        return BusError(text)


@cache
def _libdbus() -> Any:
    name = ctypes.util.find_library("dbus-1")
    if name is None:
        raise BusError("libdbus is not installed (on Debian or Ubuntu: libdbus-1-3)")
    found = ctypes.CDLL(name)
    thing, text, whole = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    number, nothing = ctypes.c_uint, None
    for function, gives, takes in (
        ("dbus_error_init", nothing, [thing]),
        ("dbus_error_free", nothing, [thing]),
        ("dbus_connection_open_private", thing, [text, thing]),
        ("dbus_bus_register", number, [thing, thing]),
        ("dbus_bus_get_private", thing, [whole, thing]),
        ("dbus_bus_get_unique_name", text, [thing]),
        ("dbus_bus_add_match", nothing, [thing, text, thing]),
        ("dbus_connection_set_exit_on_disconnect", nothing, [thing, number]),
        ("dbus_connection_get_unix_fd", number, [thing, thing]),
        ("dbus_connection_read_write", number, [thing, whole]),
        ("dbus_connection_pop_message", thing, [thing]),
        ("dbus_connection_send", number, [thing, thing, thing]),
        ("dbus_connection_send_with_reply_and_block", thing, [thing, thing, whole, thing]),
        ("dbus_connection_flush", nothing, [thing]),
        ("dbus_connection_close", nothing, [thing]),
        ("dbus_connection_unref", nothing, [thing]),
        ("dbus_message_new_method_call", thing, [text, text, text, text]),
        ("dbus_message_new", thing, [whole]),
        ("dbus_message_set_reply_serial", number, [thing, number]),
        ("dbus_message_set_destination", number, [thing, text]),
        ("dbus_message_new_signal", thing, [text, text, text]),
        ("dbus_message_set_no_reply", nothing, [thing, number]),
        ("dbus_message_unref", nothing, [thing]),
        ("dbus_message_get_type", whole, [thing]),
        ("dbus_message_get_serial", number, [thing]),
        ("dbus_message_get_sender", text, [thing]),
        ("dbus_message_get_path", text, [thing]),
        ("dbus_message_get_interface", text, [thing]),
        ("dbus_message_get_member", text, [thing]),
        ("dbus_message_get_signature", text, [thing]),
        ("dbus_message_iter_init_append", nothing, [thing, thing]),
        ("dbus_message_iter_append_basic", number, [thing, whole, thing]),
        ("dbus_message_iter_open_container", number, [thing, whole, text, thing]),
        ("dbus_message_iter_close_container", number, [thing, thing]),
        ("dbus_message_iter_init", number, [thing, thing]),
        ("dbus_message_iter_get_arg_type", whole, [thing]),
        ("dbus_message_iter_get_element_type", whole, [thing]),
        ("dbus_message_iter_get_basic", nothing, [thing, thing]),
        ("dbus_message_iter_recurse", nothing, [thing, thing]),
        ("dbus_message_iter_next", number, [thing]),
    ):
        one = getattr(found, function)
        one.restype, one.argtypes = gives, takes
    return found
