"""Where frames go: offline into a file, or live into virtual cameras and recordings.

What both build on lies here: a destination that appears whole or not at all, and video files with
sound. `offline` and `live` know nothing of each other.
"""

from rtxfer.sinks.live.opening import open_live_sink
from rtxfer.sinks.offline.opening import (
    check_output,
    destination_of,
    is_resumable,
    open_sink,
)
from rtxfer.sinks.offline.sink import Sink
from rtxfer.sinks.parts import JsonValue, Parts

__all__ = [
    "JsonValue",
    "Parts",
    "Sink",
    "check_output",
    "destination_of",
    "is_resumable",
    "open_live_sink",
    "open_sink",
]
