"""Protocol buffers read as they lie there: numbers and contents of a message's fields.

What is stricter here than in the library that a backend reads with is so that nothing means one
thing to whoever checks a file and another to whoever runs it.

Source: the encoding of Protocol Buffers, protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

Message: TypeAlias = memoryview
Field: TypeAlias = "int | Message"

_TAG: Final = 1 << 32
"""Tags are cut off to less by some readers, and would be other fields then."""


def parts(message: Message, number: int) -> list[Message]:
    """All contents of a field that is no number, in their order.

    Raises:
        ValueError, IndexError: it is no such message.
    """
    return [part for at, part in fields(message) if at == number and isinstance(part, memoryview)]


def text(message: Message, number: int) -> str:
    """The last of a field of text; empty where there is none."""
    found = parts(message, number)
    return str(found[-1], "utf-8") if found else ""


def numbers(message: Message, number: int) -> list[int]:
    """All of a field of numbers that lie there one by one."""
    return [part for at, part in fields(message) if at == number and isinstance(part, int)]


def number_of(message: Message, number: int) -> int:
    """The last of them; 0 where there is none."""
    found = numbers(message, number)
    return found[-1] if found else 0


def fields(message: Message) -> Iterator[tuple[int, Field]]:
    """Numbers and contents of a message's fields.

    Raises:
        ValueError, IndexError: it is no such message.
    """
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        number, wire = tag >> 3, tag & 7
        if not 8 <= tag < _TAG:
            raise ValueError("a field in it has no number")
        if wire == 0:
            value, place = _varint(message, place)
            yield number, value
            continue
        if wire == 2:
            length, place = _varint(message, place)
        else:
            length = {1: 8, 5: 4}.get(wire, -1)
        if length < 0 or place + length > len(message):
            raise ValueError("it is cut off or damaged")
        yield number, message[place : place + length]
        place += length


def _varint(message: Message, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a number in it never ends")
