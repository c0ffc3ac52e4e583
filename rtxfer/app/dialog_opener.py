"""What the menu opens: the dialogs, the log, and the way out."""

from __future__ import annotations

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QDialog, QMenu, QWidget

from engines.bundle import installed
from rtxfer.app.dialogs import (
    Assistant,
    AssistantChoices,
    CalibrationDialog,
    HotkeyDialog,
    OfflineDialog,
)
from rtxfer.app.hotkeys import Hotkeys, hotkey_actions
from rtxfer.app.model.opening import shipped_portraits
from rtxfer.app.notice_stack import open_log
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.settings import TransferSettings
from rtxfer.target import Target


class DialogOpener(QObject):
    """Opens dialogs beside the window; none of them holds anything up.

    Args:
        session: the live run.
        preferences: take what the dialogs decide.
        hotkeys: those in use.
        window: the main one.
    """

    portrait_chosen = pyqtSignal(object)
    """A `Path`."""

    def __init__(
        self, session: Session, preferences: PreferencesStore, hotkeys: Hotkeys, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._preferences = session, preferences
        self._hotkeys, self._window = hotkeys, window
        self._offline: OfflineDialog | None = None
        session.portrait.target_changed.connect(self._hand_over)

    def menu(self, parent: QWidget) -> QMenu:
        """All of them, as a menu."""
        menu = QMenu(parent)
        menu.addAction(self.tr("Move a portrait by videos…"), self.work_offline)
        menu.addSeparator()
        menu.addAction(self.tr("Set-up assistant…"), self.assist)
        menu.addAction(self.tr("Hotkeys…"), self.edit_hotkeys)
        menu.addAction(self.tr("Open the log"), open_log)
        menu.addSeparator()
        menu.addAction(self.tr("Quit"), self._window.close)
        return menu

    def assist(self) -> None:
        """Guide through consent, camera, portrait and virtual camera."""
        portraits = [*(self._preferences.value.targets or shipped_portraits())]
        dialog = Assistant(AssistantChoices(portraits=portraits), self._window)

        def take() -> None:
            answers = dialog.answers()
            self._preferences.change(consented=True)
            self._session.driver.watch(answers.camera)
            if answers.portrait is not None:
                self.portrait_chosen.emit(answers.portrait)

        dialog.accepted.connect(take)
        self._open(dialog)

    def calibrate(self) -> None:
        """Guide the driver through rest and reach."""
        if not self._session.running:
            return
        dialog = CalibrationDialog(
            self._session.monitor.latest,
            self._session.driver.camera,
            mirrored=self._preferences.value.mirrored,
            parent=self._window,
        )
        dialog.neutral_found.connect(self._session.driver.set_neutral)
        dialog.calibrated.connect(self._session.driver.set_profile)
        self._open(dialog)

    def edit_hotkeys(self) -> None:
        """Choose other keys."""
        dialog = HotkeyDialog(hotkey_actions(), self._hotkeys.keys(), self._window)

        def take() -> None:
            self._preferences.change(hotkeys=self._hotkeys.changes(dialog.keys()))

        dialog.accepted.connect(take)
        self._open(dialog)

    def work_offline(self) -> None:
        """Work on files; one dialog for the whole program, for it may work while hidden."""
        if self._offline is None:
            self._offline = OfflineDialog(
                self._settings, installed(), self._preferences.value.target, self._window
            )
            self._offline.form.set_folder(self._preferences.value.output.recordings)
        self._offline.show()
        self._offline.raise_()

    def close(self) -> None:
        """Let offline work end."""
        if self._offline is not None:
            self._offline.queue.close()

    def _settings(self) -> TransferSettings:
        kept = self._preferences.value
        return TransferSettings(motion=kept.motion, output=kept.output.settings())

    def _hand_over(self, target: Target | None) -> None:
        if self._offline is not None and target is not None:
            path = self._preferences.value.target
            if path is not None:
                self._offline.form.set_target(path)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
