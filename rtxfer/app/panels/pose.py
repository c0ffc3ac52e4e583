"""A portrait edited by hand: a slider for every action unit, and for the turn of the head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from platformdirs import user_pictures_path
from PyQt6.QtCore import QCoreApplication
from PyQt6.QtGui import QHideEvent, QShowEvent
from PyQt6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from rtxfer.app.action_unit_bars import unit_titles
from rtxfer.app.controls import Section, TextButton, label
from rtxfer.app.session import Session
from rtxfer.app.sliders import GainSlider, align
from rtxfer.face.action_units import unit_number
from rtxfer.motion.pose import MOST_TURN, Channel, Pose, side_channels, unit_channels
from rtxfer.provenance.publish import PICTURES

STEPS: Final = 80
TURNS: Final = ("turn", "nod", "tilt")


class PosePanel(QWidget):
    """Moves the portrait while no driver does; nothing of it reaches a sink.

    Args:
        session: shows and saves what is set.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._pose = session.pose
        self._session = session
        self.turns = self._make_turns()
        self.both = {one.name: self._slider(one) for one in unit_channels()}
        self.sides = {one.name: self._slider(one) for one in side_channels()}
        self.apart = QCheckBox(self.tr("Left and right apart"))
        self.apart.toggled.connect(self._part)
        self.save = TextButton(self.tr("Save as a picture…"), "save")
        self.save.clicked.connect(self._ask_where)
        self.reset = TextButton(self.tr("Reset"), kind="quiet")
        self.reset.clicked.connect(self._set_back)
        self._note = label("", "hint", wrap=True)
        align((*self.turns.values(), *self.both.values(), *self.sides.values()))
        self._lay_out()
        session.running_changed.connect(self._turn)
        session.portrait.target_changed.connect(self._turn)
        self._turn()

    def _make_turns(self) -> dict[str, GainSlider]:
        titles = (self.tr("Turn"), self.tr("Nod"), self.tr("Tilt"))
        made = {}
        for name, title in zip(TURNS, titles, strict=True):
            made[name] = GainSlider(
                title, -MOST_TURN, MOST_TURN, 0, lambda value: f"{_signed(value)}°", 60
            )
            made[name].changed.connect(self._show)
        return made

    def _slider(self, channel: Channel) -> GainSlider:
        made = GainSlider(
            _title(channel), -1, 1, 0, lambda value: f"{_signed(value * 100)} %", STEPS
        )
        made.changed.connect(self._show)
        return made

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self.save, 1)
        tools.addWidget(self.reset)
        self._page = QWidget()
        rows = QVBoxLayout(self._page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        head = Section(self.tr("Head"))
        for slider in self.turns.values():
            head.rows.addWidget(slider)
        rows.addWidget(self.apart)
        rows.addWidget(head)
        for title, regions in (
            (self.tr("Brows"), ("brows",)),
            (self.tr("Eyes"), ("eyes", "gaze")),
            (self.tr("Mouth and nose"), ("mouth",)),
            (self.tr("Jaw, cheeks"), ("jaw",)),
        ):
            section = Section(title)
            for slider in self._of(regions):
                section.rows.addWidget(slider)
            rows.addWidget(section)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 14, 12)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self._note)
        column.addWidget(self._page)
        column.addStretch(1)
        self._part(False)

    def _of(self, regions: tuple[str, ...]) -> Iterator[GainSlider]:
        """The sliders of some regions; behind one of both sides come those of each."""
        for channel in unit_channels():
            if channel.region in regions:
                yield self.both[channel.name]
                for side in _sides(channel):
                    yield self.sides[side.name]

    # --- what is set

    def value(self) -> Pose:
        """The pose that the sliders say."""
        values = {name: slider.value() for name, slider in self.both.items()}
        if self.apart.isChecked():
            values = {name: value for name, value in values.items() if not _has_sides(name)}
            values |= {name: slider.value() for name, slider in self.sides.items()}
        values = {name: round(value, 4) for name, value in values.items() if abs(value) > 1e-6}
        return Pose(values, *(self.turns[name].value() for name in TURNS))

    def _show(self, _: float = 0.0) -> None:
        self._pose.set(self.value())

    def _part(self, apart: bool) -> None:
        """One slider for both sides, or one for each, which begin where the one was."""
        for channel in unit_channels():
            sides = [self.sides[side.name] for side in _sides(channel)]
            both = self.both[channel.name]
            if apart:
                for slider in sides:
                    slider.set(both.value())
            elif sides:
                both.set(sum(slider.value() for slider in sides) / len(sides))
            both.setVisible(not (apart and sides))
            for slider in sides:
                slider.setVisible(apart)
        self._show()

    def _set_back(self) -> None:
        for slider in (*self.turns.values(), *self.both.values(), *self.sides.values()):
            slider.set(0)
        self._show()

    # --- the picture

    def _ask_where(self) -> None:
        target = self._session.portrait.target
        name = "portrait" if target is None else Path(target.name).stem
        dialog = QFileDialog(self, self.tr("Save as a picture"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(user_pictures_path()))
        dialog.setNameFilter(self.tr("Pictures") + f" (*{' *'.join(PICTURES)})")
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{name} posed.png")
        dialog.fileSelected.connect(lambda chosen: self._pose.save(Path(chosen)))
        dialog.open()

    # --- when it can be used

    def _turn(self, _: object = None) -> None:
        possible = self._pose.possible
        self._page.setEnabled(possible)
        self.save.setEnabled(possible)
        self.reset.setEnabled(possible)
        if self._session.running:
            words = self.tr("The driver moves the portrait. Stop to edit it by hand.")
        else:
            words = self.tr("Moves the portrait by hand. What it shows already is the middle.")
        self._note.setText(words)

    def showEvent(self, event: QShowEvent | None) -> None:  # noqa: N802 - Qt's name
        """The preview shows the pose while this is seen."""
        super().showEvent(event)
        self._pose.want(True)

    def hideEvent(self, event: QHideEvent | None) -> None:  # noqa: N802 - Qt's name
        """And the portrait at rest while it is not."""
        super().hideEvent(event)
        self._pose.want(False)


def _signed(value: float) -> str:
    """Whole, with its sign; nothing has none."""
    return f"{round(value):+d}" if round(value) else "0"


def _sides(channel: Channel) -> list[Channel]:
    """Those of its halves, the face's right one first: it lies at the left of who looks at it."""
    names = [f"{channel.name}_{side}" for side in ("right", "left")]
    found = {one.name: one for one in side_channels()}
    return [found[name] for name in names if name in found and len(channel.unit) == 2]


def _has_sides(name: str) -> bool:
    return any(one.name.rpartition("_")[0] == name for one in side_channels())


def _title(channel: Channel) -> str:
    """What it does, in the words of the bars."""
    translate = QCoreApplication.translate
    own = {
        "jaw_left": translate("ActionUnits", "Jaw to its left"),
        "jaw_right": translate("ActionUnits", "Jaw to its right"),
    }
    if channel.name in own:
        return own[channel.name]
    title = unit_titles()[unit_number(channel.unit[0])]
    sides = {"L": translate("ActionUnits", "left"), "R": translate("ActionUnits", "right")}
    if len(channel.unit) == 1 and channel.unit[0][0] in sides:
        return f"{title}, {sides[channel.unit[0][0]]}"
    return title
