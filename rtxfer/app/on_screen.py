"""How large things are: as the system's text asks for, and no larger than the screen."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QWidget

from rtxfer.app.theme import text_size

FRAME: Final = (8, 40)
"""Pixels that a window manager may put around and over it; known only once it is shown."""

USUAL: Final = 12
"""Pixels of the text that widths and heights were chosen for."""


def scaled(pixels: int) -> int:
    """A width or height for text that is as large as the system has it."""
    return round(pixels * max(1.0, text_size() / USUAL))


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Make it as large as is comfortable, and no larger than the screen lets it.

    Args:
        window: not shown yet.
        width: comfortable one, pixels, with text of the usual size.
        height: likewise.
    """
    size = QSize(scaled(width), scaled(height))
    screen = window.screen()
    if screen is not None:
        size = size.boundedTo(screen.availableGeometry().size() - QSize(*FRAME))
    window.resize(size.expandedTo(window.minimumSizeHint()))
