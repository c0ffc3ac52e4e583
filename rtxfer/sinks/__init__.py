"""Where frames go: video files with sound, animations, pictures, virtual cameras, nowhere."""

from rtxfer.sinks.animation import GifSink, WebpSink
from rtxfer.sinks.live_opening import KNOWN_LIVE_SINKS, open_live_sink
from rtxfer.sinks.live_sink import LiveSink
from rtxfer.sinks.null import NullSink
from rtxfer.sinks.opening import (
    KNOWN_OUTPUTS,
    check_output,
    destination_of,
    is_resumable,
    open_sink,
)
from rtxfer.sinks.parts import JsonValue, Parts
from rtxfer.sinks.sequence import ImageSequenceSink
from rtxfer.sinks.sink import Sink
from rtxfer.sinks.snapshot import save_snapshot
from rtxfer.sinks.video_file import VideoFileSink

__all__ = [
    "KNOWN_LIVE_SINKS",
    "KNOWN_OUTPUTS",
    "GifSink",
    "ImageSequenceSink",
    "JsonValue",
    "LiveSink",
    "NullSink",
    "Parts",
    "Sink",
    "VideoFileSink",
    "WebpSink",
    "check_output",
    "destination_of",
    "is_resumable",
    "open_live_sink",
    "open_sink",
    "save_snapshot",
]
