"""Where frames go: offline into a file, or live into virtual cameras and recordings.

What both build on lies here: a destination that appears whole or not at all, and video files with
sound. `offline` and `live` know nothing of each other.
"""

from rtxfer.sinks.codecs import VIDEOS
from rtxfer.sinks.journal import Arrays, JsonValue
from rtxfer.sinks.live.opening import open_live_sink
from rtxfer.sinks.lock import check_free, locked
from rtxfer.sinks.offline.opening import (
    check_output,
    destination_of,
    is_resumable,
    open_sink,
)
from rtxfer.sinks.offline.sink import Sink
from rtxfer.sinks.parts import Parts
from rtxfer.sinks.sound_tracks import Sound, check_sound

__all__ = [
    "VIDEOS",
    "Arrays",
    "JsonValue",
    "Parts",
    "Sink",
    "Sound",
    "check_free",
    "check_output",
    "check_sound",
    "destination_of",
    "is_resumable",
    "locked",
    "open_live_sink",
    "open_sink",
]
