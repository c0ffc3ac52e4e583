"""Which face of a portrait moves, picked on the picture."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rtxfer.app.controls import TextButton, label
from rtxfer.app.images import to_pixmap
from rtxfer.app.on_screen import fit_screen
from rtxfer.app.theme import colours
from rtxfer.target import Target

AROUND: Final = 0.18
"""Of the face's box, that its frame lies around it."""

BADGE: Final = 24
SHADE: Final = QColor(0, 0, 0, 110)


class FacePicture(QWidget):
    """A picture with a frame around each face; a click, an arrow or a digit picks one.

    Args:
        target: with several faces.
    """

    picked = pyqtSignal(int)
    """Its number, from 1, counted from the left."""
    taken = pyqtSignal()
    """By a double click."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self._picture = to_pixmap(target.shrunk(1280).image)
        height, width = target.image.shape[:2]
        self._boxes = [_framed(face.box, width, height) for face in target.faces]
        self.face = target.face
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 160)
        self.setAccessibleName(self.tr("Faces in the picture"))
        self._describe()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Large enough to tell faces apart."""
        return QSize(680, 400)

    def pick(self, face: int) -> None:
        """Choose one by its number; none where there are not so many."""
        if 1 <= face <= len(self._boxes) and face != self.face:
            self.face = face
            self._describe()
            self.update()
            self.picked.emit(face)

    def frame(self, face: int) -> QRectF:
        """Where the frame of one lies in this widget."""
        place, box = self._place(), self._boxes[face - 1]
        left, top = place.left() + box.left() * place.width(), box.top() * place.height()
        size = (box.width() * place.width(), box.height() * place.height())
        return QRectF(left, place.top() + top, *size)

    def _describe(self) -> None:
        words = self.tr("Face %1 of %2, counted from the left")
        count = str(len(self._boxes))
        self.setAccessibleDescription(words.replace("%1", str(self.face)).replace("%2", count))

    def _place(self) -> QRectF:
        size = QSize(self._picture.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _at(self, point: QPointF) -> int:
        """The face there; 0 for none. Of frames that overlap, the one with the nearer middle."""
        numbers = range(1, len(self._boxes) + 1)
        hit = [number for number in numbers if self.frame(number).contains(point)]
        apart = {n: (self.frame(n).center() - point).manhattanLength() for n in hit}
        return min(hit, key=lambda number: apart[number], default=0)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Pick what is clicked."""
        if event is not None:
            self.pick(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Pick it, and be done."""
        if event is not None and self._at(event.position()):
            self.pick(self._at(event.position()))
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Arrows go to the next one, digits to their own."""
        if event is None:
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.pick(self.face + steps[Qt.Key(event.key())])
        elif event.text().isdigit():
            self.pick(int(event.text()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """The picture, darkened but for the one that is picked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        painter.fillRect(place, SHADE)
        own, scale = self.frame(self.face), self._picture.width() / place.width()
        seen = own.intersected(place)
        part = seen.translated(-place.topLeft())
        source = QRectF(part.left(), part.top(), part.width(), part.height())
        source = QRectF(source.topLeft() * scale, source.size() * scale)
        painter.drawPixmap(seen, self._picture, source)
        for number in range(1, len(self._boxes) + 1):
            self._draw_frame(painter, number)

    def _draw_frame(self, painter: QPainter, number: int) -> None:
        chosen, place = number == self.face, self.frame(number)
        colour = colours()["accent"] if chosen else QColor("white")
        painter.setPen(QPen(colour, 3 if chosen else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 8, 8)
        badge = QRectF(place.left() - BADGE / 2, place.top() - BADGE / 2, BADGE, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(badge)
        painter.setPen(colours()["on_accent"] if chosen else QColor("black"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))


class FaceDialog(QDialog):
    """Asks which face shall move; the one that moves already is picked at first.

    Args:
        target: with several faces.
        parent: Qt's.
    """

    chosen = pyqtSignal(int)
    """The number that was taken, from 1, counted from the left."""

    def __init__(self, target: Target, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which face shall move?"))
        self._before = target.face
        self.picture = FacePicture(target)
        self.picture.taken.connect(self.accept)
        words = self.tr("%1 shows %2 faces. Click the one that shall move.")
        words = words.replace("%1", target.name).replace("%2", str(len(target.faces)))
        leave = TextButton(self.tr("Keep the one that moves now"))
        leave.clicked.connect(self.reject)
        self.take = TextButton(self.tr("Move this one"), "check", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "title"))
        column.addWidget(label(words, "muted", wrap=True))
        column.addWidget(self.picture, 1)
        column.addLayout(foot)
        fit_screen(self, 760, 560)
        self.picture.setFocus()

    def done(self, result: int) -> None:
        """Either answer is one: it is not asked again."""
        super().done(result)
        self.chosen.emit(self.picture.face if result else self._before)


def _framed(box: tuple[float, float, float, float], width: int, height: int) -> QRectF:
    """The frame around a face as shares of the picture, hair and chin within it."""
    left, top, right, bottom = box
    across, down = AROUND * (right - left), AROUND * (bottom - top)
    left, top = max(0.0, left - across), max(0.0, top - 2 * down)
    right, bottom = min(float(width), right + across), min(float(height), bottom + down)
    return QRectF(left / width, top / height, (right - left) / width, (bottom - top) / height)
