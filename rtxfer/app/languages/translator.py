"""Gives Qt the words of a language."""

from __future__ import annotations

import logging
from xml.etree.ElementTree import ParseError

from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from rtxfer.app.languages.catalogue import Catalogue
from rtxfer.app.languages.choice import SOURCE, choose

_log = logging.getLogger(__name__)


class Translator(QTranslator):
    """Answers from a catalogue, for PyQt6 brings nothing that compiles one for Qt.

    Args:
        catalogue: the words.
        parent: Qt's.
    """

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt passes over translators that are; nothing was loaded into this one its way."""
        return False

    def translate(  # type: ignore[override]  # None is Qt's null string: ask the next translator
        self,
        context: str | None,
        sourceText: str | None,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """What a text is in this language; None leaves it to other translators, or English."""
        return self._catalogue.find(context or "", sourceText or "", n)


def speak(app: QCoreApplication, wanted: str) -> tuple[str, list[QTranslator]]:
    """Have the program speak a language, Qt's own dialogs with it.

    Args:
        app: before it shows anything.
        wanted: a language, or whatever the system prefers, see `choose`.

    Returns:
        The language taken, and what to remove from the program before it ends.
    """
    language = choose(wanted, QLocale.system().uiLanguages())
    made: list[QTranslator] = []
    theirs = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if theirs.load(QLocale(language), "qtbase", "_", folder):
        made.append(theirs)
    if language != SOURCE:
        try:
            made.append(Translator(Catalogue.load(language), app))
        except (OSError, ParseError):
            _log.warning("The words of %s cannot be read", language, exc_info=True)
    for translator in made:
        app.installTranslator(translator)
    return language, made
