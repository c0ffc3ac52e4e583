"""Where frames come from: video files, animations and pictures; live, cameras and streams too."""

from rtxfer.sources.animation import AnimationSource
from rtxfer.sources.camera import CameraSource
from rtxfer.sources.camera_list import Camera, cameras
from rtxfer.sources.live_opening import open_live_source
from rtxfer.sources.live_source import LiveSource, LiveSourceEnded
from rtxfer.sources.opening import open_source
from rtxfer.sources.picture import read_picture
from rtxfer.sources.playback import PlaybackSource
from rtxfer.sources.sequence import ImageSequenceSource
from rtxfer.sources.source import Source, SourceInfo
from rtxfer.sources.stream import StreamSource
from rtxfer.sources.video_file import VideoFileSource

__all__ = [
    "AnimationSource",
    "Camera",
    "CameraSource",
    "ImageSequenceSource",
    "LiveSource",
    "LiveSourceEnded",
    "PlaybackSource",
    "Source",
    "SourceInfo",
    "StreamSource",
    "VideoFileSource",
    "cameras",
    "open_live_source",
    "open_source",
    "read_picture",
]
