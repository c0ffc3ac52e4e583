"""The remote control of the window: the same messages as for `rtxfer live`, off by default."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Final

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.notice import notice_of_error
from rtxfer.app.model.on_air import is_sent, on_air
from rtxfer.app.model.preferences import Preferences
from rtxfer.app.panels.targets import TargetPanel
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.errors import DeviceError, InputError
from rtxfer.live import Statistics
from rtxfer.remote import RemoteServer, Status
from rtxfer.remote.key import PORT

PATIENCE: Final = 4.0
"""Seconds that the window has to do what is asked."""

Call = Callable[[], Any]


class WindowControls(QObject):
    """The window as `rtxfer.remote.Controls`: asked in any thread, done in that of the window.

    Args:
        session: the live run.
        targets: the gallery.
    """

    _asked = pyqtSignal(object, object)

    def __init__(self, session: Session, targets: TargetPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._targets = session, targets
        self._statistics: Statistics | None = None
        session.monitor.statistics_changed.connect(self._keep)
        session.running_changed.connect(self._turn)
        self._asked.connect(self._do)

    def panic(self, on: bool) -> None:
        """See `Controls`."""
        self._ask(partial(self._session.output.panic, on))

    def freeze(self, on: bool) -> None:
        """See `Controls`."""
        self._ask(partial(self._session.output.freeze, on))

    def record(self, on: bool) -> None:
        """See `Controls`."""
        self._ask(partial(self._record, on))

    def step(self, by: int) -> None:
        """See `Controls`."""
        self._ask(partial(self._targets.step, by))

    def portrait(self, name: str) -> None:
        """See `Controls`."""
        self._ask(partial(self._choose, name))

    def neutral(self) -> None:
        """See `Controls`."""
        self._ask(self._session.driver.recalibrate)

    def status(self) -> Status:
        """See `Controls`."""
        told: Status = self._ask(self._status)
        return told

    # --- in the thread of the window

    def _record(self, on: bool) -> None:
        if on != self._session.output.recording:
            self._session.output.record(on)

    def _choose(self, name: str) -> None:
        paths = self._targets.paths()
        found = [place for place, path in enumerate(paths, 1) if name in (path.name, path.stem)]
        if not found:
            names = ", ".join(path.stem for path in paths)
            raise InputError(f"There is no portrait called {name}.", f"There are: {names}.")
        self._targets.choose_number(found[0])

    def _status(self) -> Status:
        output, seen, now = self._session.output, self._session.portrait.seen, self._statistics
        return Status(
            running=self._session.running,
            panic=output.panicking,
            frozen=output.frozen,
            recording=output.recording,
            portrait="" if seen is None else seen.stem,
            portraits=tuple(path.stem for path in self._targets.paths()),
            face=now is not None and now.face,
            output_fps=self._sent(),
        )

    def _sent(self) -> float:
        """Frames per second that viewers get; the preview has none."""
        output, now = self._session.output, self._statistics
        if now is None:
            return 0.0
        camera = self._session.monitor.virtual_camera
        found = on_air(now, camera, panicking=output.panicking, frozen=output.frozen)
        return round(now.output_fps, 1) if is_sent(found) else 0.0

    def _keep(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def _turn(self, _: bool) -> None:
        self._statistics = None

    def _ask(self, call: Call) -> Any:
        answer: Future[Any] = Future()
        self._asked.emit(call, answer)
        try:
            return answer.result(PATIENCE)
        except TimeoutError as error:
            raise DeviceError("The window is busy and did not answer.", "Try again.") from error

    def _do(self, call: Call, answer: Future[Any]) -> None:
        try:
            answer.set_result(call())
        except Exception as error:
            answer.set_exception(error)


class RemoteControl(QObject):
    """Listens while the preferences say so.

    Args:
        session: told what cannot be listened on.
        targets: the gallery.
        preferences: whether it is wanted.
        port: on 127.0.0.1; 0 takes a free one.
        path: where the key is kept; None for the usual place.
    """

    def __init__(
        self,
        session: Session,
        targets: TargetPanel,
        preferences: PreferencesStore,
        parent: QObject,
        *,
        port: int = PORT,
        path: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences = session, preferences
        self._controls = WindowControls(session, targets, self)
        self._port, self._path = port, path
        self._background = Background("rtxfer-remote", self)
        self._server: RemoteServer | None = None
        self._wanted = False
        preferences.changed.connect(self._follow)
        self._follow(preferences.value)

    @property
    def listening(self) -> bool:
        """Whether clients can come."""
        return self._server is not None

    def close(self) -> None:
        """Listen no more. It never waits for the window's own thread, which may be this one."""
        self._wanted = False
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _follow(self, preferences: Preferences) -> None:
        if preferences.remote == self._wanted:
            return
        if not preferences.remote:
            self.close()
            return
        self._wanted = True
        make = partial(RemoteServer, self._controls, self._port, self._path)
        self._background.run(make, self._made, self._failed)

    def _made(self, server: RemoteServer) -> None:
        if self._wanted:
            self._server = server
        else:
            server.close()

    def _failed(self, error: Exception) -> None:
        hint = self.tr("This is a bug of rtxfer; the log has more.")
        self._session.noticed.emit(notice_of_error(error, hint))
        self._preferences.change(remote=False)
