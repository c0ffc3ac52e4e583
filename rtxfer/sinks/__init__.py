"""Where frames go: video files with sound, animations, pictures, nowhere."""

from rtxfer.sinks.animation import GifSink, WebpSink
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
from rtxfer.sinks.video_file import VideoFileSink

__all__ = [
    "KNOWN_OUTPUTS",
    "GifSink",
    "ImageSequenceSink",
    "JsonValue",
    "NullSink",
    "Parts",
    "Sink",
    "VideoFileSink",
    "WebpSink",
    "check_output",
    "destination_of",
    "is_resumable",
    "open_sink",
]
