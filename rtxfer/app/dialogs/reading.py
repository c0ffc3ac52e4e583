"""Something to read: help, about, and what the doctor finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PyQt6.QtCore import QCoreApplication, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rtxfer import __version__
from rtxfer.app.background import Background
from rtxfer.app.controls import TextButton
from rtxfer.app.languages import spoken
from rtxfer.doctor import Finding, examine, line
from rtxfer.doctor.report import Report

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
        self.resize(680, 460)
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

    def _copy(self) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setText(self.page.toPlainText())


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
        self._found.connect(self.page.appendPlainText)
        self._background = Background("rtxfer-doctor", self)
        self._background.run(lambda: look(self._tell), self._conclude)

    def _tell(self, finding: Finding) -> None:
        self._found.emit(line(finding).plain)

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
    widest = max(map(len, keys.values()), default=0)
    listed = [f"  {key:<{widest}}  {title}" for title, key in keys.items() if key]
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
