"""Move a portrait by videos: a queue that works on while one goes on with other things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rtxfer.app.controls import TextButton, label
from rtxfer.app.dialogs.job_queue import Entry, JobQueue
from rtxfer.app.dialogs.job_row import JobRow
from rtxfer.app.dialogs.new_job import NewJob
from rtxfer.app.on_screen import fit_screen
from rtxfer.job import Job
from rtxfer.settings import TransferSettings


class OfflineDialog(QDialog):
    """Keep one for the whole program: it may be hidden while it works.

    Args:
        settings: gives those of the live panel, at the moment a job is added.
        generators: names of the installed ones.
        target: the portrait shown now.
        parent: Qt's.
    """

    def __init__(
        self,
        settings: Callable[[], TransferSettings],
        generators: Sequence[str],
        target: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Move a portrait by videos"))
        self.setAcceptDrops(True)
        self.queue = JobQueue(self)
        self.form = NewJob(settings, generators, target)
        self._rows: dict[int, JobRow] = {}
        self._list = QVBoxLayout()
        self._scroll = QScrollArea()
        self._empty = label(
            self.tr("Nothing is queued. Choose videos above, or drop them anywhere here."),
            "muted",
            wrap=True,
        )
        self._asking = _Asking()
        self._arrange()
        self.queue.changed.connect(self._show)
        self.form.added.connect(self._add)
        self._asking.stay.connect(self._asking.hide)
        self._asking.background.connect(self.hide)
        self._asking.stop.connect(self._stop_and_hide)

    def _arrange(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list.setSpacing(8)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.addWidget(self._empty, 1)
        self._list.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Move a portrait by videos"), "title"))
        column.addWidget(self.form)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Queue"), "heading"))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._asking)
        fit_screen(self, 760, 700)

    def reject(self) -> None:
        """Close, by Escape or the window's own button; ask first while there is work."""
        if self.queue.unfinished:
            self._asking.ask(self.queue.unfinished)
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if event is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:  # noqa: N802 - Qt's name
        """Choose what was dropped as drivers."""
        if event is not None:
            self.form.set_drivers(_dropped(event))

    def _add(self, jobs: list[Job]) -> None:
        for job in jobs:
            self.queue.add(job)

    def _show(self, entry: Entry) -> None:
        row = self._rows.get(entry.number)
        if row is None:
            row = self._rows[entry.number] = JobRow(entry)
            row.cancel.connect(self._cancel)
            row.again.connect(self.queue.again)
            row.forget.connect(self._forget)
            self._list.insertWidget(self._list.count() - 1, row)
        row.show_entry(entry)
        self._empty.setVisible(False)
        if entry.state == "running" and not entry.phase:
            self._scroll.ensureWidgetVisible(row)
        if self._asking.isVisible():
            self._asking.ask(self.queue.unfinished)

    def _cancel(self, number: int) -> None:
        self._rows[number].show_stopping()
        self.queue.cancel(number)

    def _forget(self, number: int) -> None:
        self.queue.forget(number)
        row = self._rows.pop(number)
        self._list.removeWidget(row)
        row.deleteLater()
        self._empty.setVisible(not self._rows)

    def _stop_and_hide(self) -> None:
        self.queue.cancel_all()
        self.hide()

    def hideEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The question is answered by then."""
        self._asking.hide()


class _Asking(QFrame):
    """What to do with work that is not finished, asked in the window itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("level", "warning")
        self._words = label("", wrap=True)
        stay = TextButton(self.tr("Stay here"), kind="quiet")
        background = TextButton(self.tr("Close and work on"))
        stop = TextButton(self.tr("Stop and close"), kind="danger")
        self.stay, self.background, self.stop = stay.clicked, background.clicked, stop.clicked
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 10, 12, 10)
        across.addWidget(self._words, 1)
        for button in (stay, background, stop):
            button.setAutoDefault(False)
            across.addWidget(button)
        self.hide()

    def ask(self, unfinished: int) -> None:
        """Ask, or stop asking when there is nothing left to ask about."""
        words = self.tr("Unfinished jobs: %1. What shall become of them?")
        self._words.setText(words.replace("%1", str(unfinished)))
        self.setVisible(unfinished > 0)


def _dropped(event: QDropEvent) -> list[Path]:
    """The files that are dragged."""
    data = event.mimeData()
    urls = data.urls() if data is not None else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
