"""One job in the list: what becomes of what, how far it is, and what can be done about it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PyQt6.QtCore import Qt, QUrl, pyqtSignal
from PyQt6.QtGui import QDesktopServices
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from rtxfer.app.controls import IconButton, label, restyle
from rtxfer.app.dialogs.job_queue import Entry
from rtxfer.app.languages import spoken
from rtxfer.sinks import destination_of

STEPS: Final = 1000


class JobRow(QFrame):
    """Shows an entry of the queue.

    Args:
        entry: as it is now.
    """

    cancel = pyqtSignal(int)
    again = pyqtSignal(int)
    forget = pyqtSignal(int)

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.setObjectName("card")
        self._entry = entry
        self._name = label(entry.job.out.name, "heading")
        self._origin = label(f"{entry.job.driver.name} → {entry.job.target.name}", "hint")
        self._state = label("", "hint", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, STEPS)
        self._bar.setAccessibleName(self.tr("Progress of %1").replace("%1", entry.job.out.name))
        self._cancel = IconButton("close", self.tr("Cancel"))
        self._again = IconButton("refresh", self.tr("Try again, or go on"))
        self._folder = IconButton("folder", self.tr("Show in its folder"))
        self._forget = IconButton("trash", self.tr("Remove from the list"))
        number = entry.number
        self._cancel.clicked.connect(lambda: self.cancel.emit(number))
        self._again.clicked.connect(lambda: self.again.emit(number))
        self._forget.clicked.connect(lambda: self.forget.emit(number))
        self._folder.clicked.connect(self._open_folder)
        self._arrange()
        self.show_entry(entry)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        words.addWidget(self._origin)
        words.addWidget(self._bar)
        words.addWidget(self._state)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 10, 8, 10)
        across.setSpacing(4)
        across.addLayout(words, 1)
        across.addSpacing(8)
        for button in (self._again, self._folder, self._forget, self._cancel):
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_entry(self, entry: Entry) -> None:
        """Show how it fares now."""
        self._entry = entry
        self._state.setText(self._words(entry))
        kind = {"done": "good", "failed": "bad"}.get(entry.state, "hint")
        restyle(self._state, "kind", kind)
        self._bar.setVisible(entry.state == "running")
        self._show_bar(entry)
        self._cancel.setVisible(not entry.over)
        self._cancel.setEnabled(True)
        self._again.setVisible(entry.state in ("failed", "cancelled"))
        self._folder.setVisible(entry.state == "done")
        self._forget.setVisible(entry.over)

    def show_stopping(self) -> None:
        """Show that it has been told to end."""
        self._state.setText(self.tr("Stopping …"))
        self._cancel.setEnabled(False)

    def _show_bar(self, entry: Entry) -> None:
        progress = entry.progress
        if progress is None or not progress.total:
            self._bar.setRange(0, 0)  # busy, for nobody knows how long
        else:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(round(STEPS * min(1.0, progress.done / progress.total)))

    def _words(self, entry: Entry) -> str:
        if entry.state == "waiting":
            return self.tr("Waiting")
        if entry.state == "cancelled":
            return self.tr("Cancelled")
        if entry.failure is not None:
            return f"{spoken(entry.failure.problem)} {spoken(entry.failure.hint)}".strip()
        if entry.summary is not None:
            made = entry.summary
            words = self.tr("Done: %1 frames at %2 per second")
            words = words.replace("%1", str(made.frames)).replace("%2", f"{made.fps:.0f}")
            return " · ".join([words, *map(spoken, made.warnings)])
        if entry.progress is None:
            return f"{spoken(entry.phase) or self.tr('Starting')} …"
        return self._pace(entry)

    def _pace(self, entry: Entry) -> str:
        progress = entry.progress
        assert progress is not None
        parts = [f"{progress.done}/{progress.total}" if progress.total else str(progress.done)]
        parts.append(self.tr("%1 per second").replace("%1", f"{progress.fps:.0f}"))
        if progress.eta is not None:
            minutes, seconds = divmod(round(progress.eta), 60)
            parts.append(self.tr("%1 left").replace("%1", f"{minutes}:{seconds:02}"))
        return " · ".join(parts)

    def _open_folder(self) -> None:
        made: Path = destination_of(self._entry.job.out)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.resolve().parent)))
