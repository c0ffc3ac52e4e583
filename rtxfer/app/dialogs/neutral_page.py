"""First page of the calibration: look at the camera and relax."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rtxfer.app.controls import TextButton, label, restyle
from rtxfer.app.dialogs.level import LevelBar
from rtxfer.app.dialogs.mirror import Mirror
from rtxfer.app.languages import spoken
from rtxfer.calibration import NeutralQuality, NeutralStep
from rtxfer.live import GeneratedFrame

PATIENCE: Final = 4.0
"""Seconds after which a neutral may be taken that is not as good as it could be."""


class NeutralPage(QWidget):
    """Watches until the driver has rested, and says what keeps them from it.

    Args:
        mirrored: the camera's pictures are mirrored already.
    """

    found = pyqtSignal(object)
    """The neutral."""

    def __init__(self, *, mirrored: bool = False) -> None:
        super().__init__()
        self._step = NeutralStep()
        self._began: float | None = None
        self._mirror = Mirror(mirrored=mirrored)
        self._advice = label("", wrap=True)
        self._advice.setProperty("kind", "heading")
        self._anyway = TextButton(self.tr("Take it as it is"), kind="quiet")
        self._anyway.setToolTip(self.tr("For faces that never look quite at rest to the tracker"))
        self._anyway.clicked.connect(self._take)
        self._bars = {
            "seen": LevelBar(self.tr("Face in the picture")),
            "size": LevelBar(self.tr("Near enough")),
            "facing": LevelBar(self.tr("Facing the camera")),
            "steady": LevelBar(self.tr("Head still")),
            "eyes": LevelBar(self.tr("Eyes open")),
            "mouth": LevelBar(self.tr("Mouth closed")),
            "calm": LevelBar(self.tr("Face relaxed")),
        }
        self._arrange()
        self.restart()

    def _arrange(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        for row, bar in enumerate(self._bars.values()):
            rows.addWidget(label(bar.accessibleName(), "muted"), row, 0)
            rows.addWidget(bar, row, 1)
        rows.setColumnStretch(1, 1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(label(self.tr("Look at the camera and relax"), "title", wrap=True))
        words.addWidget(
            label(
                self.tr("All that your face does is measured against how it rests now."),
                "muted",
                wrap=True,
            )
        )
        words.addSpacing(14)
        words.addWidget(self._advice)
        words.addSpacing(10)
        words.addLayout(rows)
        words.addSpacing(6)
        words.addWidget(self._anyway)
        words.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(32)
        across.addWidget(self._mirror)
        across.addLayout(words, 1)

    def restart(self) -> None:
        """Forget what was seen."""
        self._step = NeutralStep()
        self._began = None
        self._anyway.setVisible(False)
        self.show_nothing()

    def watch(self, generated: GeneratedFrame) -> None:
        """Take what the camera and the tracker have just seen."""
        if self._step.done:
            return
        self._began = generated.captured if self._began is None else self._began
        self._step.watch(generated.signal, generated.captured)
        quality = self._step.quality
        self._mirror.show_picture(generated.driver)
        self._mirror.show_progress(self._step.progress, "accent" if quality.usable else "warning")
        self._show(quality)
        self._anyway.setVisible(generated.captured - self._began > PATIENCE and generated.face)
        if self._step.done:
            self._take()

    def show_nothing(self) -> None:
        """Show that there is no picture."""
        self._mirror.show_picture(None)
        self._mirror.show_progress(0)
        self._advise(self.tr("Waiting for the camera …"), "muted")
        for bar in self._bars.values():
            bar.show_value(0)

    def _show(self, quality: NeutralQuality) -> None:
        if quality.usable:
            self._advise(self.tr("Good. Stay like this."), "good")
        else:
            self._advise(spoken(quality.advice), "warning")
        scores = {aspect.name: aspect for aspect in quality.aspects}
        for name, bar in self._bars.items():
            aspect = scores.get(name)
            good = aspect is not None and aspect.good
            bar.show_value(aspect.score if aspect else 0, colour="good" if good else "warning")

    def _advise(self, words: str, kind: str) -> None:
        self._advice.setText(words)
        restyle(self._advice, "kind", kind)

    def _take(self) -> None:
        self._mirror.show_progress(1, "good")
        self.found.emit(self._step.take())
