"""What the sinks get: the portrait, a still, the standby picture; and what is kept of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PyQt6.QtCore import pyqtSignal

from engines.bundle import DEFAULT
from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun, save_motion
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.preferences import OutputPreferences
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Done, Finish, Lifecycle
from rtxfer.app.session.recorder import Recorder
from rtxfer.live import LiveRunner
from rtxfer.sinks.live.recording import RecordingSink


class OutputControl(Control):
    """Freezes, hides and records the output."""

    frozen_changed = pyqtSignal(bool)
    panic_changed = pyqtSignal(bool)
    recording_changed = pyqtSignal(bool)
    motion_changed = pyqtSignal(bool)

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._frozen = self._panicking = False
        self._moving: LiveRunner | None = None  # whose motion is recorded
        self._background = Background("rtxfer-motion", self)
        self._recorder = Recorder(self)
        self._recorder.noticed.connect(self.noticed)
        self._recorder.changed.connect(self.recording_changed)
        life.running_changed.connect(self._turn)

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
    def recorded(self) -> float | None:
        """For how long a recording has run, seconds; None where none does."""
        return self._recorder.seconds

    def change(self, output: OutputPreferences) -> None:
        """Other sinks, or another shape of the picture; see `rtxfer.app.model.waiting`."""
        before = self._preferences.value.output
        self._preferences.change(output=output)
        if self._runner is not None and before.settings().clear == output.settings().clear:
            self._runner.lay_out(background=output.background, mirror=output.mirror)

    def freeze(self, frozen: bool) -> None:
        """Let the output stand still, or go on."""
        frozen = frozen and self._life.running
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
        if self._runner is not None and (image := self._runner.output()) is not None:
            folder = self._preferences.value.output.snapshots
            self._recorder.snapshot(image, folder, self._runner.origin())

    def record(self, recording: bool) -> None:
        """Begin a recording, or finish it."""
        if self._runner is None:
            self.recording_changed.emit(False)
        elif recording:
            output = self._preferences.value.output
            self._recorder.begin(self._runner, output.recordings, output.microphone)
        else:
            self._recorder.finish(self._runner, self._recorder.let_go())

    @property
    def recording_motion(self) -> bool:
        """Whether what the driver does is being kept."""
        return self._moving is not None

    def record_motion(self, recording: bool) -> None:
        """Keep what the driver does as a motion file, from now until it is told to stop."""
        runner, self._moving = self._moving, None
        if recording and self._runner is not None:
            self._moving = self._runner
            self._runner.motion.begin(rate=self._preferences.value.output.rate)
        elif runner is not None:
            folder = self._preferences.value.output.recordings
            generator = self._preferences.value.generator or DEFAULT

            def saved(path: Path) -> None:
                words = self.tr("The motion was saved as %1.").replace("%1", path.name)
                self.noticed.emit(Notice("info", words, folder=path.parent))

            self._background.run(
                partial(save_motion, runner, folder, generator), saved, self.failed.emit
            )
        self.motion_changed.emit(self.recording_motion)

    def ending(self) -> Finish:
        """Let the recording go, if one runs; what is given finishes it once the run is closed."""
        return partial(self._finish, self._recorder.let_go())

    def _turn(self, running: bool) -> None:
        if not running:
            self.freeze(False)
            if self.recording_motion:
                self.record_motion(False)

    def _begun(self, run: LiveRun) -> None:
        run.runner.panic, run.runner.freeze = self._panicking, self._frozen

    def _finish(
        self, recording: RecordingSink | None, runner: LiveRunner, in_time: bool, done: Done
    ) -> None:
        if in_time and recording is None:
            done()
        else:
            self._recorder.finish(runner, recording, done)
