"""How large a window may be: it and its frame lie on the screen that it opens on."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QWidget

FRAME: Final = (8, 40)
"""Pixels that a window manager may put around and over it; known only once it is shown."""


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Make it as large as is comfortable, and no larger than the screen lets it.

    Args:
        window: not shown yet.
        width: comfortable one, pixels.
        height: likewise.
    """
    size = QSize(width, height)
    screen = window.screen()
    if screen is not None:
        size = size.boundedTo(screen.availableGeometry().size() - QSize(*FRAME))
    window.resize(size.expandedTo(window.minimumSizeHint()))
