"""How far an engine is that is built in the background: a few words, and a way to end it."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from engines.building.background import EngineBuild
from rtxfer.app.controls import IconButton, label
from rtxfer.app.engine_builder import EngineBuilder

CROSS: Final = QSize(11, 11)
"""Pixels; smaller than on other buttons, as the words beside are."""


class BuildProgressLine(QWidget):
    """Seen only while something is built.

    Args:
        builder: what builds.
    """

    def __init__(self, builder: EngineBuilder) -> None:
        super().__init__()
        self._words = label("", "muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.cancel = IconButton("close", self.tr("Do not build this engine"))
        self.cancel.setIconSize(CROSS)
        self.cancel.setStyleSheet("padding: 0 2px; min-height: 0;")
        self.cancel.setMaximumHeight(self._words.sizeHint().height())  # the line must not grow
        self.cancel.clicked.connect(builder.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._words)
        row.addWidget(self.cancel)
        builder.progressed.connect(self._show)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def _show(self, build: EngineBuild | None) -> None:
        self.setVisible(build is not None)
        if build is None:
            return
        progress = build.progress
        phase, share, left = self.tr("Starting"), 0.0, None
        if progress is not None:
            phase, share, left = progress.phase, progress.done, progress.left
        words = self.tr("Engine %1 %").replace("%1", f"{share * 100:.0f}")
        if left is not None:
            words += f", {self._in_words(left)}"
        # The phase gives way first: libraries put whole graphs into its name.
        self._words.setMinimumWidth(self._words.fontMetrics().horizontalAdvance(words))
        self._words.setText(f"{words} · {phase}")
        tip = self.tr(
            "%1 is built for this GPU (%2). Everything goes on meanwhile, on another engine."
        )
        self.setToolTip(tip.replace("%1", build.backend).replace("%2", phase))

    def _in_words(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("%1 s left").replace("%1", f"{seconds:.0f}")
        return self.tr("%1 min left").replace("%1", f"{seconds / 60:.0f}")
