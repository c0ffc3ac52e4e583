"""What the menu opens: the dialogs, the log, and the way out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup
from PyQt6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from engines.bundle import DEFAULT, installed
from rtxfer.app.dialogs import (
    Assistant,
    AssistantChoices,
    CalibrationDialog,
    FaceDialog,
    HotkeyDialog,
    OfflineDialog,
)
from rtxfer.app.dialogs.reading import DoctorDialog, ReadingDialog, about_words, help_words
from rtxfer.app.hotkeys import Hotkeys, hotkey_actions
from rtxfer.app.languages import LANGUAGES, SYSTEM
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.opening import shipped_portraits
from rtxfer.app.model.preferences import Preferences
from rtxfer.app.notice_stack import open_log
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.app.theme import force_scheme
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
        self._generator = ""
        session.portrait.target_changed.connect(self._hand_over)
        session.portrait.face_wanted.connect(self.ask_face)

    def menu(self, parent: QWidget) -> QMenu:
        """All of them, as a menu."""
        menu = QMenu(parent)
        menu.addAction(self.tr("Move a portrait by videos…"), self.work_offline)
        menu.addAction(self._motion_action(menu))
        menu.addSeparator()
        menu.addAction(self.tr("Set-up assistant…"), self.assist)
        menu.addAction(self.tr("Hotkeys…"), self.edit_hotkeys)
        menu.addAction(self._remote_action(menu))
        menu.addMenu(self._themes(menu))
        menu.addMenu(self._languages(menu))
        menu.addSeparator()
        menu.addAction(self.tr("Help"), self.help)
        menu.addAction(self.tr("Doctor: does every part work?"), self.examine)
        menu.addAction(self.tr("Open the log"), open_log)
        menu.addAction(self.tr("About rtxfer"), self.tell_about)
        menu.addSeparator()
        menu.addAction(self.tr("Quit"), self._window.close)
        return menu

    def _motion_action(self, menu: QMenu) -> QAction:
        """Keeps what the driver does; the file is a source like a video, and holds no picture."""
        output = self._session.output
        action = QAction(self.tr("Record the driver's motion"), menu)
        action.setCheckable(True)
        action.setEnabled(self._session.running)
        action.triggered.connect(output.record_motion)
        output.motion_changed.connect(action.setChecked)
        self._session.running_changed.connect(action.setEnabled)
        return action

    def _remote_action(self, menu: QMenu) -> QAction:
        """Whether scripts of the same person may press the buttons."""
        action = QAction(self.tr("Remote control by scripts"), menu)
        action.setToolTip(self.tr("`rtxfer remote panic` and such; on this computer alone."))
        action.setCheckable(True)
        action.setChecked(self._preferences.value.remote)
        action.triggered.connect(lambda on: self._preferences.change(remote=on))
        self._preferences.changed.connect(lambda kept: action.setChecked(kept.remote))
        return action

    def _themes(self, menu: QMenu) -> QMenu:
        made = QMenu(self.tr("Theme"), menu)
        group = QActionGroup(made)
        for title, theme in (
            (self.tr("As the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
        ):
            action = QAction(title, made)
            action.setCheckable(True)
            action.setChecked(self._preferences.value.theme == theme)
            action.triggered.connect(partial(self._wear, theme))
            group.addAction(action)
            made.addAction(action)
        return made

    def _languages(self, menu: QMenu) -> QMenu:
        """Each called as it calls itself, so that whoever cannot read the others finds it."""
        made = QMenu(self.tr("Language"), menu)
        group = QActionGroup(made)
        for name, title in ((SYSTEM, self.tr("As the system")), *LANGUAGES.items()):
            action = QAction(title, made)
            action.setCheckable(True)
            action.setChecked(self._preferences.value.language == name)
            action.triggered.connect(partial(self._learn, name))
            group.addAction(action)
            made.addAction(action)
        return made

    def _learn(self, language: str, _: bool = True) -> None:
        if language != self._preferences.value.language:
            self._preferences.change(language=language)
            words = self.tr("The language changes when rtxfer is started the next time.")
            self._session.noticed.emit(Notice("info", words))

    def _wear(self, theme: str, _: bool = True) -> None:
        self._preferences.change(theme=theme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            force_scheme(app, theme)

    def help(self) -> None:
        """How it is used, and every key."""
        keys = {action.title: self._hotkeys.shown(action.name) for action in hotkey_actions()}
        self._open(ReadingDialog(self.tr("Help"), help_words(keys), self._window))

    def examine(self) -> None:
        """Look at each link of the chain."""
        self._open(DoctorDialog(self._window))

    def tell_about(self) -> None:
        """What this is."""
        self._open(ReadingDialog(self.tr("About rtxfer"), about_words(), self._window))

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

    def ask_face(self, path: Path, target: Target) -> None:
        """Have the person pick the face that moves."""
        dialog = FaceDialog(target, self._window)
        dialog.chosen.connect(partial(self._session.portrait.choose_face, path))
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
            self._offline.form.face_of = lambda path: self._preferences.value.faces.get(str(path))
            self._offline.form.set_folder(self._preferences.value.output.recordings)
            self._choose_generator(self._preferences.value)
            self._preferences.changed.connect(self._choose_generator)
        self._offline.show()
        self._offline.raise_()

    def close(self) -> None:
        """Let offline work end."""
        if self._offline is not None:
            self._offline.queue.close()

    def _settings(self) -> TransferSettings:
        kept = self._preferences.value
        # Files have the portrait's own size: that of the output is made for video calls.
        return TransferSettings(motion=kept.motion)

    def _hand_over(self, target: Target | None) -> None:
        if self._offline is not None and target is not None:
            path = self._preferences.value.target
            if path is not None:
                self._offline.form.set_target(path)

    def _choose_generator(self, kept: Preferences) -> None:
        """Offline begins with the window's generator, and goes along when that changes."""
        name = kept.generator or DEFAULT
        if self._offline is not None and name != self._generator:
            self._generator = name
            self._offline.form.set_generator(name)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
