"""Start, and what is pressed while it runs."""

from __future__ import annotations

from PyQt6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rtxfer.app.controls import IconButton, TextButton, label, restyle
from rtxfer.app.hotkeys import Hotkeys
from rtxfer.app.session import Session


class Transport(QFrame):
    """The big button, and freeze, neutral, snapshot, record and panic beneath it.

    What was changed and is not taken up yet is told above it, for it may end a recording.

    Args:
        session: does it all.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("transport")
        self._session = session
        self.start = TextButton(self.tr("Start"), "play", "primary")
        self.start.setObjectName("start")
        self.start.clicked.connect(session.toggle)
        self.freeze = IconButton("freeze", self.tr("Freeze the output"), checkable=True)
        self.freeze.clicked.connect(session.output.freeze)
        self.neutral = IconButton("neutral", self.tr("Take a new neutral"))
        self.neutral.clicked.connect(session.driver.recalibrate)
        self.snapshot = IconButton("snapshot", self.tr("Save a snapshot"))
        self.snapshot.clicked.connect(session.output.snapshot)
        self.record = IconButton("record", self.tr("Record"), checkable=True)
        self.record.clicked.connect(session.output.record)
        self.panic = TextButton(self.tr("Panic"), "panic", "danger")
        self.panic.setCheckable(True)
        self.panic.clicked.connect(session.output.panic)
        self._waiting = label("", "hint", wrap=True)
        self.apply = TextButton(self.tr("Apply now"))
        self.apply.clicked.connect(session.pending.apply)
        self._lay_out()
        session.pending.changed.connect(self._wait)
        session.output.recording_changed.connect(self._wait)
        session.running_changed.connect(self._turn)
        session.output.frozen_changed.connect(self.freeze.setChecked)
        session.output.panic_changed.connect(self._panicked)
        session.output.recording_changed.connect(self._recorded)
        self._turn(session.running)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.freeze, self.neutral, self.snapshot, self.record):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.panic)
        self._pending = QWidget()
        line = QHBoxLayout(self._pending)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._waiting, 1)
        line.addWidget(self.apply)
        self._pending.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addWidget(self._pending)
        column.addWidget(self.start)
        column.addLayout(row)

    def show_keys(self, hotkeys: Hotkeys) -> None:
        """Name the hotkeys on the buttons."""
        for button, title, name in (
            (self.freeze, self.tr("Freeze the output"), "freeze"),
            (self.neutral, self.tr("Take a new neutral"), "neutral"),
            (self.snapshot, self.tr("Save a snapshot"), "snapshot"),
            (self.record, self.tr("Record"), "record"),
        ):
            button.entitle(title, hotkeys.shown(name))
        self.start.setToolTip(hotkeys.shown("start"))
        words = self.tr("Viewers see a standby picture instead of the portrait, at once")
        key = hotkeys.shown("panic")
        self.panic.setToolTip(f"{words} ({key})" if key else words)

    def _turn(self, running: bool) -> None:
        title = self.tr("Stop") if running else self.tr("Start")
        self.start.setText(title)
        self.start.setAccessibleName(title)
        restyle(self.start, "kind", "" if running else "primary")
        self.start.show_icon("stop" if running else "play", "" if running else "on_accent")
        for button in (self.freeze, self.neutral, self.snapshot, self.record):
            button.setEnabled(running)

    def _wait(self, _: object) -> None:
        waiting = self._session.pending.waiting
        words = {
            "camera": self.tr("Camera settings wait for the next start."),
            "restart": self.tr("What you changed waits for the next start."),
        }.get(waiting, "")
        if waiting == "restart" and self._session.output.recording:
            words += " " + self.tr("Applying it now ends the recording.")
        self._waiting.setText(words)
        self.apply.setToolTip(
            self.tr("The driver is not seen for a moment; the portrait rests.")
            if waiting == "camera"
            else self.tr("Viewers lose the camera for a moment.")
        )
        self._pending.setVisible(bool(waiting))

    def _panicked(self, panicking: bool) -> None:
        self.panic.setChecked(panicking)
        self.panic.show_icon("panic", "surface" if panicking else "danger")

    def _recorded(self, recording: bool) -> None:
        self.record.setChecked(recording)
        self.record.show_icon("record", "danger" if recording else "")
