"""Where the driver is seen: cameras, files and streams, and the driver's resting face."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QVBoxLayout,
    QWidget,
)

from rtxfer.app.background import Background
from rtxfer.app.controls import IconButton, Section, TextButton, label
from rtxfer.app.languages import spoken
from rtxfer.app.model.notice import Notice, notice_of_error
from rtxfer.app.model.preferences import SYNTHETIC, Preferences
from rtxfer.app.model.source_thumbnails import first_picture
from rtxfer.app.panels.camera_settings import CameraSettings
from rtxfer.app.panels.source_list import SourceEntry, SourceList
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.app.timers import every
from rtxfer.devices import Device
from rtxfer.devices.cameras import cameras
from rtxfer.frame import Image
from rtxfer.motion.neutral import Neutral

LIVE_EVERY: Final = 500
"""Milliseconds between two thumbnails of the source that runs."""


class SourcePanel(QWidget):
    """Lists what can be watched, each with a picture taken by a worker thread.

    Args:
        session: watches the one that is chosen.
        preferences: keep what was added by hand.
    """

    calibration_wanted = pyqtSignal()

    def __init__(self, session: Session, preferences: PreferencesStore) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self._background = Background("rtxfer-cameras", self)
        self._cameras: list[Device] = []
        self.list = SourceList()
        self.list.chosen.connect(self._choose)
        self._mirrored = QCheckBox(self.tr("This camera mirrors its picture"))
        self._mirrored.setToolTip(self.tr("Tick it if text before the camera reads backwards."))
        self._mirrored.setChecked(preferences.value.mirrored)
        self._mirrored.toggled.connect(session.driver.set_mirrored)
        self._neutral = label("", "hint", wrap=True)
        self._again = TextButton(self.tr("Take neutral"), "neutral")
        self._again.clicked.connect(session.driver.recalibrate)
        self._calibrate = TextButton(self.tr("Calibrate…"), "sliders")
        self._calibrate.clicked.connect(self.calibration_wanted)
        self._lay_out()
        session.running_changed.connect(self._turn)
        session.monitor.neutral_changed.connect(self._know)
        preferences.changed.connect(self._follow)
        every(LIVE_EVERY, self._look, self).start()
        self._turn(session.running)
        self._fill()
        self.refresh()

    def _lay_out(self) -> None:
        refresh = IconButton("refresh", self.tr("Look for cameras again"))
        refresh.clicked.connect(self.refresh)
        film = IconButton("film", self.tr("Add a video file…"))
        film.clicked.connect(self._ask_file)
        stream = IconButton("link", self.tr("Add a network stream…"))
        stream.clicked.connect(self._ask_stream)
        self._bin = IconButton("trash", self.tr("Remove from the list"))
        self._bin.clicked.connect(self._remove)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(label(self.tr("Source"), "heading"))
        tools.addStretch(1)
        for button in (film, stream, self._bin, refresh):
            tools.addWidget(button)
        neutral = Section(self.tr("Resting face"))
        buttons = QHBoxLayout()
        buttons.addWidget(self._again, 1)
        buttons.addWidget(self._calibrate, 1)
        neutral.rows.addWidget(self._neutral)
        neutral.rows.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self.list)
        column.addWidget(self._mirrored)
        column.addSpacing(6)
        column.addWidget(neutral)
        column.addWidget(CameraSettings(self._session, self._preferences))
        column.addStretch(1)

    # --- what is listed

    def refresh(self) -> None:
        """Look for cameras, and at what each of them sees."""
        self._background.clear()
        self._background.run(cameras, self._found)

    def entries(self) -> list[SourceEntry]:
        """Cameras first, then the shipped clip, then what was added."""
        found = [
            SourceEntry(
                f"camera:{camera.id}",
                camera.name,
                camera.detail
                if camera.ready
                else f"{spoken(camera.problem)} {spoken(camera.hint)}",
            )
            for camera in self._cameras
        ]
        clip = SourceEntry(
            SYNTHETIC, self.tr("Demo clip"), self.tr("a person, shipped with rtxfer")
        )
        added = [
            SourceEntry(spec, Path(spec).name or spec, spec)
            for spec in self._preferences.value.sources
        ]
        listed = [*found, clip, *added]
        chosen = self._preferences.value.source
        if all(entry.spec != chosen for entry in listed):
            name = chosen.partition(":")[2] or chosen
            listed.insert(0, SourceEntry(chosen, name, self.tr("not found at the moment")))
        return listed

    def _found(self, cameras: list[Device]) -> None:
        self._cameras = cameras
        self._fill()
        unusable = {f"camera:{camera.id}" for camera in cameras if not camera.ready}
        for entry in self.entries():
            running = self._session.running and entry.spec == self._session.driver.camera
            if not running and entry.spec not in unusable:  # a camera can be opened but once
                self._background.run(
                    partial(first_picture, entry.spec),
                    partial(self.list.show_picture, entry.spec),
                    partial(self._unseen, entry.spec),
                )

    def _unseen(self, spec: str, error: Exception) -> None:
        self.list.show_trouble(spec, " ".join(str(error).splitlines()))

    def _fill(self) -> None:
        self.list.fill(self.entries())
        self._follow(self._preferences.value)

    def _follow(self, preferences: Preferences) -> None:
        self.list.mark(preferences.source)
        self._bin.setEnabled(preferences.source in preferences.sources)
        if self._mirrored.isChecked() != preferences.mirrored:
            self._mirrored.setChecked(preferences.mirrored)

    def _look(self) -> None:
        """The source that runs shows what it sees now."""
        generated = self._session.monitor.latest() if self.isVisible() else None
        picture: Image | None = None if generated is None else generated.driver
        if picture is not None:
            self.list.show_picture(self._session.driver.camera, picture)

    # --- choosing and adding

    def _choose(self, spec: str) -> None:
        self._session.driver.watch(spec)

    def add(self, spec: str) -> None:
        """Look at a video or a stream; it is listed and watched only if it gives pictures."""
        if not spec:
            return
        if spec in self._preferences.value.sources:
            self._choose(spec)
            return
        words = self.tr("Looking at %1…").replace("%1", Path(spec).name)
        self._session.noticed.emit(Notice("info", words, topic=spec))
        self._background.run(
            partial(first_picture, spec), partial(self._taken_in, spec), partial(self._refuse, spec)
        )

    def _taken_in(self, spec: str, picture: Image) -> None:
        known = self._preferences.value.sources
        if spec not in known:
            self._preferences.change(sources=(*known, spec))
        self._fill()
        self.list.show_picture(spec, picture)
        self._choose(spec)

    def _refuse(self, spec: str, error: Exception) -> None:
        """What was watched goes on."""
        bug = self.tr("This is a bug of rtxfer; the log has more.")
        self._session.noticed.emit(replace(notice_of_error(error, bug), topic=spec))

    def _remove(self) -> None:
        """Take the chosen one out, which can be taken back; its neighbour is watched instead."""
        spec, sources = self._preferences.value.source, self._preferences.value.sources
        if spec not in sources:
            return
        listed = self.list.specs()
        place = listed.index(spec)
        self._preferences.change(sources=tuple(one for one in sources if one != spec))
        self._session.driver.watch(listed[place + 1 if place + 1 < len(listed) else place - 1])
        self._fill()
        problem = self.tr("%1 was removed from the sources.").replace("%1", Path(spec).name)
        undo = partial(self._put_back, spec, sources.index(spec))
        self._session.noticed.emit(Notice("info", problem, undo=undo))

    def _put_back(self, spec: str, place: int) -> None:
        sources = self._preferences.value.sources
        if spec not in sources:
            self._preferences.change(sources=(*sources[:place], spec, *sources[place:]))
            self._fill()
            self._choose(spec)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a video"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add)
        dialog.open()

    def _ask_stream(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Add a network stream"))
        dialog.setLabelText(self.tr("Address (rtsp://… or http://…)"))
        dialog.textValueSelected.connect(lambda text: self.add(text.strip()))
        dialog.open()

    # --- the resting face

    def _turn(self, running: bool) -> None:
        self._again.setEnabled(running)
        self._calibrate.setEnabled(running)
        self._know(self._session.monitor.neutral)

    def _know(self, neutral: Neutral | None) -> None:
        if not self._session.running:
            words = self.tr("Taken in the first second after Start: relax and look at the camera.")
        elif neutral is None:
            words = self.tr("Look at the camera and relax; it is being taken.")
        else:
            words = self.tr("Known. Take it again if the portrait does not rest when you do.")
        self._neutral.setText(words)
