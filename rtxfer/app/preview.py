"""The big picture: what the sinks get, and beside it the driver, or another generator's."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PyQt6.QtWidgets import QApplication, QSizePolicy, QWidget

from rtxfer.app.images import view_qimage
from rtxfer.app.model.driver_faces import DriverView
from rtxfer.app.model.thumbnails import portrait_name
from rtxfer.app.model.viewport import Rect, Viewport, fitted, seen
from rtxfer.app.session import Session
from rtxfer.app.theme import colours
from rtxfer.app.timers import every
from rtxfer.frame import Image
from rtxfer.live import GeneratedFrame

EVERY: Final = 33
"""Milliseconds between two looks at the newest picture."""

MARGIN: Final = 18
GAP: Final = 14
RADIUS: Final = 12
SHADE: Final = QColor(18, 20, 26, 170)


class Preview(QWidget):
    """Paints the newest picture; nothing is computed for it elsewhere, and nothing waited for.

    Args:
        session: whose pictures.
        parent: Qt's.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._viewport = Viewport()
        self._side_by_side = self._mirror = self._seat = False
        self._welcome = ""
        self._painted: tuple[int, int, int] = (0, 0, 0)
        self._grip: QPoint | None = None
        self._pressed: QPoint | None = None
        self._driver: DriverView | None = None
        self.setAccessibleName(self.tr("Preview"))
        self.setToolTip(self.tr("Wheel: zoom. Drag: move. Double-click: show all."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        for changed in (
            session.portrait.target_changed,
            session.running_changed,
            session.output.frozen_changed,
            session.output.panic_changed,
            session.output.recording_changed,
        ):
            changed.connect(self._repaint)
        session.portrait.changed.connect(self.update)
        session.pose.changed.connect(self.update)
        every(EVERY, self._look, self).start()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as there is room."""
        return QSize(960, 720)

    def set_side_by_side(self, shown: bool) -> None:
        """Show the driver beside the portrait."""
        self._side_by_side = shown
        self.update()

    def set_mirror(self, mirror: bool) -> None:
        """Swap left and right, here and nowhere else."""
        self._mirror = mirror
        self.update()

    def set_seat(self, shown: bool) -> None:
        """Draw over the driver where the resting face was taken; over nothing else."""
        self._seat = shown
        self.update()

    def set_welcome(self, words: str) -> None:
        """Say what becomes of a thing that is dragged over the window; "" when none is."""
        self._welcome = words
        self.update()

    def show_all(self) -> None:
        """Fit the whole picture."""
        self._viewport = Viewport()
        self.update()

    def zoom(self, factor: float) -> None:
        """Look closer, or less close."""
        self._viewport = self._viewport.zoomed(factor)
        self.update()

    @property
    def viewport(self) -> Viewport:
        """What is looked at."""
        return self._viewport

    def _repaint(self, _: object) -> None:
        self.update()

    def _look(self) -> None:
        if not self.isVisible():
            return
        newest = self._newest()
        if newest != self._painted:
            self._painted = newest
            self.update()

    def _newest(self) -> tuple[int, int, int]:
        monitor = self._session.monitor
        generated = monitor.latest() if self._side_by_side else None
        index = -1 if generated is None else generated.index
        return id(monitor.output()), index, id(monitor.rival())

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Paint the newest pictures, scaled to the screen's own pixels."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours()["stage"])
        self._draw_pictures(painter)
        if self._welcome:
            self._draw_welcome(painter)

    def _draw_pictures(self, painter: QPainter) -> None:
        picture, generated = self._pictures()
        self._driver = None
        if picture is None:
            self._say(painter, self.tr("Drop a portrait here, or paste one"))
            return
        rival = self._session.monitor.rival()
        panes = self._panes(1 + self._side_by_side + (rival is not None))
        shown = panes[int(self._side_by_side)]
        place = self._draw(painter, picture, shown)
        if self._side_by_side:
            if generated is None or generated.driver is None:
                self._draw_absence(painter, panes[0])
            else:
                left = self._draw(painter, generated.driver, panes[0])
                self._draw_seat(painter, left)
                self._pill(painter, left, self.tr("Driver"), SHADE, bottom=True)
                self._draw_faces(painter, left, generated.driver, generated)
        if rival is not None:
            other = self._draw(painter, rival, panes[-1])
            self._pill(painter, other, self._session.generator.rival, SHADE, bottom=True)
        if len(panes) > 1:
            self._pill(painter, place, self.tr("Portrait"), SHADE, bottom=True)
        self._draw_state(painter, place)

    def _draw_faces(
        self, painter: QPainter, place: QRect, driver: Image, generated: GeneratedFrame
    ) -> None:
        """Frames around those who could drive instead."""
        view = DriverView(
            (driver.shape[1], driver.shape[0]),
            Rect(place.left(), place.top(), place.width(), place.height()),
            self._viewport,
            self._mirrors,
            generated.faces,
            generated.face,
        )
        self._driver = view
        if len(view.faces) < 2:
            return
        painter.save()
        painter.setClipRect(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours()["accent"], 2, Qt.PenStyle.DashLine))
        for face in view.others:
            painter.drawRoundedRect(QRectF(*view.frame(face)), RADIUS, RADIUS)
        painter.restore()
        self._pill(painter, place, self.tr("Click a face: it drives"), SHADE)

    def _pictures(self) -> tuple[Image | None, GeneratedFrame | None]:
        output, generated = self._session.monitor.output(), self._session.monitor.latest()
        if output is None:
            if self._session.pose.picture is not None:
                return self._session.pose.picture, None
            target = self._session.portrait.target
            return (None if target is None else target.image), None
        return output, generated

    def _panes(self, count: int) -> list[Rect]:
        """Side by side, or in a high window one below the other."""
        width, height = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        along = width if width >= height else height
        side = (along - GAP * (count - 1)) // count
        starts = [MARGIN + (side + GAP) * number for number in range(count)]
        if width >= height:
            return [Rect(start, MARGIN, side, height) for start in starts]
        return [Rect(MARGIN, start, width, side) for start in starts]

    def _draw(self, painter: QPainter, image: Image, pane: Rect) -> QRect:
        """One picture in its pane.

        Returns:
            Where it lies.
        """
        place = fitted(image.shape[1], image.shape[0], pane)
        ratio = self.devicePixelRatioF()
        size = (max(1, round(place.width * ratio)), max(1, round(place.height * ratio)))
        pixels = seen(image, self._viewport, size, mirror=self._mirrors)
        rect = QRect(place.left, place.top, place.width, place.height)
        picture: QImage = view_qimage(pixels)
        if picture.hasAlphaChannel():
            painter.fillRect(rect, QColor("white"))
            painter.fillRect(rect, QBrush(QColor(204, 204, 204), Qt.BrushStyle.Dense4Pattern))
        painter.drawImage(rect, picture)
        self._round_off(painter, QRectF(rect))
        return rect

    def _draw_seat(self, painter: QPainter, place: QRect) -> None:
        outline = self._session.monitor.seat if self._seat else None
        if outline is None:
            return
        camera_mirrors = self._session.driver.mirrored
        painter.save()
        painter.setClipRect(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 150), 4.0), (colours()["accent"], 2.0)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine))
            for line in outline:
                across = 1 - line[:, 0] if camera_mirrors else line[:, 0]
                across, down = self._viewport.seen_at(across, line[:, 1])
                across = 1 - across if self._mirror else across
                corners = [
                    QPointF(place.left() + x * place.width(), place.top() + y * place.height())
                    for x, y in zip(across.tolist(), down.tolist(), strict=True)
                ]
                painter.drawPolygon(QPolygonF(corners))
        painter.restore()

    @property
    def _mirrors(self) -> bool:
        """The standby picture is to be read."""
        return self._mirror and not self._session.output.panicking

    def _round_off(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the stage over the corners: far cheaper than clipping the picture."""
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(rect.adjusted(-1, -1, 1, 1))
        inside.addRoundedRect(rect, RADIUS, RADIUS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside.subtracted(inside), colours()["stage"])
        painter.restore()

    def _draw_absence(self, painter: QPainter, pane: Rect) -> None:
        rect = QRectF(pane.left, pane.top, pane.width, pane.height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours()["border"])
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setPen(colours()["muted"])
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tr("The driver appears here"))
        painter.restore()

    def _draw_welcome(self, painter: QPainter) -> None:
        chosen = colours()
        ground = QColor(chosen["stage"])
        ground.setAlpha(210)
        place = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(chosen["accent"], 3, Qt.PenStyle.DashLine))
        painter.setBrush(ground)
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        painter.setPen(chosen["text"])
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._welcome)

    def _draw_state(self, painter: QPainter, place: QRect) -> None:
        session, chosen = self._session, colours()
        if session.output.panicking:
            words = self.tr("Panic: viewers see the standby picture")
            self._pill(painter, place, words, chosen["danger"])
        elif session.output.frozen:
            self._pill(painter, place, self.tr("Frozen"), chosen["accent"])
        elif session.running and session.monitor.output() is None:
            self._pill(painter, place, self.tr("Starting…"), SHADE)
        elif session.output.recording:
            self._pill(painter, place, self.tr("● Recording"), chosen["danger"])
        coming = session.portrait.preparing
        if session.running and coming is not None and session.monitor.output() is not None:
            words = self.tr("Preparing %1…").replace("%1", portrait_name(coming))
            self._pill(painter, place, words, SHADE, row=1)

    def _pill(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        ground: QColor,
        *,
        bottom: bool = False,
        row: int = 0,
    ) -> None:
        """Words on a rounded ground, in a corner on the left, in the first row or one further."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 22, metrics.height() + 10
        top = place.bottom() - height - 11 if bottom else place.top() + 12 + row * (height + 6)
        pill = QRectF(place.left() + 12, top, width, height)
        painter.setPen(QColor(255, 255, 255, 40))  # or it is lost on black bars
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor("white"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _say(self, painter: QPainter, words: str) -> None:
        painter.setPen(colours()["muted"])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Zoom."""
        if event is not None:
            self.zoom(1.0015 ** event.angleDelta().y())

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Take hold of the picture."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._grip = self._pressed = event.pos()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Move it."""
        if event is None or self._grip is None:
            return
        step, self._grip = event.pos() - self._grip, event.pos()
        across = step.x() if self._mirror else -step.x()
        self._viewport = self._viewport.moved(across / self.width(), -step.y() / self.height())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Let go of it; where it was not moved, the face under the mouse drives from now on."""
        pressed, self._grip, self._pressed = self._pressed, None, None
        if event is None or pressed is None or self._driver is None:
            return
        if (event.pos() - pressed).manhattanLength() < QApplication.startDragDistance():
            face = self._driver.other_at(event.pos().x(), event.pos().y())
            if face is not None:
                self._session.driver.choose(*face)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Show all of it."""
        self.show_all()
