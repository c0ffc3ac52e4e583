"""What is dropped on the window or pasted: pictures become portraits, videos the source."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QMimeData, QObject
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication

from rtxfer.app.model.dropped import sort_dropped
from rtxfer.app.model.notice import Notice
from rtxfer.app.panels.source import SourcePanel
from rtxfer.app.panels.targets import TargetPanel
from rtxfer.app.preview import Preview
from rtxfer.app.session import Session


class Dropping(QObject):
    """Hands things to the panel that they are for, and says on the preview what they will become.

    Args:
        preview: highlighted while something is dragged over the window.
        targets: takes pictures.
        sources: takes videos.
        session: told where there is nothing to take.
    """

    def __init__(
        self, preview: Preview, targets: TargetPanel, sources: SourcePanel, session: Session
    ) -> None:
        super().__init__(preview)
        self._preview, self._targets, self._sources = preview, targets, sources
        self._session = session
        targets.paste_wanted.connect(self.paste)

    def enter(self, event: QDragEnterEvent | None) -> None:
        """Welcome files and pictures."""
        mime = event.mimeData() if event else None
        if event is None or mime is None or not (mime.hasUrls() or mime.hasImage()):
            return
        event.acceptProposedAction()
        dropped = sort_dropped(_files(mime))
        words = self.tr("Drop it: it becomes a portrait")
        if dropped.sources:
            words = self.tr("Drop it: it becomes the source")
            if dropped.portraits:
                words = self.tr("Drop them: pictures become portraits, the video the source")
        self._preview.set_welcome(words)

    def leave(self, event: QDragLeaveEvent | None) -> None:
        """It is not to be dropped here after all."""
        self._preview.set_welcome("")

    def drop(self, event: QDropEvent | None) -> None:
        """Take it in."""
        self._preview.set_welcome("")
        mime = event.mimeData() if event else None
        if event and mime and self._take(mime):
            event.acceptProposedAction()

    def paste(self) -> None:
        """Take in what is in the clipboard: files, or a picture."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData() if clipboard else None
        if mime is None or not self._take(mime):
            problem = self.tr("There is no picture in the clipboard.")
            self._session.noticed.emit(Notice("info", problem))

    def _take(self, mime: QMimeData) -> bool:
        """Whether there was anything to take."""
        dropped = sort_dropped(_files(mime))
        if dropped.portraits:
            self._targets.add(dropped.portraits)
        for path in dropped.sources:
            self._sources.add(str(path))
        return bool(dropped.portraits or dropped.sources) or self._targets.take(mime)


def _files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
