"""Offline: from a driving clip to a finished file, ordered, bounded in memory, resumable."""

from rtxfer.video.contract import StepResult, Transfer, VideoOptions
from rtxfer.video.report import Progress, Summary
from rtxfer.video.resume import saved_state
from rtxfer.video.runner import process

__all__ = [
    "Progress",
    "StepResult",
    "Summary",
    "Transfer",
    "VideoOptions",
    "process",
    "saved_state",
]
