"""Where frames come from: video files, animations, pictures."""

from rtxfer.sources.animation import AnimationSource
from rtxfer.sources.opening import open_source
from rtxfer.sources.picture import read_picture
from rtxfer.sources.sequence import ImageSequenceSource
from rtxfer.sources.source import Source, SourceInfo
from rtxfer.sources.video_file import VideoFileSource

__all__ = [
    "AnimationSource",
    "ImageSequenceSource",
    "Source",
    "SourceInfo",
    "VideoFileSource",
    "open_source",
    "read_picture",
]
