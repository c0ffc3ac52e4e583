"""Where frames go: offline into a file, or live into virtual cameras and recordings.

What both build on lies here: a destination that appears whole or not at all, and video files with
sound. `offline` and `live` know nothing of each other.
"""

from rtxfer.sinks.live.opening import KNOWN_LIVE_SINKS, open_live_sink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sinks.live.snapshot import save_snapshot
from rtxfer.sinks.offline.opening import (
    KNOWN_OUTPUTS,
    check_output,
    destination_of,
    is_resumable,
    open_sink,
)
from rtxfer.sinks.offline.sink import Sink
from rtxfer.sinks.parts import JsonValue, Parts

__all__ = [
    "KNOWN_LIVE_SINKS",
    "KNOWN_OUTPUTS",
    "JsonValue",
    "LiveSink",
    "Parts",
    "Sink",
    "check_output",
    "destination_of",
    "is_resumable",
    "open_live_sink",
    "open_sink",
    "save_snapshot",
]
