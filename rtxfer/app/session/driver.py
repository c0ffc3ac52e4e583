"""Who drives, seen by which camera, and how strongly their motion is carried over."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun, load_profile, with_profile
from rtxfer.app.model.opening import open_source
from rtxfer.app.model.preferences import CameraPreferences
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile
from rtxfer.settings import MotionSettings
from rtxfer.sources.live_source import LiveSource


class DriverControl(Control):
    """Changes source, gains, resting face and profile of the driver."""

    opened = pyqtSignal(object)
    """The source was opened while it runs, with these `CameraPreferences`."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._profile: Profile | None = None
        self._background = Background("rtxfer-driver", self)

    @property
    def camera(self) -> str:
        """The source, as profiles are kept by it."""
        return self._preferences.value.source

    @property
    def mirrored(self) -> bool:
        """Whether the camera itself gives a mirrored picture."""
        return self._preferences.value.mirrored

    @property
    def motion(self) -> MotionSettings:
        """The panel's settings, without the driver's own gains."""
        return self._preferences.value.motion

    def set_motion(self, motion: MotionSettings) -> None:
        """Other gains from the next frame on."""
        self._preferences.change(motion=motion)
        if self._runner is not None:
            self._runner.settings = with_profile(motion, self._profile)

    def set_profile(self, profile: Profile) -> None:
        """The driver has been calibrated anew."""
        self._profile = profile
        self.set_motion(self.motion)

    def set_neutral(self, neutral: Neutral) -> None:
        """Take this as the driver's resting face."""
        if self._runner is not None:
            self._runner.set_neutral(neutral)

    def recalibrate(self) -> None:
        """Take a new resting face from the next second."""
        if self._runner is not None:
            self._runner.recalibrate()

    def choose(self, across: float, down: float) -> None:
        """Have whoever is at this point of the camera's picture drive, see `LiveRunner`."""
        if self._runner is not None:
            self._runner.choose_driver(across, down)

    def watch(self, spec: str) -> None:
        """Go on with another source."""
        if spec != self.camera:
            self._preferences.change(source=spec)
            self.reopen()

    def set_camera(self, camera: CameraPreferences) -> None:
        """Ask something else of the camera, when it is opened next."""
        self._preferences.change(camera=camera)

    def set_mirrored(self, mirrored: bool) -> None:
        """Whether the camera itself gives a mirrored picture."""
        self._preferences.change(mirrored=mirrored)

    def reopen(self) -> None:
        """Open the source anew, with what is asked of it now."""
        if not self._life.running:
            return
        wanted = self._preferences.value
        spec = wanted.source

        def opened(found: tuple[LiveSource, Profile | None]) -> None:
            source, profile = found
            if self._runner is None or spec != self.camera:
                return
            self._runner.watch(source)
            self.opened.emit(wanted.camera)
            self._profile = profile
            self._runner.settings = with_profile(self.motion, profile)
            if profile is None:
                self._runner.recalibrate()
            else:
                self._runner.set_neutral(profile.resting())

        self._background.run(
            lambda: (open_source(spec, wanted.camera), load_profile(spec)),
            opened,
            self.failed.emit,
        )

    def _begun(self, run: LiveRun) -> None:
        self._profile = run.profile
        run.runner.settings = with_profile(self.motion, self._profile)
