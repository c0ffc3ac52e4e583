"""The notices over the preview: plain words, never in the way, the same one only once."""

from __future__ import annotations

import logging
from typing import Final

from PyQt6.QtCore import QEvent, QObject, Qt, QUrl, pyqtSignal
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rtxfer.app.controls import IconButton, TextButton, label
from rtxfer.app.icons import pixmap
from rtxfer.app.languages import spoken
from rtxfer.app.model.log import log_path
from rtxfer.app.model.notice import Notice
from rtxfer.app.theme import colours
from rtxfer.app.timers import once

SHOWN: Final = 3
"""More than these at once and the oldest goes; the log has them all."""

WIDEST: Final = 760
"""Pixels; longer lines are hard to read."""

STAYS: Final = 6_000
"""Milliseconds until a notice that is good to know goes by itself; others stay until closed."""

STAYS_TO_UNDO: Final = 15_000
"""The same for one that offers to take something back."""

_LEVELS: Final = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

_log = logging.getLogger(__name__)

_TINTS: Final = {"info": "accent", "warning": "warning", "error": "danger"}


class NoticeCard(QFrame):
    """One notice, and how often it came."""

    closed = pyqtSignal(object)

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.notice, self.count = notice, 1
        self.setObjectName("notice")
        self.setProperty("level", notice.level)
        self._icon = QLabel()
        self._icon.setPixmap(
            pixmap(notice.level, 20, colours()[_TINTS[notice.level]], self.devicePixelRatioF())
        )
        self._problem = label(spoken(notice.problem), wrap=True)
        self._problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint = label(spoken(notice.hint), "muted", wrap=True)
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint.setVisible(bool(notice.hint))
        self._more = label("", "hint", wrap=True)
        self._more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more.hide()
        self._timer = once(STAYS if notice.undo is None else STAYS_TO_UNDO, self._leave, self)
        self._lay_out()
        self._tell()

    def again(self, notice: Notice) -> None:
        """The same came once more."""
        self.notice, self.count = notice, self.count + 1
        self._timer.stop()
        self._tell()

    def mended(self) -> None:
        """What it tells of is right again: it need not stay for long."""
        self._timer.start()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 8, 0, 8)  # level with the buttons' words
        self._icon.setContentsMargins(0, 6, 0, 0)
        for one in (self._problem, self._hint, self._more):
            words.addWidget(one)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        top = Qt.AlignmentFlag.AlignTop
        if self.notice.undo is not None:
            undo = TextButton(self.tr("Undo"))
            undo.clicked.connect(self._undo)
            row.addWidget(undo, 0, top)
        if self.notice.folder is not None:
            folder = TextButton(self.tr("Open folder"), "folder", "quiet")
            folder.clicked.connect(self._open_folder)
            row.addWidget(folder, 0, top)
        if self.notice.level != "info":
            details = TextButton(self.tr("Details"), kind="quiet")
            details.setCheckable(True)
            details.toggled.connect(self._unfold)
            row.addWidget(details, 0, top)
            log = TextButton(self.tr("Log"), kind="quiet")
            log.clicked.connect(open_log)
            log.hide()
            details.toggled.connect(log.setVisible)
            row.addWidget(log, 0, top)
        close = IconButton("close", self.tr("Close this notice"))
        close.clicked.connect(self._leave)
        row.addWidget(close, 0, top)

    def _tell(self) -> None:
        times = f"  × {self.count}" if self.count > 1 else ""
        self._problem.setText(spoken(self.notice.problem) + times)
        self._more.setText(self.notice.details or self.tr("There is no more to tell."))
        self.setAccessibleName(f"{spoken(self.notice.problem)} {spoken(self.notice.hint)}")
        if self.notice.level == "info" and not self._more.isVisible():
            self._timer.start()

    def _unfold(self, unfolded: bool) -> None:
        self._more.setVisible(unfolded)
        if unfolded:
            self._timer.stop()  # nobody reads against the clock

    def _leave(self) -> None:
        self._timer.stop()
        self.closed.emit(self)

    def _undo(self) -> None:
        self._leave()
        if self.notice.undo is not None:
            self.notice.undo()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.notice.folder)))


class NoticeStack(QWidget):
    """The newest notices, newest on top; lies over the foot of another widget.

    It never moves what it lies over, which may be the preview of a running call.

    Args:
        under: what it lies over.
    """

    def __init__(self, under: QWidget) -> None:
        super().__init__(under)
        under.installEventFilter(self)
        self.setAccessibleName(self.tr("Notices"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 14, 24, 14)
        self._column.setSpacing(8)
        self.hide()

    @property
    def cards(self) -> list[NoticeCard]:
        """What is shown, newest first."""
        items = (self._column.itemAt(index) for index in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, NoticeCard)]

    def show_notice(self, notice: Notice) -> None:
        """Show one, and log it; what is shown already is counted instead."""
        _log.log(_LEVELS[notice.level], "Shown: %s %s", notice.problem, notice.hint)
        for card in self.cards:
            if notice.level == "info" and notice.topic and card.notice.topic == notice.topic:
                card.mended()
        for card in self.cards:
            told = card.notice
            passed = told.level == "info" and told.topic == notice.topic != ""
            if passed and not told.same_as(notice):  # there is news of it
                self._drop(card)
        for card in self.cards:
            if card.notice.same_as(notice):
                card.again(notice)
                return
        made = NoticeCard(notice)
        made.closed.connect(self._drop)
        self._column.insertWidget(0, made)
        self._make_room()
        self.show()
        self._place()

    def _make_room(self) -> None:
        """What is only good to know goes first, then the oldest."""
        while len(self.cards) > SHOWN:
            old = self.cards[1:]
            passing = [card for card in old if card.notice.level == "info"]
            self._drop((passing or old)[-1])

    def _drop(self, card: NoticeCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(bool(self.cards))
        self._place()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802 - Qt's name
        """Keep to the foot of what it lies over."""
        if event is not None and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent | None) -> bool:
        """Grow with what is unfolded."""
        if event is not None and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        under = self.parentWidget()
        if under is not None:
            width = min(under.width(), WIDEST)
            height = self._column.totalHeightForWidth(width)
            left, top = (under.width() - width) // 2, under.height() - height
            self.setGeometry(left, top, width, height)
            self.raise_()


def open_log() -> None:
    """Show the log file in whatever shows text files here."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path())))
