"""The line over the preview: what is shown, how it is shown, and the menu."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from rtxfer.app.controls import ElidedLabel, IconButton
from rtxfer.app.dialog_opener import DialogOpener
from rtxfer.app.model.thumbnails import portrait_name
from rtxfer.app.preview import Preview
from rtxfer.app.session import Session

STEP: Final = 1.25
"""Of one press on plus or minus."""


class Header(QWidget):
    """Changes the view of the preview only; nothing in here reaches a sink.

    Args:
        preview: whose view.
        dialogs: what the menu opens.
        session: tells which portrait is shown.
    """

    def __init__(self, preview: Preview, dialogs: DialogOpener, session: Session) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ElidedLabel("heading")
        self.split = IconButton("split", self.tr("Show the driver beside"), checkable=True)
        self.split.toggled.connect(preview.set_side_by_side)
        self.mirror = IconButton("mirror", self.tr("Mirror the preview only"), checkable=True)
        self.mirror.toggled.connect(preview.set_mirror)
        self.seat = IconButton(
            "neutral", self.tr("Show where your resting face was taken"), checkable=True
        )
        self.seat.toggled.connect(preview.set_seat)
        self.seat.setEnabled(False)  # it is drawn over the driver
        self.split.toggled.connect(self.seat.setEnabled)
        closer = IconButton("plus", self.tr("Zoom in"))
        closer.clicked.connect(lambda: preview.zoom(STEP))
        farther = IconButton("minus", self.tr("Zoom out"))
        farther.clicked.connect(lambda: preview.zoom(1 / STEP))
        fit = IconButton("fit", self.tr("Fit the whole picture"))
        fit.clicked.connect(preview.show_all)
        menu = IconButton("menu", self.tr("Menu"))
        menu.setMenu(dialogs.menu(self))
        menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.setShortcut("F10")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 0)
        row.setSpacing(4)
        row.addWidget(self._name, 1)
        for button in (self.split, self.seat, self.mirror, farther, closer, fit):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(menu)
        self._portrait = session.portrait
        session.portrait.changed.connect(self._show_name)
        self._show_name()

    def view(self) -> tuple[bool, bool]:
        """Whether the driver is beside, and whether the preview is a mirror."""
        return self.split.isChecked(), self.mirror.isChecked()

    def set_view(self, side_by_side: bool, mirror: bool) -> None:
        """Restore both."""
        self.split.setChecked(side_by_side)
        self.mirror.setChecked(mirror)

    def _show_name(self) -> None:
        """Of the portrait that viewers see; the one to come is told in the preview."""
        seen = self._portrait.seen
        self._name.setText("" if seen is None else portrait_name(seen))
