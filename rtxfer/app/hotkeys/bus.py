"""A connection to the session's D-Bus.

Qt has one of its own, but from Python it cannot write an array of structures, which is what keys
are asked for with. So jeepney has it. A connection is used by one thread at a time.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import jeepney

_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class BusError(Exception):
    """A call was refused, or nobody answered; its text is the bus's."""


class Variant(NamedTuple):
    """A value that says of what type it is, as D-Bus writes types."""

    signature: str
    value: Any


class Message(NamedTuple):
    """What came from the bus.

    Attributes:
        sender, path, interface, member, signature: as D-Bus has them; "" where there is none.
        body: its values. What was a variant is its value.
        whole: jeepney's.
    """

    sender: str
    path: str
    interface: str
    member: str
    signature: str
    body: tuple[Any, ...]
    whole: jeepney.Message


class Bus:
    """Calls others and hears their signals.

    Attributes:
        name: by which the others know this connection.
        alive: whether the bus was there when last read from.

    Raises:
        BusError: there is no bus, or jeepney is not installed.
    """

    def __init__(self) -> None:
        try:
            from jeepney.io.blocking import open_dbus_connection
        except ImportError as error:
            raise BusError("jeepney is not installed: pip install jeepney") from error
        try:
            self.connection = open_dbus_connection("SESSION")
        except (OSError, RuntimeError, LookupError, ValueError) as error:
            raise BusError(str(error) or "there is no session bus") from error
        self.name = str(self.connection.unique_name)
        self.alive = True
        self._waiting: deque[jeepney.Message] = deque()

    def fileno(self) -> int:
        """What to `select` on; see that nothing was left by `receive` before."""
        return int(self.connection.sock.fileno())

    def hear(self, rule: str) -> None:
        """Receive the signals that a match rule of D-Bus names.

        Raises:
            BusError: it is none.
        """
        self.call(_BUS, "AddMatch", "s", rule)

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
            values: as jeepney takes them; a `Variant` where D-Bus wants one.
            patience: seconds to wait.

        Raises:
            BusError: it was refused, or nobody answered in time.
        """
        from jeepney import DBusErrorResponse, HeaderFields, MessageType

        serial, until = next(self.connection.outgoing_serial), time.monotonic() + patience
        try:
            self.connection.send(_request(address, member, signature, values), serial=serial)
            while True:
                left = max(0.0, until - time.monotonic())
                reply = self.connection.receive(timeout=left)
                if reply.header.fields.get(HeaderFields.reply_serial) == serial:
                    break
                self._waiting.append(reply)
        except TimeoutError as error:
            raise BusError("nobody answered in time") from error
        except OSError as error:
            self.alive = False
            raise BusError(f"the bus is gone ({error})") from error
        if reply.header.message_type is MessageType.error:
            raise BusError(str(DBusErrorResponse(reply)))
        return _taken(reply)

    def tell(
        self, address: tuple[str, str, str], member: str, signature: str = "", *values: Any
    ) -> None:
        """Call a method, and let it be."""
        from jeepney import MessageFlag

        message = _request(address, member, signature, values)
        message.header.flags = MessageFlag.no_reply_expected
        self.send(message)

    def send(self, message: jeepney.Message) -> None:
        """Send a message of jeepney's; where the bus is gone, it is let go."""
        try:
            self.connection.send(message)
        except OSError:
            self.alive = False

    def receive(self) -> Iterator[Message]:
        """What has come, without waiting for more; a call amidst it may bring some along."""
        while self.alive and self._fetched():
            yield _taken(self._waiting.popleft())

    def _fetched(self) -> bool:
        """Whether anything has come."""
        try:
            while True:
                self._waiting.append(self.connection.receive(timeout=0))
        except TimeoutError:
            return bool(self._waiting)
        except OSError:
            self.alive = False
            return False

    def close(self) -> None:
        """Be gone; the bus forgets what was asked for."""
        self.connection.close()


def _request(
    address: tuple[str, str, str], member: str, signature: str, values: tuple[Any, ...]
) -> jeepney.Message:
    from jeepney import DBusAddress, new_method_call

    name, path, interface = address
    to = DBusAddress(path, bus_name=name, interface=interface)
    return new_method_call(to, member, signature or None, values)


def _taken(message: jeepney.Message) -> Message:
    from jeepney import HeaderFields

    fields = message.header.fields

    def text(field: HeaderFields) -> str:
        return str(fields.get(field, ""))

    signature = text(HeaderFields.signature)
    body = tuple(
        _plain(one, value) for one, value in zip(parts(signature), message.body, strict=True)
    )
    return Message(
        sender=text(HeaderFields.sender),
        path=text(HeaderFields.path),
        interface=text(HeaderFields.interface),
        member=text(HeaderFields.member),
        signature=signature,
        body=body,
        whole=message,
    )


def parts(signature: str) -> Iterator[str]:
    """The types of the values of a body: "sa{sv}" are "s" and "a{sv}"."""
    begin = depth = 0
    for place, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            yield signature[begin : place + 1]
            begin = place + 1


def _plain(signature: str, value: Any) -> Any:
    """A value with those of its variants in their place."""
    if signature == "a{sv}":
        return {name: _plain(*variant) for name, variant in value.items()}
    if signature == "a(sa{sv})":
        return [(name, _plain("a{sv}", options)) for name, options in value]
    return value
