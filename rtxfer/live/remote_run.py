"""A live run of the command line, as the remote control sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from rtxfer.errors import InputError, RtxferError
from rtxfer.live.runner import LiveRunner
from rtxfer.remote.commands import Status
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.target import Target


class RemoteRun:
    """Changes one runner; see `rtxfer.remote.Controls`.

    Args:
        runner: the run.
        first: the portrait that it began with.
        gallery: the portraits that may be shown; the first one is among them.
        recordings: the folder for recordings.
        on_recording: told of each recording that is begun, so that it can be waited for.
        on_trouble: told why a portrait cannot be used; it is passed over from then on.
    """

    def __init__(
        self,
        runner: LiveRunner,
        first: Path,
        gallery: Sequence[Path],
        recordings: Path,
        on_recording: Callable[[RecordingSink], None] = lambda sink: None,
        on_trouble: Callable[[RtxferError], None] = lambda error: None,
    ) -> None:
        self._runner, self._recordings = runner, recordings
        first = first.resolve()
        self._gallery = list(dict.fromkeys([first, *(path.resolve() for path in gallery)]))
        self._wanted = self._shown = first
        self._opening = ThreadPoolExecutor(1, "rtxfer-portraits")
        self._on_trouble = on_trouble
        self._on_recording = on_recording
        self._recording: RecordingSink | None = None
        self._lock = threading.Lock()

    def panic(self, on: bool) -> None:
        """See `Controls`."""
        self._runner.panic = on

    def freeze(self, on: bool) -> None:
        """See `Controls`."""
        self._runner.freeze = on

    def step(self, by: int) -> None:
        """See `Controls`."""
        with self._lock:
            place = self._gallery.index(self._wanted)
            self._show(self._gallery[(place + by) % len(self._gallery)])

    def portrait(self, name: str) -> None:
        """See `Controls`; names are those of the files, with their ending or without."""
        with self._lock:
            found = [path for path in self._gallery if name in (path.name, path.stem)]
            if not found:
                names = ", ".join(path.stem for path in self._gallery)
                raise InputError(f"There is no portrait called {name}.", f"There are: {names}.")
            self._show(found[0])

    def _show(self, path: Path) -> None:
        if path != self._wanted:
            self._wanted = path
            # Beside, for a panic must never wait until a face is found.
            self._opening.submit(self._open, path)

    def _open(self, path: Path) -> None:
        if path != self._wanted:
            return  # another one is wanted by now
        try:
            target = Target.open(path)
        except RtxferError as error:
            self._gallery.remove(path)
            self._wanted = self._shown
            self._on_trouble(error)
            return
        self._shown = path
        self._runner.show(target)

    def close(self) -> None:
        """Open no more portraits."""
        self._opening.shutdown(wait=False, cancel_futures=True)

    def neutral(self) -> None:
        """See `Controls`."""
        self._runner.recalibrate()

    def record(self, on: bool) -> None:
        """See `Controls`."""
        with self._lock:
            if on and self._recording is None:
                self._recordings.mkdir(parents=True, exist_ok=True)
                name = f"rtxfer {datetime.now():%Y-%m-%d %H.%M.%S}.mp4"
                self._recording = RecordingSink(self._recordings / name)
                self._on_recording(self._recording)
                self._runner.add_sink(self._recording)
            elif not on and self._recording is not None:
                self._runner.remove_sink(self._recording.name)
                self._recording = None

    def status(self) -> Status:
        """See `Controls`."""
        now, shown = self._runner.statistics(), self._runner.shown
        return Status(
            running=True,
            panic=self._runner.panic,
            frozen=self._runner.freeze,
            recording=self._recording is not None,
            portrait="" if shown is None else Path(shown.name).stem,
            portraits=tuple(path.stem for path in self._gallery),
            face=now.face,
            output_fps=round(now.output_fps, 1) if now.arrives else 0.0,
        )
