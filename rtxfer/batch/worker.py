"""What a worker does, wherever it is: jobs one after the other, with what it keeps between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rtxfer.job import Job, Kept
from rtxfer.job_process import Cancelled, Failure, Phase, work_on
from rtxfer.sinks import Parts, destination_of
from rtxfer.video import Summary, VideoProgress


class Worker:
    """Engines and portraits are prepared by its first job that needs them."""

    def __init__(self) -> None:
        self._kept = Kept()

    def do(
        self,
        job: Job,
        tell: Callable[[Phase | VideoProgress], object],
        stopped: Callable[[], bool],
    ) -> Summary | Failure | Cancelled:
        """Do a job, going on from what another worker left of it; see `work_on`."""
        left = Parts.left_by(destination_of(job.out)) is not None
        end = work_on(replace(job, resume=left), tell, stopped, self._kept)
        if isinstance(end, Failure):  # maybe an engine's, which would fail again
            self._kept.close()
        return end
