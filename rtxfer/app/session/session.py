"""Starts and stops what the preferences say, and holds the parts that change it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.model.live_run import LiveRun, start_run
from rtxfer.app.model.notice import Notice, notice_of, notice_of_error
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.driver import DriverControl
from rtxfer.app.session.generator import GeneratorControl
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.app.session.monitor import Monitor
from rtxfer.app.session.output import OutputControl
from rtxfer.app.session.pending import Pending
from rtxfer.app.session.portrait import PortraitControl
from rtxfer.app.session.pose import PoseControl
from rtxfer.live import Event


class Session(QObject):
    """Runs what the preferences say.

    Args:
        preferences: what is wanted.
        begin: builds and starts a run; see `start_run`.
        parent: Qt's.

    Attributes:
        monitor: what can be seen of the run.
        portrait, driver, generator, output: what may change at any time, running or not.
        pose: the portrait edited by hand, while nothing runs.
        pending: what was changed and waits for the next run.
    """

    running_changed = pyqtSignal(bool)
    noticed = pyqtSignal(object)
    """A `Notice`."""
    consent_wanted = pyqtSignal()
    """The note on whose portraits may be used has not been accepted yet."""
    ended = pyqtSignal()
    """After a stop: threads and devices are let go, and recordings are on disk."""

    _happened = pyqtSignal(object)

    def __init__(
        self,
        preferences: PreferencesStore,
        begin: Callable[..., LiveRun] = start_run,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._begin = begin
        self._life = Lifecycle(self)
        self._life.running_changed.connect(self.running_changed)
        self._life.failed.connect(self._fail)
        self._life.ended.connect(self.ended)
        self.monitor = Monitor(self._life)
        self.portrait = PortraitControl(self._life, preferences)
        self.driver = DriverControl(self._life, preferences)
        self.generator = GeneratorControl(self._life, preferences)
        self.output = OutputControl(self._life, preferences)
        self.pose = PoseControl(self._life, preferences)
        self.portrait.target_changed.connect(self.pose.take)
        for control in (self.portrait, self.driver, self.generator, self.output, self.pose):
            control.noticed.connect(self.noticed)
            control.failed.connect(self._fail)
        self.pending = Pending(self._life, preferences, self.driver)
        self.pending.restart_wanted.connect(self.restart)
        self._life.begun.connect(self._begun)
        # Events come from the run's threads; the signal brings them into this one.
        self._happened.connect(self._tell)

    @property
    def running(self) -> bool:
        """Whether it runs, or is about to."""
        return self._life.running

    @property
    def busy(self) -> bool:
        """Whether anything runs, begins, or is being finished."""
        return self._life.busy

    def toggle(self) -> None:
        """Start, or stop."""
        (self.stop if self.running else self.start)()

    def start(self) -> None:
        """Begin, with what the preferences say."""
        preferences, portrait = self._preferences.value, self.portrait.wanted
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
        panic = self.output.panicking
        self._life.begin(
            partial(self._begin, preferences, portrait, self._happened.emit, panic=panic)
        )

    def stop(self) -> None:
        """End; `ended` follows."""
        if self.running:
            self._life.end(self.output.ending())

    def restart(self) -> None:
        """Take up what cannot change while it runs: size, rate, a mirrored camera."""
        if self.running:
            self.stop()
            self.start()

    def _begun(self, run: LiveRun) -> None:
        if run.trouble is not None:
            self.noticed.emit(run.trouble)

    def _tell(self, event: Event) -> None:
        self.noticed.emit(notice_of(event))

    def _fail(self, error: Exception) -> None:
        self.noticed.emit(
            notice_of_error(error, self.tr("This is a bug of rtxfer; the log has more."))
        )
