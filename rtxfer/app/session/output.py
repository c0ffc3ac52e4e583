"""What the sinks get: the portrait, a still, the standby picture; and what is kept of it."""

from __future__ import annotations

from functools import partial

from PyQt6.QtCore import pyqtSignal

from rtxfer.app.model.live_run import LiveRun
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

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._frozen = self._panicking = False
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

    def change(self, output: OutputPreferences) -> None:
        """Other sinks, or another shape of the picture, which takes a restart."""
        before = self._preferences.value.output
        self._preferences.change(output=output)
        shape = {"width", "height", "fit", "rate", "virtual_camera"}
        if before.model_dump(include=shape) != output.model_dump(include=shape):
            self.restart_wanted.emit()

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
        image = None if self._runner is None else self._runner.output()
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

    def ending(self) -> Finish:
        """Let the recording go, if one runs; what is given finishes it once the run is closed."""
        return partial(self._finish, self._recorder.let_go())

    def _turn(self, running: bool) -> None:
        if not running:
            self.freeze(False)

    def _begun(self, run: LiveRun) -> None:
        run.runner.panic, run.runner.freeze = self._panicking, self._frozen

    def _finish(
        self, recording: RecordingSink | None, runner: LiveRunner, in_time: bool, done: Done
    ) -> None:
        if in_time and recording is None:
            done()
        else:
            self._recorder.finish(runner, recording, done)
