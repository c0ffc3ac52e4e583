"""What a system offers for keys that are heard while another program has focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

Refusal: TypeAlias = Literal["taken", "unknown", "declined"]
"""Another program has the key; this system cannot listen for such a one; or the desktop, or the
person whom it asked, does not give it."""

OnPress: TypeAlias = Callable[[str], None]
"""Told the name of an action when its key is pressed, in any thread; not while it is held."""

OnRefusal: TypeAlias = Callable[[dict[str, Refusal]], None]
"""Told by action why its key cannot be had, where that is known only later; in any thread."""

Modifier: TypeAlias = Literal["Ctrl", "Alt", "Shift", "Meta"]

MODIFIERS: Final[tuple[Modifier, ...]] = ("Ctrl", "Alt", "Shift", "Meta")


_SYMBOLS: Final = {
    "PgUp": "Prior",
    "PgDown": "Next",
    "Ins": "Insert",
    "Del": "Delete",
    "Esc": "Escape",
    "Space": "space",
    "Enter": "KP_Enter",
    "Backspace": "BackSpace",
    "ScrollLock": "Scroll_Lock",
    "+": "plus",
    "-": "minus",
    ",": "comma",
    ".": "period",
}
"""Names of Qt that others than Windows have other names for."""


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

    @property
    def symbol(self) -> str:
        """Its name as Xlib and xkbcommon have it, which of letters want the small one."""
        return _SYMBOLS.get(self.name, self.name.lower() if len(self.name) == 1 else self.name)

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
