"""Recordings and snapshots of a live run."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.notice import Notice, notice_of_error
from rtxfer.frame import Image
from rtxfer.live import LiveRunner
from rtxfer.provenance import Origin
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sinks.live.snapshot import save_snapshot

PUBLISH_SECONDS: Final = 600.0
"""How long to wait for a recording to be written whole."""

_log = logging.getLogger(__name__)


class Recorder(QObject):
    """Begins and finishes recordings; at most one runs."""

    noticed = pyqtSignal(object)
    """A `Notice`."""
    changed = pyqtSignal(bool)
    """Whether a recording runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._sink: RecordingSink | None = None
        self._began: float | None = None
        self._opening = Background("rtxfer-recording", self)
        self._publishing = Background("rtxfer-publishing", self)

    @property
    def recording(self) -> bool:
        """Whether a recording runs, or is about to."""
        return self._path is not None

    @property
    def seconds(self) -> float | None:
        """Since the recording began; 0 until its file is open, and None where none runs."""
        if self._path is None:
            return None
        return 0.0 if self._began is None else time.monotonic() - self._began

    def begin(self, runner: LiveRunner, folder: Path, microphone: str) -> None:
        """Record to a new file of `folder`, with sound if a microphone is named."""
        if self._path is not None:
            return
        path = self._path = folder / f"rtxfer {datetime.now():%Y-%m-%d %H.%M.%S}.mp4"
        self.changed.emit(True)

        def open_() -> RecordingSink:
            path.parent.mkdir(parents=True, exist_ok=True)
            return RecordingSink(path, microphone or None)

        def opened(sink: RecordingSink) -> None:
            if path != self._path:  # ended before it began
                return
            self._sink = sink
            runner.add_sink(sink)
            self._began = time.monotonic()

        def failed(error: Exception) -> None:
            self.let_go()
            self._fail(error)

        self._opening.run(open_, opened, failed)

    def let_go(self) -> RecordingSink | None:
        """Forget the recording that runs; what was recorded is to be handed to `finish`."""
        path, sink = self._path, self._sink
        self._path = self._sink = self._began = None
        if path is not None:
            self.changed.emit(False)
        return sink

    def finish(
        self,
        runner: LiveRunner,
        recording: RecordingSink | None,
        done: Callable[[], object] = lambda: None,
    ) -> None:
        """Publish what was recorded, and wait for it elsewhere.

        Args:
            runner: which recorded it; it may be closed already.
            recording: from `let_go`.
            done: called when all of the run's sinks are finished.
        """
        if recording is not None:
            runner.remove_sink(recording.name)

        def publish() -> bool:
            ended = runner.wait_finished(PUBLISH_SECONDS)
            if recording is not None:
                recording.wait()
            return ended

        def finished(whole: bool) -> None:
            if recording is not None:
                self._tell(recording.path, whole)
            done()

        def failed(error: Exception) -> None:
            self._fail(error)
            done()

        self._publishing.run(publish, finished, failed)

    def snapshot(self, image: Image, folder: Path, origin: Origin) -> None:
        """Keep one picture."""

        def saved(path: Path) -> None:
            self.noticed.emit(
                Notice("info", self.tr("Snapshot saved."), path.name, str(path), path.parent)
            )

        self._opening.run(partial(save_snapshot, image, folder, origin), saved, self._fail)

    def _tell(self, path: Path, whole: bool) -> None:
        if whole and path.is_file():
            saved = self.tr("Recording saved.")
            self.noticed.emit(Notice("info", saved, path.name, str(path), path.parent))
        else:
            problem = self.tr("The recording could not be finished.")
            hint = self.tr("The log tells why.")
            self.noticed.emit(Notice("error", problem, hint, str(path)))

    def _fail(self, error: Exception) -> None:
        _log.error("Recording failed.", exc_info=error)
        self.noticed.emit(notice_of_error(error, self.tr("The log has more.")))
