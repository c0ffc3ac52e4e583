"""Live: camera in, virtual camera out, for hours. No Qt in here.

Capture, transfer and pacing run in a thread each, joined by slots that hold only the newest item;
every sink has a thread of its own. What goes wrong becomes an `Event`, and the output goes on.
"""

from rtxfer.live.events import Event
from rtxfer.live.generated_frame import GeneratedFrame
from rtxfer.live.runner import LiveOptions, LiveRunner
from rtxfer.live.statistics import Percentiles, SinkStatistics, Statistics

__all__ = [
    "Event",
    "GeneratedFrame",
    "LiveOptions",
    "LiveRunner",
    "Percentiles",
    "SinkStatistics",
    "Statistics",
]
