"""The icons: drawn as thin lines on a grid of 24, in any colour and at any density."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QByteArray, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer

from rtxfer.app.theme import colours

SIZES: Final = (18, 36, 72)

_CIRCLE: Final = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z"

# Path data; what follows "|" is filled instead of stroked.
PATHS: Final = {
    "camera": "M3 7h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM16 11l5-3v8l-5-3",
    "film": "M4 5h16v14H4zM8 5v14M16 5v14M4 9.7h4M4 14.3h4M16 9.7h4M16 14.3h4",
    "portrait": "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
    "sliders": "M5 4v7M5 15v5M12 4v3M12 11v9M19 4v9M19 17v3M2.5 13h5M9.5 9h5M16.5 15h5",
    "output": "M4 5h16v10.5H4zM9 20h6M12 15.5V20",
    "play": "|M7.5 4.8v14.4a.8.8 0 0 0 1.22.68l11.5-7.2a.8.8 0 0 0 0-1.36l-11.5-7.2"
    "a.8.8 0 0 0-1.22.68z",
    "stop": "|M7.5 6h9a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-9"
    "a1.5 1.5 0 0 1-1.5-1.5v-9a1.5 1.5 0 0 1 1.5-1.5z",
    "freeze": "M12 2.5v19M3.8 7.25l16.4 9.5M20.2 7.25l-16.4 9.5"
    "M9.5 4.5L12 7l2.5-2.5M9.5 19.5L12 17l2.5 2.5",
    "neutral": _CIRCLE + "M8.5 15h7M9 9.5v.6M15 9.5v.6",
    "snapshot": "M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4z"
    "M12 10.2a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 1 0 0-6.6z",
    "record": _CIRCLE + "|M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
    "panic": "M3 3l18 18M10 5.7c.6-.1 1.3-.2 2-.2c5 0 8.3 3.9 9.5 6.5c-.5 1.1-1.4 2.5-2.7 3.7"
    "M15 17.7c-.9.5-1.9.8-3 .8c-5 0-8.3-3.9-9.5-6.5c.8-1.7 2.5-3.9 5-5.3"
    "M10 10.1a2.8 2.8 0 0 0 3.9 3.9",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "close": "M6 6l12 12M18 6L6 18",
    "folder": "M3 6.5h6.5l2 2.5H21v10H3z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "split": "M3.5 5h17v14h-17zM12 5v14",
    "mirror": "M12 3v2.5M12 8.5v3M12 14.5v2M12 19v2M8.5 8L3.5 16h5zM15.5 8l5 8h-5z",
    "fit": "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    "check": "M4.5 12.5l5 5l10-11",
    "warning": "M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.4",
    "error": _CIRCLE + "M12 7.5v5.5M12 16v.4",
    "info": _CIRCLE + "M12 11v5.5M12 7.6v.4",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15",
    "trash": "M4 7h16M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.2 10.5v5.5M13.8 10.5v5.5",
    "keyboard": "M3 6.5h18v11H3zM6.5 10v.3M10 10v.3M13.7 10v.3M17.4 10v.3M7.5 14h9",
    "moon": "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
    "chevron_down": "M6 9.5l6 6l6-6",
    "chevron_right": "M9.5 6l6 6l-6 6",
    "save": "M12 3.5v11M7.5 10.5l4.5 4.5l4.5-4.5M4 20h16",
    "link": "M10 14a4 4 0 0 0 5.7 0l3.3-3.3a4 4 0 0 0-5.7-5.7l-1 1"
    "M14 10a4 4 0 0 0-5.7 0L5 13.3a4 4 0 0 0 5.7 5.7l1-1",
    "copy": "M9 9h11v11H9zM15 9V4H4v11h5",
    "clip": "M4 5h16v14H4zM10 9v6l5-3z",
    "paste": "M9 5H6v15.5h12V5h-3M9 3.5h6v3.5H9zM9 11.5h6M9 15.5h6",
    "mic": "M12 3.5a2.8 2.8 0 0 0-2.8 2.8v4.7a2.8 2.8 0 0 0 5.6 0V6.3A2.8 2.8 0 0 0 12 3.5z"
    "M6 11a6 6 0 0 0 12 0M12 17v3.5",
    "logo": "|M12 2.5c-4.4 0-7.5 3.2-7.5 7.7c0 5.3 3.6 11.3 7.5 11.3s7.5-6 7.5-11.3"
    "c0-4.5-3.1-7.7-7.5-7.7zM8.7 9.3a1.5 1.1 0 1 1 0 2.2a1.5 1.1 0 1 1 0-2.2z"
    "M15.3 9.3a1.5 1.1 0 1 1 0 2.2a1.5 1.1 0 1 1 0-2.2zM8.5 14.8c2.2 1.4 4.8 1.4 7 0"
    "c-.6 2.3-1.9 3.5-3.5 3.5s-2.9-1.2-3.5-3.5z",
}


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """One icon as pixels.

    Args:
        name: one of `PATHS`.
        size: side, in pixels that do not depend on the screen.
        colour: of its lines.
        ratio: of the screen's pixels to those.
    """
    lines, _, filled = PATHS[name].partition("|")
    ink = colour.name()
    stroke = f'fill="none" stroke="{ink}" stroke-width="1.7"'
    shapes = (
        f'<path d="{lines}" {stroke} stroke-linecap="round" stroke-linejoin="round"/>'
        if lines
        else ""
    ) + (f'<path d="{filled}" fill="{ink}" fill-rule="evenodd"/>' if filled else "")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{shapes}</svg>'
    side = round(size * ratio)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """One icon, for widgets; faded where the widget is disabled.

    Args:
        name: one of `PATHS`.
        colour: of its lines; None takes that of text.
    """
    chosen = colours()
    ink = chosen["text"] if colour is None else colour
    made = QIcon()
    for side in SIZES:
        made.addPixmap(pixmap(name, side, ink), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, SIZES[1], chosen["driver"]), QIcon.Mode.Disabled)
    return made
