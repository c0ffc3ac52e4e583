"""What a system offers for keys that are heard while another program has focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

Refusal: TypeAlias = Literal["taken", "unknown"]
"""Another program has the key; or this system cannot listen for such a one."""

OnPress: TypeAlias = Callable[[str], None]
"""Told the name of an action when its key is pressed, in any thread; not while it is held."""

Modifier: TypeAlias = Literal["Ctrl", "Alt", "Shift", "Meta"]

MODIFIERS: Final[tuple[Modifier, ...]] = ("Ctrl", "Alt", "Shift", "Meta")


class Unavailable(Exception):  # noqa: N818 - a state of the system, and no fault
    """This system lets no program listen for keys; its text says what to do instead."""


class Key(NamedTuple):
    """One key with those held down besides.

    Attributes:
        name: as Qt writes it: "F9", "P", "PgDown".
        modifiers: in any order.
    """

    name: str
    modifiers: frozenset[Modifier]

    @classmethod
    def read(cls, text: str) -> Key:
        """Of portable text such as "Ctrl+Alt+P"."""
        held: set[Modifier] = set()
        rest = text
        for modifier in MODIFIERS * len(MODIFIERS):  # they come in any order
            if rest.startswith(f"{modifier}+") and len(rest) > len(modifier) + 1:
                held.add(modifier)
                rest = rest[len(modifier) + 1 :]
        return cls(rest, frozenset(held))


class SystemKeys(Protocol):
    """Listens until it is closed."""

    def listen(self, keys: Mapping[str, Key]) -> dict[str, Refusal]:
        """Listen for these keys, and for no others any more.

        Args:
            keys: by action.

        Returns:
            By action, why its key cannot be had.
        """

    def close(self) -> None:
        """Let go of all keys; safe to call twice."""
