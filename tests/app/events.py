"""Real events, as Qt makes them of what a person does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PyQt6.QtWidgets import QApplication, QWidget


def turn(widget: QWidget, notches: int = -1) -> None:
    """One turn of a wheel, handed up from parent to parent until one takes it, as Qt does."""
    taker: QWidget | None = widget
    while taker is not None:
        place = QPointF(taker.rect().center())
        event = QWheelEvent(
            place,
            QPointF(taker.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        event.ignore()
        QApplication.sendEvent(taker, event)
        if event.isAccepted():
            return
        taker = taker.parentWidget()


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag(window: Any, mime: QMimeData) -> None:
    """Over the preview, as Qt hands it up to the window."""
    _hand_up(window, QDragEnterEvent(QPoint(300, 300), *_held(mime)))


def drop(window: Any, mime: QMimeData) -> None:
    """Onto the preview, likewise."""
    _hand_up(window, QDropEvent(QPointF(300, 300), *_held(mime)))


def _held(mime: QMimeData) -> tuple[Any, ...]:
    """To be copied, with the left button down."""
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return Qt.DropAction.CopyAction, mime, button, key


def _hand_up(window: Any, event: QDropEvent) -> None:
    QApplication.sendEvent(window, event)
    assert event.isAccepted()
