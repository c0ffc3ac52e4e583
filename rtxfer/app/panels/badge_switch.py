"""The badge that all can see, switched; and why it cannot be, where it cannot."""

from __future__ import annotations

import os

from PyQt6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from rtxfer.app.controls import label
from rtxfer.app.model.preferences import Preferences
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.errors import InputError
from rtxfer.provenance.badge import VARIABLE, WORDS, asked_by_environment
from rtxfer.provenance.policy import policy, policy_path


class BadgeSwitch(QWidget):
    """Takes effect from the next frame on, and for films that are made from now on.

    Args:
        preferences: keep the choice.
    """

    def __init__(self, preferences: PreferencesStore) -> None:
        super().__init__()
        self._preferences = preferences
        self.box = QCheckBox(self.tr("Show “%1” in a corner").replace("%1", WORDS))
        self.box.setToolTip(self.tr("The mark that nobody sees is in every frame anyway."))
        self.reason = label(self._demanded(), "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(self.reason)
        self.reason.setVisible(bool(self.reason.text()))
        if self.reason.text():
            self.box.setChecked(True)
            self.box.setEnabled(False)
            return
        self._follow(preferences.value)
        preferences.changed.connect(self._follow)
        self.box.toggled.connect(self._choose)

    def _demanded(self) -> str:
        """Who has asked for it already; "" if nobody has."""
        try:
            if policy().badge:
                words = self.tr("A policy for this computer asks for it (%1).")
                return words.replace("%1", str(policy_path()))
        except InputError as error:  # which stops a run as well
            return error.problem
        if asked_by_environment():
            return self.tr("It was asked for when the program was started.")
        return ""

    def _choose(self, on: bool) -> None:
        output = self._preferences.value.output.model_copy(update={"badge": on})
        self._preferences.change(output=output)

    def _follow(self, preferences: Preferences) -> None:
        on = preferences.output.badge
        self.box.setChecked(on)
        # Processes that make films are begun with it.
        os.environ[VARIABLE] = "yes" if on else "no"
