"""The icon beside the clock: start, stop and panic while the window is out of sight."""

from __future__ import annotations

from PyQt6.QtGui import QAction, QIcon
from PyQt6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from rtxfer.app.icons import pixmap
from rtxfer.app.session import Session
from rtxfer.app.theme import colours


def app_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(pixmap("logo", side, colours()["accent"]))
    return made


class Tray(QSystemTrayIcon):
    """Shown where the desktop has a place for it.

    Args:
        session: what it starts and stops.
        window: what it brings to the front.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(app_icon(), window)
        self._window = window
        self.setToolTip("rtxfer")
        self._menu = QMenu(window)
        show = self._menu.addAction(self.tr("Show the window"), self._raise)
        self._start = self._menu.addAction(self.tr("Start"), session.toggle)
        self._panic = QAction(self.tr("Panic"), self._menu)
        self._panic.setCheckable(True)
        self._panic.triggered.connect(session.output.panic)
        self._menu.addAction(self._panic)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit"), window.close)
        self._menu.setDefaultAction(show)
        self.setContextMenu(self._menu)
        self.activated.connect(self._clicked)
        session.running_changed.connect(self._turn)
        session.output.panic_changed.connect(self._panic.setChecked)

    def _turn(self, running: bool) -> None:
        if self._start is not None:
            self._start.setText(self.tr("Stop") if running else self.tr("Start"))
        self.setToolTip(self.tr("rtxfer: started") if running else "rtxfer")

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._raise()

    def _raise(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
