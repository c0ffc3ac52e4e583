"""Live: camera in, virtual camera out, for hours. No Qt in here.

Capture, work and pacing run in a thread each, joined by slots that hold only the newest item;
every sink has a thread of its own. What goes wrong becomes an `Event`, and the output goes on.
"""

from rtxfer.live.events import Event
from rtxfer.live.runner import LiveOptions, LiveRunner
from rtxfer.live.shot import Shot
from rtxfer.live.statistics import Percentiles, SinkStatistics, Statistics

__all__ = [
    "Event",
    "LiveOptions",
    "LiveRunner",
    "Percentiles",
    "Shot",
    "SinkStatistics",
    "Statistics",
]
