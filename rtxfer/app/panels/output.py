"""Where the portrait goes, in what shape, and what renders it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from engines.building.build import buildable
from rtxfer.app.background import Background
from rtxfer.app.controls import ComboBox, Form, IconButton, Section, label, restyle
from rtxfer.app.languages import spoken
from rtxfer.app.model.preferences import Preferences
from rtxfer.app.panels.background_choice import BackgroundChoice
from rtxfer.app.panels.badge_switch import BadgeSwitch
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.devices import Device
from rtxfer.devices.engines import backends, bundles
from rtxfer.devices.microphones import microphones
from rtxfer.devices.opening import AUTO, sink_text
from rtxfer.devices.virtual_cameras import LOOPBACK_LINE, virtual_cameras
from rtxfer.live import Statistics

SIZES: Final = ((1280, 720), (1920, 1080), (720, 1280), (1080, 1080), (640, 480))
RATES: Final = (15, 24, 25, 30, 50, 60)

_SUMMARY: Final = Qt.ItemDataRole.UserRole + 1
"""Of a generator in the list: its one sentence."""


class OutputPanel(QWidget):
    """Virtual camera, shape of the picture, recording, generator and engine.

    Args:
        session: takes the choices.
        preferences: keep them.
    """

    def __init__(self, session: Session, preferences: PreferencesStore) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self._background = Background("rtxfer-devices", self)
        self.camera = self._choice("virtual_camera")
        self.picture_size = self._choice("size")
        self.fit = self._choice("fit")
        self.rate = self._choice("rate")
        self.background = BackgroundChoice()
        self.background.wanted.connect(self._set_background)
        self.mirror = QCheckBox(self.tr("Mirror what viewers get"))
        self.mirror.toggled.connect(self._set_mirror)
        self.microphone = self._choice("microphone")
        self.generator, self.engine = ComboBox(), ComboBox()
        for combo in (self.generator, self.engine):
            combo.activated.connect(self._use)
        self.rival = ComboBox()
        self.rival.setToolTip(self.tr("Moves the portrait by another generator too, here only."))
        self.rival.activated.connect(
            lambda _: self._session.generator.compare(self.rival.currentData())
        )
        self.quality = ComboBox()
        self.quality.activated.connect(
            lambda _: self._session.generator.pin(self.quality.currentData())
        )
        self.build = QCheckBox(self.tr("Build engines for this GPU in the background"))
        self.build.setToolTip(
            self.tr(
                "Until one is there, another engine runs; then the picture goes on without a gap."
            )
        )
        self.build.hide()  # unless there is a library to build them with
        self.build.toggled.connect(lambda on: self._preferences.change(build_engines=on))
        self.badge = BadgeSwitch(preferences)
        self._camera_state = label("", "hint", wrap=True)
        self._camera_state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._summary = label("", "hint", wrap=True)
        self._engine_state = label("", "hint", wrap=True)
        self._folder = label("", "hint", wrap=True)
        self._virtual: Sequence[Device] = ()
        self._lay_out()
        self._fill_fixed()
        preferences.changed.connect(self._follow)
        session.monitor.statistics_changed.connect(self._watch)
        session.running_changed.connect(self._describe_camera)
        self._follow(preferences.value)
        self.refresh()

    def refresh(self) -> None:
        """Look for devices again."""
        for look, found in (
            (virtual_cameras, self._found_cameras),
            (microphones, self._found_microphones),
            (bundles, self._found_bundles),
        ):
            self._background.run(look, found)
        self.refresh_engines()

    def refresh_engines(self) -> None:
        """Look for what can run a generator again."""
        self._background.run(backends, self._found_backends)

    def _choice(self, name: str) -> ComboBox:
        combo = ComboBox()
        combo.setObjectName(name)
        combo.activated.connect(self._chosen)
        return combo

    def _lay_out(self) -> None:
        refresh = IconButton("refresh", self.tr("Look for devices again"))
        refresh.clicked.connect(self.refresh)
        camera = Section(self.tr("Virtual camera"))
        form = Form()
        form.add(self.tr("Send to"), self.camera, refresh)
        camera.rows.addLayout(form)
        camera.rows.addWidget(self._camera_state)
        picture = Section(self.tr("Picture"))
        form = Form()
        form.add(self.tr("Size"), self.picture_size)
        form.add(self.tr("Fit"), self.fit)
        form.add(self.tr("Rate"), self.rate)
        form.add(self.tr("Background"), self.background)
        picture.rows.addLayout(form)
        picture.rows.addWidget(self.mirror)
        picture.rows.addWidget(self.badge)
        recording = Section(self.tr("Recording"))
        form = Form()
        form.add(self.tr("Sound"), self.microphone)
        recording.rows.addLayout(form)
        pick = IconButton("folder", self.tr("Choose the folder for recordings…"))
        pick.clicked.connect(self._ask_folder)
        form.add(self.tr("Folder"), self._folder, pick)
        generator = Section(self.tr("Generator"))
        form = Form()
        form.add(self.tr("Generator"), self.generator)
        generator.rows.addLayout(form)
        generator.rows.addWidget(self._summary)
        form = Form()
        form.add(self.tr("Engine"), self.engine)
        form.add(self.tr("Quality"), self.quality)
        form.add(self.tr("Compare"), self.rival)
        generator.rows.addLayout(form)
        generator.rows.addWidget(self.build)
        generator.rows.addWidget(self._engine_state)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 12)
        column.setSpacing(10)
        for section in (camera, picture, recording, generator):
            column.addWidget(section)
        column.addStretch(1)

    # --- what there is to choose from

    def _fill_fixed(self) -> None:
        self.camera.addItem(self.tr("Automatic"), AUTO)
        self.camera.addItem(self.tr("None"), "")
        self.picture_size.addItem(self.tr("As the portrait"), None)
        for width, height in SIZES:
            self.picture_size.addItem(f"{width} × {height}", (width, height))
        self.fit.addItem(self.tr("Whole portrait, with bars"), "fit")
        self.fit.addItem(self.tr("Fill, cut what is over"), "fill")
        self.fit.addItem(self.tr("Fill, centred on the face"), "crop")
        for rate in RATES:
            self.rate.addItem(self.tr("%1 fps").replace("%1", str(rate)), rate)
        self.microphone.addItem(self.tr("None"), "")
        self.generator.addItem(self.tr("Default"), None)
        self.rival.addItem(self.tr("None"), "")
        self.engine.addItem(self.tr("Automatic: the fastest here"), AUTO)
        for title, tip, quality in (
            (
                self.tr("Automatic: keeps the rate"),
                self.tr("Where this computer is too slow, it gets simpler before it stutters."),
                "auto",
            ),
            (self.tr("Best"), self.tr("Never lowered; frames are dropped instead."), "best"),
            (self.tr("Fast"), self.tr("Always lowered, without a learned part."), "fast"),
        ):
            self.quality.addItem(title, quality)
            last = self.quality.count() - 1
            self.quality.setItemData(last, tip, Qt.ItemDataRole.ToolTipRole)

    def _found_cameras(self, devices: Sequence[Device]) -> None:
        self._virtual = devices
        choices = [(device.name, sink_text(device.id)) for device in devices if device.ready]
        self._refill(self.camera, 1, choices, self._preferences.value.output.virtual_camera)
        self._describe_camera()

    def _found_microphones(self, devices: Sequence[Device]) -> None:
        choices = [(device.name, device.id) for device in devices if device.ready]
        self._refill(self.microphone, 1, choices, self._preferences.value.output.microphone)
        trouble = next((device for device in devices if not device.ready), None)
        self.microphone.setToolTip(
            f"{spoken(trouble.problem)} {spoken(trouble.hint)}" if trouble else ""
        )

    def _found_bundles(self, devices: Sequence[Device]) -> None:
        choices = [(device.name, device.id) for device in devices if device.ready]
        self._refill(self.generator, 1, choices, self._preferences.value.generator)
        self._refill(self.rival, 1, choices, self._session.generator.rival)
        for index, device in enumerate(device for device in devices if device.ready):
            for row in (index + 1, *([0] if device.facts["default"] else [])):
                self.generator.setItemData(row, device.detail, Qt.ItemDataRole.ToolTipRole)
                self.generator.setItemData(row, device.facts["summary"], _SUMMARY)
        self._describe_generator()

    def _found_backends(self, devices: Sequence[Device]) -> None:
        choices = [(device.name, device.id) for device in devices if device.ready]
        self._refill(self.engine, 1, choices, self._preferences.value.backend)
        installed = {device.id for device in devices if device.detail}
        self.build.setVisible(not installed.isdisjoint(buildable()))

    def _refill(
        self, combo: ComboBox, fixed: int, choices: Sequence[tuple[str, Any]], chosen: Any
    ) -> None:
        """Put what was found after the first `fixed` entries, and what was chosen in any case."""
        last = combo.itemData(combo.count() - 1) if combo is self.camera else None
        while combo.count() > fixed:
            combo.removeItem(fixed)
        for title, data in choices:
            combo.addItem(title, data)
        if last == "":
            combo.addItem(self.tr("None"), "")
        self._set(combo, chosen)

    def _set(self, combo: ComboBox, data: Any) -> None:
        index = next((i for i in range(combo.count()) if combo.itemData(i) == data), -1)
        if index < 0:  # unplugged, or not looked for yet
            title = " × ".join(map(str, data)) if isinstance(data, tuple) else str(data)
            combo.addItem(title, data)
            index = combo.count() - 1
        combo.setCurrentIndex(index)

    # --- choosing

    def _chosen(self) -> None:
        width, height = self.picture_size.currentData() or (None, None)
        self._change(
            virtual_camera=self.camera.currentData(),
            width=width,
            height=height,
            fit=self.fit.currentData(),
            rate=self.rate.currentData(),
            microphone=self.microphone.currentData(),
        )

    def _set_background(self, background: str) -> None:
        self._change(background=background)

    def _set_mirror(self, mirror: bool) -> None:
        if mirror != self._preferences.value.output.mirror:
            self._change(mirror=mirror)

    def _change(self, **changes: Any) -> None:
        before = self._preferences.value.output
        self._session.output.change(before.model_copy(update=changes))

    def _use(self) -> None:
        self._session.generator.use(self.generator.currentData(), self.engine.currentData())

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for recordings"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._set_folder)
        dialog.open()

    def _set_folder(self, name: str) -> None:
        self._change(recordings=Path(name))

    # --- showing

    def _follow(self, preferences: Preferences) -> None:
        output = preferences.output
        wanted = (output.width, output.height)
        size = None if None in wanted else wanted
        for combo, data in (
            (self.camera, output.virtual_camera),
            (self.picture_size, size),
            (self.fit, output.fit),
            (self.rate, output.rate),
            (self.microphone, output.microphone),
            (self.generator, preferences.generator),
            (self.engine, preferences.backend),
            (self.quality, preferences.quality),
        ):
            self._set(combo, data)
        self.background.show_background(output.background)
        self.mirror.setChecked(output.mirror)
        self._describe_generator()
        self.build.setChecked(preferences.build_engines)
        self._folder.setText(str(output.recordings))
        self._folder.setToolTip(str(output.recordings))

    def _describe_generator(self) -> None:
        summary = spoken(self.generator.currentData(_SUMMARY) or "")
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))

    def _describe_camera(self, _: bool = False) -> None:
        ready = [device for device in self._virtual if device.ready]
        if not self._preferences.value.output.virtual_camera:
            text, kind = self.tr("The portrait is shown here only."), "hint"
        elif ready:
            text = self.tr("Choose “rtxfer” as the camera in your video call.") + self._reach()
            kind = "hint"
        elif self._virtual:
            device = self._virtual[-1]
            text, kind = f"{spoken(device.problem)} {spoken(device.hint)}", "warning"
        else:
            text, kind = "", "hint"
        self._camera_state.setText(text)
        restyle(self._camera_state, "kind", kind)

    def _reach(self) -> str:
        """Which programs see the virtual camera that is chosen; "" where all do."""
        ready = {sink_text(device.id): device for device in self._virtual if device.ready}
        choice = self._preferences.value.output.virtual_camera
        device = next(iter(ready.values()), None) if choice == AUTO else ready.get(choice)
        if device is None or "reach" not in device.facts:
            return ""
        return "\n\n" + self.tr("%1 For those, run: %2").replace(
            "%1", spoken(str(device.facts["reach"]))
        ).replace("%2", LOOPBACK_LINE)

    def _watch(self, statistics: Statistics) -> None:
        engine, reason = spoken(statistics.engine), statistics.engine_reason
        self._engine_state.setText(f"{engine}\n{reason}" if reason else engine)
        sink = statistics.sinks.get(self._session.monitor.virtual_camera)
        if sink is None:
            return
        words = {
            "opening": self.tr("Opening…"),
            "running": self.tr("Running: choose “rtxfer” as the camera in your video call."),
            "stalled": self.tr("It takes no frames at the moment."),
            "failed": self.tr("It failed and is tried again."),
            "closed": self.tr("Closed."),
        }
        kinds = {"running": "good", "stalled": "warning", "failed": "bad"}
        reach = self._reach() if sink.state == "running" else ""
        self._camera_state.setText(words.get(sink.state, sink.state) + reach)
        restyle(self._camera_state, "kind", kinds.get(sink.state, "hint"))
