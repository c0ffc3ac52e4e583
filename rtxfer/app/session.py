"""The live run as the window knows it: what is wanted goes in, signals come out.

The only part of the app that holds a `LiveRunner`. All of it lives in the UI thread, and nothing
in it waits: what may take long is done in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal

from engines.building.background import stand_in
from rtxfer.app import chain
from rtxfer.app.background import Background
from rtxfer.app.chain import Chain
from rtxfer.app.lifecycle import Done, Lifecycle
from rtxfer.app.notice import Notice, notice_of, notice_of_error
from rtxfer.app.preferences import CameraPreferences, OutputPreferences
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.recorder import Recorder
from rtxfer.app.timers import every
from rtxfer.frame import Image
from rtxfer.live import Event, GeneratedFrame, LiveRunner, Statistics
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile
from rtxfer.settings import MotionSettings
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sources.live_source import LiveSource
from rtxfer.target import Target

STATISTICS_EVERY: Final = 500
"""Milliseconds."""


class Session(QObject):
    """Runs what the preferences say.

    Args:
        preferences: what is wanted; every choice made here is kept there.
        begin: builds and starts a run; see `chain.begin`.
        parent: Qt's.
    """

    running_changed = pyqtSignal(bool)
    statistics_changed = pyqtSignal(object)
    """`Statistics`, while running."""
    noticed = pyqtSignal(object)
    """A `Notice`."""
    neutral_changed = pyqtSignal(object)
    """The driver's `Neutral`, or None while it is not known."""
    target_changed = pyqtSignal(object)
    """The `Target` that is shown from now on, or None."""
    frozen_changed = pyqtSignal(bool)
    panic_changed = pyqtSignal(bool)
    recording_changed = pyqtSignal(bool)
    consent_wanted = pyqtSignal()
    """The note on whose portraits may be used has not been accepted yet."""
    ended = pyqtSignal()
    """After a stop: threads and devices are let go, and recordings are on disk."""

    _happened = pyqtSignal(object)

    def __init__(
        self,
        preferences: PreferencesStore,
        begin: Callable[..., Chain] = chain.begin,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._begin = begin
        self._life = Lifecycle(self)
        self._life.running_changed.connect(self.running_changed)
        self._life.begun.connect(self._begun)
        self._life.failed.connect(self._fail)
        self._life.ended.connect(self.ended)
        self._target: Target | None = None
        self._path: Path | None = None  # of the target
        self._profile: Profile | None = None
        self._neutral: Neutral | None = None
        self._frozen = self._panicking = self._engine_is_new = False
        self._background = Background("rtxfer-session", self)
        self._portraits = Background("rtxfer-portraits", self)
        self._recorder = Recorder(self)
        self._recorder.noticed.connect(self.noticed)
        self._recorder.changed.connect(self.recording_changed)
        # Events come from the run's threads; the signal brings them into this one.
        self._happened.connect(self._tell)
        self._timer = every(STATISTICS_EVERY, self._look, self)

    # --- what can be seen

    @property
    def running(self) -> bool:
        """Whether it runs, or is about to."""
        return self._life.running

    @property
    def busy(self) -> bool:
        """Whether anything runs, begins, or is being finished."""
        return self._life.busy

    @property
    def target(self) -> Target | None:
        """The portrait that is shown, once it is open."""
        return self._target

    @property
    def neutral(self) -> Neutral | None:
        """The driver's resting face, once known."""
        return self._neutral

    @property
    def camera(self) -> str:
        """The source, as profiles are kept by it."""
        return self._preferences.value.source

    @property
    def motion(self) -> MotionSettings:
        """The panel's settings, without the driver's own gains."""
        return self._preferences.value.motion

    @property
    def frozen(self) -> bool:
        """Whether the output stands still."""
        return self._frozen

    @property
    def panicking(self) -> bool:
        """Whether the output is the standby picture."""
        return self._panicking

    @property
    def recording(self) -> bool:
        """Whether a recording runs."""
        return self._recorder.recording

    @property
    def virtual_camera(self) -> str:
        """Name of the virtual camera among the statistics' sinks; "" without one."""
        return "" if self._life.chain is None else self._life.chain.virtual_camera

    def latest(self) -> GeneratedFrame | None:
        """The newest generated frame."""
        return None if self._runner is None else self._runner.latest()

    def output(self) -> Image | None:
        """What the sinks get at the moment."""
        return None if self._runner is None else self._runner.output()

    # --- start and stop

    def toggle(self) -> None:
        """Start, or stop."""
        (self.stop if self.running else self.start)()

    def start(self) -> None:
        """Begin, with what the preferences say."""
        preferences = self._preferences.value
        portrait = self._target or preferences.target
        if self.running:
            return
        if not preferences.consented:
            self.consent_wanted.emit()
            return
        if portrait is None:
            problem = self.tr("There is no portrait to move.")
            hint = self.tr("Drop a picture of a face into the gallery.")
            self.noticed.emit(Notice("warning", problem, hint))
            return
        self._engine_is_new = False
        self._life.begin(
            partial(self._begin, preferences, portrait, self._happened.emit, panic=self._panicking)
        )

    def stop(self) -> None:
        """End; `ended` follows."""
        if not self.running:
            return
        self._timer.stop()
        self._life.end(partial(self._finish, self._recorder.let_go()))
        self._set_neutral(None)
        self.freeze(False)

    def restart(self) -> None:
        """Take up what cannot change while it runs: size, rate, a mirrored camera."""
        if self.running:
            self.stop()
            self.start()

    def _begun(self, begun: Chain) -> None:
        self._profile = begun.profile
        begun.runner.panic, begun.runner.freeze = self._panicking, self._frozen
        begun.runner.settings = chain.fitted(self.motion, self._profile)
        if self._target is None:
            self._set_target(begun.target)
        elif self._target is not begun.target:  # another was chosen meanwhile
            begun.runner.show(self._target)
        if self._engine_is_new:
            self._use_now()
        if begun.trouble is not None:
            self.noticed.emit(begun.trouble)
        self._timer.start()

    def _finish(
        self, recording: RecordingSink | None, runner: LiveRunner, in_time: bool, done: Done
    ) -> None:
        if in_time and recording is None:
            done()
        else:
            self._recorder.finish(runner, recording, done)

    # --- what may change at any time

    def set_motion(self, motion: MotionSettings) -> None:
        """Other gains from the next frame on."""
        self._preferences.change(motion=motion)
        if self._runner is not None:
            self._runner.settings = chain.fitted(motion, self._profile)

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

    def show(self, path: Path) -> None:
        """Go on with another portrait."""
        self._preferences.change(target=path)
        self._portraits.clear()
        self._portraits.run(
            partial(Target.open, path), partial(self._opened, path), partial(self._unusable, path)
        )

    def watch(self, spec: str) -> None:
        """Go on with another source."""
        if spec != self.camera:
            self._preferences.change(source=spec)
            self._watch_now()

    def set_camera(self, camera: CameraPreferences) -> None:
        """Ask something else of the camera."""
        if camera != self._preferences.value.camera:
            self._preferences.change(camera=camera)
            self._watch_now()

    def _watch_now(self) -> None:
        if not self.running:
            return
        wanted = self._preferences.value
        spec = wanted.source

        def opened(found: tuple[LiveSource, Profile | None]) -> None:
            source, profile = found
            if self._runner is None or wanted.source != self.camera:
                return
            self._runner.watch(source)
            self._profile = profile
            self._runner.settings = chain.fitted(self.motion, profile)
            if profile is None:
                self._runner.recalibrate()
            else:
                self._runner.set_neutral(profile.resting())

        self._background.run(
            lambda: (chain.open_source(spec, wanted.camera), chain.load_profile(spec)),
            opened,
            self._fail,
        )

    def use(self, generator: str | None, backend: str) -> None:
        """Go on with another generator, or another engine to run it."""
        self._preferences.change(generator=generator, backend=backend)
        self._use_now()

    def renew_engine(self) -> None:
        """An engine was built: go on with it if it is the one that is wanted, or the fastest."""
        self._engine_is_new = True  # for a run that is just beginning without it
        self._use_now()

    def _use_now(self) -> None:
        if self._runner is None:
            return
        wanted = self._preferences.value

        def found(backend: str) -> None:
            kept = self._preferences.value
            same = (kept.generator, kept.backend) == (wanted.generator, wanted.backend)
            if self._runner is not None and same:
                self._runner.use(wanted.generator, backend)

        self._background.run(partial(stand_in, wanted.generator, wanted.backend), found, self._fail)

    def set_mirrored(self, mirrored: bool) -> None:
        """Whether the camera itself gives a mirrored picture."""
        if mirrored != self._preferences.value.mirrored:
            self._preferences.change(mirrored=mirrored)
            self.restart()

    def set_output(self, output: OutputPreferences) -> None:
        """Other sinks, or another shape of the picture, which takes a restart."""
        before = self._preferences.value.output
        self._preferences.change(output=output)
        shape = {"width", "height", "fit", "rate", "virtual_camera"}
        if before.model_dump(include=shape) != output.model_dump(include=shape):
            self.restart()

    def freeze(self, frozen: bool) -> None:
        """Let the output stand still, or go on."""
        frozen = frozen and self.running
        if frozen == self._frozen:
            return
        self._frozen = frozen
        if self._runner is not None:
            self._runner.freeze = frozen
        self.frozen_changed.emit(frozen)

    def panic(self, panicking: bool) -> None:
        """Show the standby picture in every sink from the next frame on, or the portrait again."""
        self._panicking = panicking
        if self._runner is not None:
            self._runner.panic = panicking
        self.panic_changed.emit(panicking)

    def snapshot(self) -> None:
        """Keep the picture that the sinks get right now."""
        image = self.output()
        if image is not None:
            self._recorder.snapshot(image, self._preferences.value.output.snapshots)

    def record(self, recording: bool) -> None:
        """Begin a recording, or finish it."""
        if self._runner is None:
            self.recording_changed.emit(False)
        elif recording:
            output = self._preferences.value.output
            self._recorder.begin(self._runner, output.recordings, output.microphone)
        else:
            self._recorder.finish(self._runner, self._recorder.let_go())

    # --- what is heard of it

    @property
    def _runner(self) -> LiveRunner | None:
        return None if self._life.chain is None else self._life.chain.runner

    def _opened(self, path: Path, target: Target) -> None:
        if path != self._preferences.value.target:
            return
        self._path = path
        self._set_target(target)
        for note in target.notes:
            self.noticed.emit(Notice("info", note))
        if self._runner is not None:
            self._runner.show(target)

    def _unusable(self, path: Path, error: Exception) -> None:
        self._fail(error)
        if path == self._preferences.value.target:
            self._preferences.change(target=self._path)
            self.target_changed.emit(self._target)

    def _set_target(self, target: Target) -> None:
        self._target = target
        self.target_changed.emit(target)

    def _set_neutral(self, neutral: Neutral | None) -> None:
        if neutral is not self._neutral:
            self._neutral = neutral
            self.neutral_changed.emit(neutral)

    def _look(self) -> None:
        if self._runner is not None:
            self._set_neutral(self._runner.neutral)
            statistics: Statistics = self._runner.statistics()
            self.statistics_changed.emit(statistics)

    def _tell(self, event: Event) -> None:
        self.noticed.emit(notice_of(event))

    def _fail(self, error: Exception) -> None:
        self.noticed.emit(
            notice_of_error(error, self.tr("This is a bug of rtxfer; the log has more."))
        )
