"""The guided calibration: the resting face, then, for those who like, how far they go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QCoreApplication, Qt, pyqtSignal
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rtxfer.app.background import Background
from rtxfer.app.controls import TextButton, label
from rtxfer.app.dialogs.level import LevelBar
from rtxfer.app.dialogs.neutral_page import NeutralPage
from rtxfer.app.dialogs.pictogram import Pictogram
from rtxfer.app.dialogs.reach_page import ReachPage
from rtxfer.app.languages import spoken
from rtxfer.app.on_screen import fit_screen
from rtxfer.app.timers import every
from rtxfer.calibration import Gains
from rtxfer.calibration.reach import MOST_GAIN
from rtxfer.errors import RtxferError
from rtxfer.live import GeneratedFrame
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile, Profiles

POLL: Final = 33
"""Milliseconds between two looks at the newest frame."""

SILENCE: Final = 30
"""Looks without a new frame after which the picture is gone."""


class _DonePage(QWidget):
    """Last page: what was found."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.note = label("", "bad", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(110, 0, 110, 0)
        column.setSpacing(8)
        column.addStretch(1)
        face = Pictogram("smile", 92)
        face.tint("good")
        column.addWidget(face, 0, Qt.AlignmentFlag.AlignHCenter)
        title = label(self.tr("That is all"), "title")
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        words = label(
            self.tr("How strongly the portrait will answer you, beside what is usual:"), "muted"
        )
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addLayout(self._rows)
        column.addWidget(self.note)
        column.addStretch(1)

    def show_gains(self, gains: Gains) -> None:
        """Show one bar for each region."""
        while (row := self._rows.takeAt(0)) is not None:
            if (widget := row.widget()) is not None:
                widget.deleteLater()
        titles = {
            "brows": self.tr("Brows"),
            "eyes": self.tr("Eyes"),
            "mouth": self.tr("Mouth"),
            "jaw": self.tr("Jaw"),
        }
        for name, factor in gains.model_dump().items():
            self._rows.addWidget(_GainRow(titles[name], factor))


class _GainRow(QWidget):
    def __init__(self, title: str, factor: float) -> None:
        super().__init__()
        bar = LevelBar(title, usual=1.0, most=MOST_GAIN)
        bar.show_value(factor)
        caption = label(title)
        caption.setMinimumWidth(70)
        number = label(f"× {factor:.2f}", "figure")
        number.setMinimumWidth(52)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(caption)
        across.addWidget(bar, 1)
        across.addWidget(number)


class CalibrationDialog(QDialog):
    """Walks the driver through it; nothing in here waits.

    Args:
        look: gives the newest generated frame, or None; polled.
        camera: the stable id that the profile is kept under.
        user: whose profile it is; empty where only one person sits there.
        mirrored: the camera's pictures are mirrored already.
        profiles: where to keep it; None for the user's data folder.
        parent: Qt's.
    """

    neutral_found = pyqtSignal(object)
    """The `Neutral`, as soon as it is known."""

    calibrated = pyqtSignal(object)
    """The `Profile`, once it is kept."""

    def __init__(
        self,
        look: Callable[[], GeneratedFrame | None],
        camera: str,
        user: str = "",
        *,
        mirrored: bool = False,
        profiles: Profiles | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Calibration"))
        self._look, self._camera, self._user = look, camera, user
        self._profiles = profiles or Profiles()
        self._neutral: Neutral | None = None
        self._last: GeneratedFrame | None = None
        self._silent = 0
        self._background = Background("rtxfer-profiles", self)
        self._rest = NeutralPage(mirrored=mirrored)
        self._reach = ReachPage(mirrored=mirrored)
        self._done = _DonePage()
        self._pages = QStackedWidget()
        for page in (self._rest, self._reach, self._done):
            self._pages.addWidget(page)
        self._again = TextButton(self.tr("Start over"), "refresh", "quiet")
        self._cancel = TextButton(self.tr("Cancel"))
        self._save = TextButton(self.tr("Save"), "check", "primary")
        for button in (self._again, self._cancel):
            button.setAutoDefault(False)
        self._save.setDefault(True)
        self._arrange()
        self._rest.found.connect(self._rested)
        self._reach.finished.connect(self._reached)
        self._again.clicked.connect(self.start_over)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._keep)
        self._timer = every(POLL, self._poll, self)
        self._timer.start()
        self.start_over()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 28, 28, 22)
        column.setSpacing(20)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        fit_screen(self, 790, 590)

    def start_over(self) -> None:
        """Forget everything and watch again."""
        self._neutral = None
        self._rest.restart()
        self._turn_to(self._rest)

    def done(self, result: int) -> None:
        """Close, and look no more."""
        self._timer.stop()
        super().done(result)

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._again.setVisible(page is not self._rest)
        self._save.setEnabled(self._neutral is not None)
        self._save.setText(self.tr("Skip and save") if page is self._reach else self.tr("Save"))

    def _poll(self) -> None:
        page = self._pages.currentWidget()
        if not isinstance(page, NeutralPage | ReachPage):
            return
        generated = self._look()
        if generated is None or generated is self._last:
            self._silent += 1
            if self._silent == SILENCE:
                page.show_nothing()
            return
        self._silent = 0
        self._last = generated
        page.watch(generated)

    def _rested(self, neutral: Neutral) -> None:
        self._neutral = neutral
        self.neutral_found.emit(neutral)
        self._reach.begin(neutral)
        self._turn_to(self._reach)

    def _reached(self, gains: Gains) -> None:
        self._done.show_gains(gains)
        self._done.note.clear()
        self._turn_to(self._done)

    def _keep(self) -> None:
        if self._neutral is None:
            return
        profile = Profile.of(self._user, self._camera, self._neutral, self._reach.gains())
        self._save.setEnabled(False)

        def kept(_: object) -> None:
            self.calibrated.emit(profile)
            self.accept()

        self._background.run(lambda: self._profiles.save(profile), kept, self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        self._done.show_gains(self._reach.gains())
        problem = error.problem if isinstance(error, RtxferError) else str(error)
        hint = error.hint if isinstance(error, RtxferError) else ""
        words = QCoreApplication.translate("CalibrationDialog", "It could not be saved.")
        self._done.note.setText(f"{words} {spoken(problem)} {spoken(hint)}".strip())
        self._turn_to(self._done)
