"""One device: ready, or what is missing and the line that brings it."""

from __future__ import annotations

import re
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from rtxfer.app.controls import IconButton, label
from rtxfer.app.icons import pixmap
from rtxfer.app.languages import spoken
from rtxfer.app.theme import colours
from rtxfer.devices import Device

SYMBOL: Final = 20


class DeviceRow(QFrame):
    """Shows a device.

    Args:
        device: as it is now.
    """

    def __init__(self, device: Device) -> None:
        super().__init__()
        self.setObjectName("card")
        self._hint = device.hint
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(device.name, "heading"))
        words.addWidget(label(spoken(device.problem or device.detail) or self.tr("Ready"), "hint"))
        if "reach" in device.facts:
            words.addWidget(label(spoken(str(device.facts["reach"])), "hint", wrap=True))
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 10, 10, 10)
        across.setSpacing(12)
        across.addWidget(self._symbol(device), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        if device.hint:
            hint = label(spoken(device.hint), wrap=True)
            hint.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.addWidget(hint)
            copy = IconButton("copy", self.tr("Copy the command"))
            copy.clicked.connect(self._copy)
            across.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)

    def _symbol(self, device: Device) -> QLabel:
        name, colour = ("check", "good") if device.ready else ("warning", "warning")
        made = QLabel()
        made.setPixmap(pixmap(name, SYMBOL, colours()[colour], self.devicePixelRatioF()))
        made.setAccessibleName(self.tr("Ready") if device.ready else self.tr("Not ready"))
        return made

    def _copy(self) -> None:
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setText(command_in(self._hint))


def command_in(hint: str) -> str:
    """The command line that a hint tells to run; the hint itself where it tells none."""
    found = re.search(r"\b[Rr]un: (.+?)(?:, then [^:]*)?\.?$", hint)
    return found[1].replace(", then: ", " && ") if found else hint
