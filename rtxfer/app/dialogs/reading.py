"""Something to read: help, about, and what the doctor finds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Final

from PyQt6.QtCore import QCoreApplication, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rtxfer import __version__
from rtxfer.app.background import Background
from rtxfer.app.controls import TextButton
from rtxfer.app.languages import spoken
from rtxfer.app.on_screen import fit_screen
from rtxfer.doctor import Finding, examine, line
from rtxfer.doctor.report import TITLE, Report

_log = logging.getLogger(__name__)

GAP: Final = 24
"""Pixels between two columns."""

Examine = Callable[[Callable[[Finding], None]], Report]


class ReadingDialog(QDialog):
    """Plain words that can be copied.

    Args:
        title: of the dialog.
        words: what it says.
        parent: Qt's.
    """

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        fit_screen(self, 680, 460)
        self.page = QPlainTextEdit(words)
        self.page.setReadOnly(True)
        self.page.setAccessibleName(title)
        copy = TextButton(self.tr("Copy"), "copy")
        copy.clicked.connect(self._copy)
        close = TextButton(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 20, 20)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self._align()

    def _align(self) -> None:
        """Have what follows a tab begin at one place."""
        metrics = self.page.fontMetrics()
        words = self.page.toPlainText().splitlines()
        before = [metrics.horizontalAdvance(one.split("\t")[0]) for one in words if "\t" in one]
        self.page.setTabStopDistance(max(before, default=0) + GAP)

    def _copy(self) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setText(self.page.toPlainText())


class _NobodyReads(Exception):  # noqa: N818 - no fault: the dialog was closed
    """Nobody waits for what the doctor finds, who need not look any further."""


class DoctorDialog(ReadingDialog):
    """Looks at each link of the chain, and tells of each as soon as it is seen.

    Args:
        parent: Qt's.
        look: does the looking, in a thread.
    """

    _found = pyqtSignal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        look: Examine = lambda tell: examine(on_finding=tell),
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Doctor"))
        self.page.setPlaceholderText(self.tr("Looking; this takes half a minute…"))
        self._found.connect(self._add)
        self._background = Background("rtxfer-doctor", self)
        self._background.run(lambda: look(self._tell), self._conclude, self._fail)

    def _tell(self, finding: Finding) -> None:
        said = line(finding).plain
        said = said.replace(f"{finding.title:<{TITLE}} ", f"{finding.title}\t", 1)
        try:
            self._found.emit(said)
        except RuntimeError as gone:  # Qt's word for it: the dialog was closed
            raise _NobodyReads from gone

    def _add(self, words: str) -> None:
        self.page.appendPlainText(words)
        self._align()

    def _fail(self, error: Exception) -> None:
        _log.error("The doctor has failed.", exc_info=error)
        self.page.appendPlainText(f"\n{error}")

    def _conclude(self, report: Report) -> None:
        self.page.appendPlainText("\n" + spoken(report.verdict()))


def help_words(keys: Mapping[str, str]) -> str:
    """How it is used, and every key.

    Args:
        keys: by the title of what each does.
    """
    translate = QCoreApplication.translate
    steps = (
        translate("Help", "1. Choose a camera (Camera) and a portrait (below the picture)."),
        translate("Help", "2. Press Start, look at the camera and relax for a second."),
        translate(
            "Help",
            "3. Choose rtxfer as the camera in your video call "
            "(Output says which programs see it).",
        ),
        translate("Help", "Panic shows viewers a standby picture at once."),
        translate("Help", "Pictures and videos may be dropped anywhere on the window."),
        translate("Help", "Wheel over the picture: zoom. Drag: move. Double-click: show all."),
    )
    listed = [f"  {key}\t{title}" for title, key in keys.items() if key]
    return "\n".join([*steps, "", translate("Help", "Keys"), *listed])


def about_words() -> str:
    """Version, licence, and where the numbers stay."""
    translate = QCoreApplication.translate
    return "\n".join(
        (
            f"rtxfer {__version__}",
            "",
            translate("About", "A still portrait moves like the person before the camera."),
            translate(
                "About",
                "All of it is computed on this machine; "
                "no picture leaves it but to where you send it.",
            ),
            translate("About", "Licences of what it is built of: the file NOTICE."),
        )
    )
