"""Where frames come from: video files, animations and pictures; live, cameras and streams too."""

from rtxfer.sources.live_opening import open_live_source
from rtxfer.sources.opening import open_source
from rtxfer.sources.picture import read_picture
from rtxfer.sources.playback import PlaybackSource
from rtxfer.sources.source import Source

__all__ = [
    "PlaybackSource",
    "Source",
    "open_live_source",
    "open_source",
    "read_picture",
]
