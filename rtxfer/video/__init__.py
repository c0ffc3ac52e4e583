"""Offline: from a driving clip to a finished file, ordered, bounded in memory, resumable."""

from rtxfer.video.contract import StepResult, Transfer, VideoOptions
from rtxfer.video.report import Summary, VideoProgress, told_of_damage, told_of_size
from rtxfer.video.resume import saved_state
from rtxfer.video.runner import process, segment_frames

__all__ = [
    "StepResult",
    "Summary",
    "Transfer",
    "VideoOptions",
    "VideoProgress",
    "process",
    "saved_state",
    "segment_frames",
    "told_of_damage",
    "told_of_size",
]
