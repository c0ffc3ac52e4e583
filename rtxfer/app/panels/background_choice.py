"""Choosing what the portrait is set before."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QColorDialog, QFileDialog

from rtxfer.app.controls import ComboBox
from rtxfer.settings import KEEP, NOTHING, background_file
from rtxfer.sources.picture import PICTURE_SUFFIXES

ASK_COLOUR: Final = "?colour"
ASK_PICTURE: Final = "?picture"
OFFERED: Final = "#00b140"
"""The colour that is shown first when one is asked for: a green that is easily keyed."""


class BackgroundChoice(ComboBox):
    """A list of what needs no asking, and two entries that ask.

    Attributes:
        background: what was chosen, as `OutputSettings.background` says it.
    """

    wanted = pyqtSignal(str)
    """Chosen by the user."""

    def __init__(self) -> None:
        super().__init__()
        self.background = KEEP
        self.setAccessibleName(self.tr("Background"))
        self.activated.connect(self._activated)
        self.show_background(KEEP)

    def show_background(self, background: str) -> None:
        """Show what is chosen; says nothing of it to anybody."""
        self.background = background
        self.clear()
        self.addItem(self.tr("As in the portrait"), KEEP)
        self.addItem(self.tr("Blurred"), "blur")
        self.addItem(self.tr("Transparent"), NOTHING)
        path = background_file(background)
        if path is not None:
            self.addItem(path.name, background)
        elif background.startswith("#"):
            self.addItem(self.tr("Colour %1").replace("%1", background), background)
        self.addItem(self.tr("Colour…"), ASK_COLOUR)
        self.addItem(self.tr("Picture…"), ASK_PICTURE)
        self.setCurrentIndex(self.findData(background))
        self.setToolTip(
            self.tr(
                "The person of the portrait is cut out and set before it. Transparent: OBS keys "
                "the PipeWire camera by itself; other cameras and recordings show green."
            )
        )

    def _activated(self, index: int) -> None:
        chosen = self.itemData(index)
        if chosen == ASK_COLOUR:
            self._ask_colour()
        elif chosen == ASK_PICTURE:
            self._ask_picture()
        else:
            self.wanted.emit(chosen)
            return
        self.setCurrentIndex(self.findData(self.background))  # until there is an answer

    def _ask_colour(self) -> None:
        known = self.background if self.background.startswith("#") else OFFERED
        dialog = QColorDialog(QColor(known), self)
        dialog.setWindowTitle(self.tr("Background"))
        dialog.colorSelected.connect(lambda colour: self.wanted.emit(colour.name()))
        dialog.open()

    def _ask_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("A picture as background"))
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        dialog.setNameFilter(self.tr("Pictures (%1)").replace("%1", patterns))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.wanted.emit(str(Path(name))))
        dialog.open()
