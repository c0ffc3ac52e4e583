"""What to ask of a camera: size, rate, and how frames come over the cable."""

from __future__ import annotations

from typing import Final

from rtxfer.app.controls import ComboBox, Form, Section, label
from rtxfer.app.model.preferences import CameraPreferences, Preferences
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session

SIZES: Final = ((640, 480), (1280, 720), (1920, 1080))
RATES: Final = (15, 30, 60)


class CameraSettings(Section):
    """Folded at first: the defaults suit nearly everybody.

    Args:
        session: takes the choices.
        preferences: keep them.
    """

    def __init__(self, session: Session, preferences: PreferencesStore) -> None:
        super().__init__(self.tr("Camera settings"), open_=False)
        self._session, self._preferences = session, preferences
        self.picture_size, self.rate, self.format = ComboBox(), ComboBox(), ComboBox()
        own = self.tr("The camera's own")
        self.picture_size.addItem(own, None)
        for width, height in SIZES:
            self.picture_size.addItem(f"{width} × {height}", (width, height))
        self.rate.addItem(own, None)
        for rate in RATES:
            self.rate.addItem(self.tr("%1 fps").replace("%1", str(rate)), rate)
        self.format.addItem(self.tr("Automatic"), "auto")
        self.format.addItem(self.tr("MJPG, compressed"), "MJPG")
        self.format.addItem(self.tr("YUYV, uncompressed"), "YUYV")
        form = Form()
        for caption, combo in (
            (self.tr("Size"), self.picture_size),
            (self.tr("Rate"), self.rate),
            (self.tr("Format"), self.format),
        ):
            form.add(caption, combo)
            combo.activated.connect(self._chosen)
        self.rows.addLayout(form)
        self.rows.addWidget(label(self.tr("A camera may give something else."), "hint"))
        preferences.changed.connect(self._follow)
        self._follow(preferences.value)

    def _chosen(self) -> None:
        width, height = self.picture_size.currentData() or (None, None)
        self._session.driver.set_camera(
            CameraPreferences(
                width=width,
                height=height,
                rate=self.rate.currentData(),
                format=self.format.currentData(),
            )
        )

    def _follow(self, preferences: Preferences) -> None:
        camera = preferences.camera
        for combo, data in (
            (self.picture_size, camera.size),
            (self.rate, camera.rate),
            (self.format, camera.format),
        ):
            combo.setCurrentIndex(
                next((i for i in range(combo.count()) if combo.itemData(i) == data), -1)
            )
