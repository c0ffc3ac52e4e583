"""Pictures between numpy and Qt."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QTransform

from rtxfer.frame import Image


def to_qimage(image: Image) -> QImage:
    """A copy of an RGB picture, uint8 [H, W, 3], that owns its pixels."""
    return view_qimage(np.ascontiguousarray(image)).copy()


def view_qimage(image: Image) -> QImage:
    """A `QImage` over the pixels of a contiguous array, maybe with alpha, which must outlive it."""
    height, width = image.shape[:2]
    rgb = QImage.Format.Format_RGBA8888 if image.shape[2] == 4 else QImage.Format.Format_RGB888
    # PyQt's stub knows bytes only, but any buffer will do.
    view: QImage = QImage(image.data, width, height, image.strides[0], rgb)  # type: ignore[call-overload]
    return view


def to_pixmap(image: Image) -> QPixmap:
    """An RGB picture, uint8 [H, W, 3], as a pixmap."""
    return QPixmap.fromImage(to_qimage(image))


def from_qimage(picture: QImage) -> Image:
    """Any Qt picture as RGB, uint8 [H, W, 3]; transparency is laid over mid grey."""
    opaque = QImage(picture.size(), QImage.Format.Format_RGB888)
    opaque.fill(QColor(128, 128, 128))
    painter = QPainter(opaque)
    painter.drawImage(0, 0, picture)
    painter.end()
    bits = opaque.constBits()
    assert bits is not None, "a picture that was just painted has pixels"
    rows = np.frombuffer(bits.asstring(opaque.sizeInBytes()), np.uint8)
    rows = rows.reshape(opaque.height(), opaque.bytesPerLine())
    return rows[:, : opaque.width() * 3].reshape(opaque.height(), opaque.width(), 3).copy()


def draw_rounded(painter: QPainter, place: QRectF, pixmap: QPixmap, radius: float) -> None:
    """Cover `place` with a pixmap, cut what is over, and round the corners."""
    scale = max(place.width() / pixmap.width(), place.height() / pixmap.height())
    # A brush, since a clip path would leave the corners jagged.
    brush = QBrush(pixmap)
    middle = place.center()
    brush.setTransform(
        QTransform.fromTranslate(middle.x(), middle.y())
        .scale(scale, scale)
        .translate(-pixmap.width() / 2, -pixmap.height() / 2)
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(place, radius, radius)
    painter.restore()
