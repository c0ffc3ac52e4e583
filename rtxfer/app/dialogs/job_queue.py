"""Offline jobs, one after the other, each by a worker as a batch has them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal, TypeAlias

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.background import Background
from rtxfer.batch.line import JobByWorker
from rtxfer.job import Job
from rtxfer.job_process import Cancelled, Failure, News, Phase
from rtxfer.sinks import Parts, destination_of, is_resumable
from rtxfer.video import Summary, VideoProgress

State: TypeAlias = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One job and how it fares.

    Attributes:
        number: counts jobs from 1.
        job: what to do.
        state: where it is.
        phase: a few words on what is being done.
        progress: once frames are made.
        summary: once it is done.
        failure: once it has failed.
    """

    number: int
    job: Job
    state: State = "waiting"
    phase: str = ""
    progress: VideoProgress | None = None
    summary: Summary | None = None
    failure: Failure | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ("done", "failed", "cancelled")


class JobQueue(QObject):
    """Works through jobs in the order they were added; lives in the UI thread.

    Args:
        parent: Qt's.
    """

    changed = pyqtSignal(object)
    """An `Entry` that is new or fares differently now."""

    _told = pyqtSignal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, Entry] = {}
        self._lock = threading.Lock()  # guards the two below, which the line's thread uses too
        self._tickets: dict[int, int] = {}  # job → its place in the line; none once withdrawn
        self._running: tuple[int, JobByWorker] | None = None
        self._places = count()
        self._line = Background("rtxfer-jobs", self)
        self._tidying = Background("rtxfer-tidying", self)
        self._told.connect(self._hear)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, oldest first."""
        return tuple(self._entries.values())

    @property
    def unfinished(self) -> int:
        """How many wait or run."""
        return sum(not entry.over for entry in self._entries.values())

    def add(self, job: Job) -> Entry:
        """Queue a job."""
        entry = Entry(max(self._entries, default=0) + 1, job)
        self._queue(entry)
        return entry

    def again(self, number: int) -> None:
        """Queue a job that failed or was cancelled once more, going on where that is possible."""
        job = self._entries[number].job
        self._queue(Entry(number, replace(job, resume=is_resumable(job.out))))

    def cancel(self, number: int) -> None:
        """Have a job end, or never begin."""
        with self._lock:
            waiting = self._tickets.pop(number, None) is not None
            if not waiting and self._running is not None and self._running[0] == number:
                self._running[1].cancel()
        if waiting:
            self._set(replace(self._entries[number], state="cancelled"))

    def cancel_all(self) -> None:
        """Have everything end."""
        for entry in self.entries:
            if not entry.over:
                self.cancel(entry.number)

    def forget(self, number: int) -> None:
        """Drop a job that is over, and what a cancelled one has left to go on from."""
        if not self._entries[number].over:
            return
        left = Parts.left_by(destination_of(self._entries.pop(number).job.out))
        if left is not None:
            self._tidying.run(left.remove)

    def close(self) -> None:
        """End everything now; for the very end of the program."""
        self.cancel_all()
        with self._lock:
            if self._running is not None:
                self._running[1].kill()

    def _queue(self, entry: Entry) -> None:
        place = next(self._places)
        with self._lock:
            self._tickets[entry.number] = place
        self._set(entry)
        self._line.run(lambda: self._do(entry.number, entry.job, place))

    def _do(self, number: int, job: Job, place: int) -> None:
        """In the line's thread: one job from its beginning to its end."""
        with self._lock:
            if self._tickets.get(number) != place:
                return  # it was withdrawn, and maybe queued again further back
            del self._tickets[number]
            try:
                process = JobByWorker(job)
            except OSError as error:
                words = f"No process could be started for it: {error.strerror}."
                self._told.emit(number, Failure(words, "Close other programs, and try again."))
                return
            self._running = number, process
        self._told.emit(number, None)
        for news in process.news():
            self._told.emit(number, news)
        with self._lock:
            self._running = None

    def _hear(self, number: int, news: News | None) -> None:
        entry = self._entries[number]
        match news:
            case None:
                entry = replace(entry, state="running")
            case Phase():
                entry = replace(entry, phase=news.title)
            case VideoProgress():
                entry = replace(entry, progress=news)
            case Summary():
                entry = replace(entry, state="done", summary=news)
            case Failure():
                entry = replace(entry, state="failed", failure=news)
            case Cancelled():
                entry = replace(entry, state="cancelled")
        self._set(entry)

    def _set(self, entry: Entry) -> None:
        self._entries[entry.number] = entry
        self.changed.emit(entry)
