"""The words of one language, read from a file of Qt Linguist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

HERE: Final = Path(__file__).parent

_FORM: Final[dict[str, Callable[[int], int]]] = {
    "de": lambda count: int(count != 1),
    "es": lambda count: int(count != 1),
    "fr": lambda count: int(count > 1),  # zero is singular
    "ja": lambda count: 0,
    "zh_CN": lambda count: 0,
}
"""By language, which of its forms a number takes, as Qt Linguist orders them."""

FORMS: Final = {"de": 2, "es": 2, "fr": 2, "ja": 1, "zh_CN": 1}
"""By language, how many there are."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text of the window.

    Attributes:
        context: where it is said, mostly a class.
        source: in English.
        forms: translated; as many as the language has, where a number stands in it, else one.
            Empty ones are not translated yet.
        counted: whether a number (%n) stands in it.
    """

    context: str
    source: str
    forms: tuple[str, ...]
    counted: bool = False

    @property
    def translated(self) -> bool:
        """Whether nothing of it is missing."""
        return bool(self.forms) and all(self.forms)


class Catalogue:
    """Finds what a text is in one language.

    Args:
        language: whose rules numbers follow.
        messages: what is known.
    """

    def __init__(self, language: str, messages: list[Message]) -> None:
        self._form = _FORM[language]
        done = [message for message in messages if message.translated]
        self._exact = {(message.context, message.source): message for message in done}
        # `tr` asks in the name of the object's class, but what a base class says stands in the
        # file under the name of that.
        self._anywhere = {message.source: message for message in reversed(done)}

    @classmethod
    def load(cls, language: str) -> Catalogue:
        """The shipped one.

        Raises:
            OSError: there is none.
        """
        return cls(language, read_messages(HERE / f"{language}.ts"))

    def find(self, context: str, source: str, count: int = -1) -> str | None:
        """The text in this language; None where it is not known.

        Args:
            context: where it is said. Those of Qt, which begin with a Q, are Qt's own matter.
            source: in English.
            count: the number in it; what stands for it, %n, is left to Qt.
        """
        found = self._exact.get((context, source))
        if found is None and not context.startswith("Q"):
            found = self._anywhere.get(source)
        if found is None:
            return None
        return found.forms[self._form(count) if found.counted else 0]


def read_messages(path: Path) -> list[Message]:
    """All texts of a file, in its order, translated or not.

    Raises:
        OSError: it cannot be read.
        xml.etree.ElementTree.ParseError: it is not XML.
    """
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            counted = message.get("numerus") == "yes"
            translation = message.find("translation")
            forms: tuple[str, ...] = ()
            if translation is not None and translation.get("type") is None:
                if counted:
                    forms = tuple(form.text or "" for form in translation.iter("numerusform"))
                else:
                    forms = (translation.text or "",)
            found.append(Message(name, message.findtext("source", ""), forms, counted))
    return found
