"""How the driver's motion is laid onto the portrait, and whether it arrives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from rtxfer.app.action_unit_bars import ActionUnitBars
from rtxfer.app.controls import ComboBox, IconButton, Section, TextButton
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.preferences import Preferences
from rtxfer.app.model.smoothing_lag import smoothing_lag
from rtxfer.app.panels.presets import shipped_presets
from rtxfer.app.portrait_observer import PortraitObserver
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.app.sliders import GainSlider, align
from rtxfer.settings import MotionSettings

_DEFAULTS: Final = MotionSettings()


class ExpressionPanel(QWidget):
    """Sliders for every gain, presets, and bars that compare driver and portrait.

    Args:
        session: takes the settings, at any time.
        preferences: keep settings and presets.
    """

    def __init__(self, session: Session, preferences: PreferencesStore) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self.presets = ComboBox()
        self.presets.setAccessibleName(self.tr("Preset"))
        self.presets.activated.connect(self._take_preset)
        self.sliders = self._make_sliders()
        align(self.sliders.values())
        for name, slider in self.sliders.items():
            slider.changed.connect(self._changer(name))
        self.switches = {
            "calibrated": self._switch(
                self.tr("Adapt to how this portrait answers"),
                self.tr("Measures once how strongly each expression is shown, and makes up."),
                lambda on: self._change(calibrated=on),
            ),
            "contact": self._switch(
                self.tr("Lids and lips shut with the driver's"),
                self.tr("Otherwise they move by as much as the driver's, and may stay apart."),
                lambda on: self._change(contact=on),
            ),
            "whole_head": self._switch(
                self.tr("Hair and ears turn with the face"),
                self.tr("Otherwise the face turns alone, inside hair that stands still."),
                lambda on: self._change(whole_head=on),
            ),
        }
        self.bars = ActionUnitBars()
        self._observer = PortraitObserver(session, self.bars)
        self._observer.observed.connect(self.bars.show_units)
        self._lay_out()
        preferences.changed.connect(self._follow)
        self._fill_presets()
        self._follow(preferences.value)

    @staticmethod
    def _switch(text: str, tip: str, changed: Callable[[bool], None]) -> QCheckBox:
        switch = QCheckBox(text)
        switch.setToolTip(tip)
        switch.toggled.connect(changed)
        return switch

    def _make_sliders(self) -> dict[str, GainSlider]:
        def gain(title: str, name: str) -> GainSlider:
            default = getattr(_DEFAULTS, name)
            return GainSlider(title, 0, 2, default, lambda value: f"{value * 100:.0f} %")

        def lag(value: float) -> str:
            return f"+{smoothing_lag(round(value, 3)):.0f} ms"

        return {
            "strength": gain(self.tr("Strength"), "strength"),
            "brows": gain(self.tr("Brows"), "brows"),
            "eyes": gain(self.tr("Lids"), "eyes"),
            "gaze": gain(self.tr("Gaze"), "gaze"),
            "mouth": gain(self.tr("Mouth"), "mouth"),
            "jaw": gain(self.tr("Jaw, cheeks"), "jaw"),
            "head": gain(self.tr("Head turn"), "head"),
            "head_limit": GainSlider(
                self.tr("At most"), 0, 40, _DEFAULTS.head_limit, lambda value: f"{value:.0f}°"
            ),
            "sway": gain(self.tr("Sway"), "sway"),
            "smoothing": GainSlider(self.tr("Steadiness"), 0, 4, _DEFAULTS.smoothing, lag),
        }

    def _lay_out(self) -> None:
        save = IconButton("save", self.tr("Save as a preset…"))
        save.clicked.connect(self._ask_name)
        self._bin = IconButton("trash", self.tr("Delete this preset"))
        self._bin.clicked.connect(self._delete_preset)
        reset = TextButton(self.tr("Reset"), kind="quiet")
        reset.clicked.connect(lambda: self._session.driver.set_motion(MotionSettings()))
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.presets, 1)
        for button in (save, self._bin, reset):
            tools.addWidget(button)
        sliders = self.sliders
        sliders["smoothing"].setToolTip(
            self.tr("Steadier trembles less and comes later: by so much for a quick smile.")
        )
        face = Section(self.tr("Face"))
        for name in ("brows", "eyes", "gaze", "mouth", "jaw"):
            face.rows.addWidget(sliders[name])
        head = Section(self.tr("Head"))
        sliders["sway"].setToolTip(
            self.tr("How far head and shoulders go along: aside, up and down, nearer.")
        )
        for name in ("head", "head_limit", "sway"):
            head.rows.addWidget(sliders[name])
        compared = Section(self.tr("Driver and portrait"))
        compared.rows.addWidget(self.bars)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 14, 12)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addSpacing(4)
        column.addWidget(sliders["strength"])
        column.addWidget(sliders["smoothing"])
        for switch in self.switches.values():
            column.addWidget(switch)
        for section in (face, head, compared):
            column.addWidget(section)
        column.addStretch(1)

    # --- settings

    def _changer(self, name: str) -> Callable[[float], None]:
        return lambda value: self._change(**{name: value})

    def _change(self, **values: float | bool) -> None:
        motion = self._session.driver.motion.model_copy(update=values)
        if motion != self._session.driver.motion:
            self._session.driver.set_motion(motion)

    def _follow(self, preferences: Preferences) -> None:
        motion = preferences.motion
        for name, slider in self.sliders.items():
            if not slider.isSliderDown():
                slider.set(getattr(motion, name))
        for name, switch in self.switches.items():
            switch.blockSignals(True)
            switch.setChecked(getattr(motion, name))
            switch.blockSignals(False)
        titles = list(self._presets())
        named = [title for title, preset in self._presets().items() if preset == motion]
        self.presets.setCurrentIndex(titles.index(named[0]) if named else -1)
        self._bin.setEnabled(bool(named) and named[0] in preferences.presets)

    # --- presets

    def _presets(self) -> dict[str, MotionSettings]:
        return shipped_presets() | self._preferences.value.presets

    def _fill_presets(self) -> None:
        self.presets.clear()
        self.presets.addItems(list(self._presets()))
        self.presets.setPlaceholderText(self.tr("Own settings"))

    def _take_preset(self) -> None:
        preset = self._presets().get(self.presets.currentText())
        if preset is not None:
            self._session.driver.set_motion(preset)

    def _ask_name(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Save as a preset"))
        dialog.setLabelText(self.tr("Name"))
        dialog.textValueSelected.connect(self.save_preset)
        dialog.open()

    def save_preset(self, title: str) -> None:
        """Keep the settings of now under a name; a shipped preset keeps its own."""
        title = title.strip()
        if title and title not in shipped_presets():
            before = self._preferences.value.presets
            self._keep_presets(before | {title: self._session.driver.motion})
            if title in before:
                problem = self.tr("The preset %1 was replaced.").replace("%1", title)
                self._offer_undo(problem, {title: before[title]})

    def _delete_preset(self) -> None:
        title, before = self.presets.currentText(), self._preferences.value.presets
        if title in before:
            self._keep_presets({one: before[one] for one in before if one != title})
            problem = self.tr("The preset %1 was deleted.").replace("%1", title)
            self._offer_undo(problem, {title: before[title]})

    def _offer_undo(self, problem: str, lost: dict[str, MotionSettings]) -> None:
        def undo() -> None:
            self._keep_presets(self._preferences.value.presets | lost)

        self._session.noticed.emit(Notice("info", problem, undo=undo))

    def _keep_presets(self, presets: dict[str, MotionSettings]) -> None:
        self._preferences.change(presets=presets)
        self._fill_presets()
        self._follow(self._preferences.value)
