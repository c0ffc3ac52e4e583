"""What a worker does, wherever it is: jobs one after the other, with what it keeps between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from rtxfer.batch.steps import Draw, Join, Look
from rtxfer.batch.store import Remote
from rtxfer.job import Job, Kept
from rtxfer.job_process import Cancelled, Failure, Phase, in_words, work_on
from rtxfer.sinks import Parts, destination_of
from rtxfer.video import Summary, VideoProgress

Work: TypeAlias = Job | Remote | Look | Draw | Join


class Worker:
    """Engines and portraits are prepared by its first job that needs them."""

    def __init__(self) -> None:
        self._kept = Kept()

    def do(
        self,
        job: Work,
        tell: Callable[[Phase | VideoProgress], object],
        stopped: Callable[[], bool],
    ) -> Summary | Failure | Cancelled:
        """Do a job, going on from what another worker left of it; or a step of a long one."""
        if isinstance(job, Job):
            left = Parts.left_by(destination_of(job.out)) is not None
            end = work_on(replace(job, resume=left), tell, stopped, self._kept)
        else:
            end = in_words(partial(job.do, kept=self._kept), tell, stopped)
        if isinstance(end, Failure):  # maybe an engine's, which would fail again
            self._kept.close()
        return end
