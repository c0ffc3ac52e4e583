"""Second page of the calibration: how far do the driver's expressions go?"""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rtxfer.app.controls import TextButton, label, restyle
from rtxfer.app.dialogs.level import LevelBar
from rtxfer.app.dialogs.mirror import Mirror
from rtxfer.app.dialogs.pictogram import Pictogram
from rtxfer.calibration import (
    EXPRESSIONS,
    Expression,
    Gains,
    ReachStep,
    gains_from,
    intensity,
)
from rtxfer.live import GeneratedFrame
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import relative_motion


class _Card(QFrame):
    """One expression: what to do, and how far it goes."""

    def __init__(self, expression: Expression, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.step = ReachStep(expression)
        self.title = title
        self._face = Pictogram(expression.name, 52)
        self._title = label(title, "heading")
        self._state = label("", "hint")
        self.bar = LevelBar(title, usual=expression.usual, most=expression.usual * 1.35)
        words = QVBoxLayout()
        words.setSpacing(5)
        words.addWidget(self._title)
        words.addWidget(self.bar)
        words.addWidget(self._state)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 10, 14, 10)
        across.setSpacing(12)
        across.addWidget(self._face, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(words, 1)

    def show_state(self, state: str, words: str) -> None:
        """Look waiting, active, done or skipped, and say so."""
        restyle(self, "state", state)
        self._state.setText(words)
        self._face.tint({"active": "accent", "done": "good"}.get(state, "muted"))

    def show_value(self, value: float) -> None:
        """Show how much of the expression is seen."""
        self.bar.show_value(value, self.step.best, "good" if self.step.done else "accent")


class ReachPage(QWidget):
    """Asks for one expression after the other; each waits until it has been held.

    Args:
        mirrored: the camera's pictures are mirrored already.
    """

    finished = pyqtSignal(object)
    """The gains."""

    def __init__(self, *, mirrored: bool = False) -> None:
        super().__init__()
        self._neutral: Neutral | None = None
        self._mirror = Mirror(mirrored=mirrored)
        self._skip = TextButton(self.tr("Skip this one"), kind="quiet")
        self._skip.clicked.connect(self._next)
        self._cards: list[_Card] = []
        self._active = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._arrange()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(label(self.tr("Now as far as you can"), "title", wrap=True))
        words.addWidget(
            label(
                self.tr(
                    "Do what is marked, and hold it for a second. If you reach less than the "
                    "small line, the portrait will answer more strongly."
                ),
                "muted",
                wrap=True,
            )
        )
        words.addSpacing(10)
        words.addLayout(self._grid)
        words.addWidget(self._skip, 0, Qt.AlignmentFlag.AlignRight)
        words.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(32)
        across.addWidget(self._mirror)
        across.addLayout(words, 1)

    def begin(self, neutral: Neutral) -> None:
        """Start with the first expression, measured against `neutral`."""
        self._neutral = neutral
        for card in self._cards:
            card.deleteLater()
        titles = {
            "smile": self.tr("Smile broadly"),
            "open_mouth": self.tr("Open your mouth"),
            "raise_brows": self.tr("Raise your brows"),
            "close_eyes": self.tr("Close your eyes"),
        }
        self._cards = [_Card(each, titles[each.name]) for each in EXPRESSIONS]
        for row, card in enumerate(self._cards):
            card.show_state("waiting", "")
            self._grid.addWidget(card, row, 0)
        self._active = 0
        self._activate()

    @property
    def active(self) -> str:
        """Name of the expression that is asked for; "" once all are done."""
        if self._active < len(self._cards):
            return self._cards[self._active].step.expression.name
        return ""

    def gains(self) -> Gains:
        """What follows from the expressions that were held."""
        return gains_from(
            {card.step.expression.name: card.step.best for card in self._cards if card.step.done}
        )

    def watch(self, generated: GeneratedFrame) -> None:
        """Take what the camera and the tracker have just seen."""
        self._mirror.show_picture(generated.driver)
        if self._neutral is None or not self.active:
            return
        seen = generated.signal
        motion = None if seen is None else relative_motion(seen, self._neutral)
        active = self._cards[self._active]
        active.step.watch(motion, generated.captured)
        for card in self._cards:
            value = 0.0 if motion is None else intensity(card.step.expression.name, motion)
            card.show_value(value)
        self._mirror.show_progress(active.step.progress)
        if active.step.done:
            self._next()

    def show_nothing(self) -> None:
        """Show that there is no picture."""
        self._mirror.show_picture(None)

    def _next(self) -> None:
        card = self._cards[self._active]
        if card.step.done:
            card.show_state("done", self.tr("Done"))
        else:
            card.show_state("skipped", self.tr("Skipped"))
        self._active += 1
        self._mirror.show_progress(0)
        if self.active:
            self._activate()
        else:
            self._skip.setEnabled(False)
            self.finished.emit(self.gains())

    def _activate(self) -> None:
        self._skip.setEnabled(True)
        self._cards[self._active].show_state("active", self.tr("Now, and hold it"))
