"""What compresses a video: chosen by the file's name, and by the part of the machine asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Literal, cast, get_args

import av
import cv2
from av.error import FFmpegError
from av.video.stream import VideoStream

from rtxfer.errors import OutputError

EncoderName = Literal["x264", "nvenc", "qsv", "amf", "videotoolbox", "mediafoundation"]
"""Of H.264: on the processor; on NVIDIA, Intel or AMD graphics; what macOS and Windows offer."""

ENCODERS: Final[tuple[EncoderName, ...]] = get_args(EncoderName)

Segments = Literal["mp4", "mov", "webm"]


@dataclass(frozen=True)
class VideoCodec:
    """An encoder and its settings, fit for a face that is looked at closely.

    Attributes:
        name: FFmpeg's.
        options: FFmpeg's.
        pixels: how it wants its pictures.
        segments: container of a stretch of them.
        alpha: whether it keeps an alpha channel.
    """

    name: str
    options: dict[str, str] = field(default_factory=dict)
    pixels: str = "yuv420p"
    segments: Segments = "mp4"
    alpha: bool = False


# None uses B-frames: decoding order is then display order, so timestamps need no edit list,
# stay exact to the tick, and segments join by plain copying. It costs about a tenth in size.
_PLAIN: Final = {"bf": "0", "g": "120"}

# The look-ahead is what makes `veryfast` smaller than `superfast`, by half: with it, files are as
# good and as small to a twentieth, in two thirds of the processor's time.
_X264: Final = {
    "preset": "superfast",
    "x264-params": "mbtree=1:rc-lookahead=10",
    "crf": "18",
}

# With AVX-512, x264 (core 165) looks ahead by memory that nobody has written, unless the picture's
# blocks of 16x16 are a multiple of 16: then no two films of the same frames are alike. AVX2 is no
# slower. Asked for where a processor has none of it, it would crash.
_KNOWN: Final = "asm=avx2"
_AVX512: Final = 13
"""As OpenCV numbers it, which its Python does not name."""

_H264: Final[dict[EncoderName, VideoCodec]] = {
    "x264": VideoCodec("libx264", _PLAIN | _X264),
    "nvenc": VideoCodec("h264_nvenc", _PLAIN | {"preset": "p4", "rc": "vbr", "cq": "19", "b": "0"}),
    "qsv": VideoCodec("h264_qsv", _PLAIN | {"global_quality": "19"}, "nv12"),
    "amf": VideoCodec("h264_amf", _PLAIN | {"rc": "cqp", "qp_i": "19", "qp_p": "19"}, "nv12"),
    "videotoolbox": VideoCodec("h264_videotoolbox", _PLAIN | {"b": "12M"}, "nv12"),
    "mediafoundation": VideoCodec("h264_mf", _PLAIN | {"rate_control": "quality", "quality": "85"},
                                  "nv12"),
}  # fmt: skip

_VP9: Final = VideoCodec(
    "libvpx-vp9",
    {"crf": "24", "b": "0", "deadline": "good", "cpu-used": "4", "row-mt": "1", "g": "120"},
)

_ALPHA: Final = {
    # A frame that refers to a later one has no alpha in libvpx.
    ".webm": VideoCodec("libvpx-vp9", {**_VP9.options, "auto-alt-ref": "0"}, "yuva420p", "webm",
                        alpha=True),
    ".mov": VideoCodec("prores_ks", {"profile": "4444", "vendor": "apl0"}, "yuva444p10le", "mov",
                       alpha=True),
}  # fmt: skip

VIDEOS: Final = frozenset({".mp4", ".mov", ".mkv", ".webm"})
"""What kinds of video file can be written."""


def codec_for(suffix: str, encoder: str = "x264", *, alpha: bool = False) -> VideoCodec:
    """What compresses a video file.

    Args:
        suffix: of its name.
        encoder: one of `ENCODERS`; all but the first are tried out on a grey picture.
        alpha: for pictures with an alpha channel.

    Raises:
        OutputError: no such encoder, or none that this file or this machine can have.
    """
    suffix = suffix.lower()
    if encoder not in ENCODERS:
        raise OutputError(f"There is no encoder {encoder}.", f"Known: {', '.join(ENCODERS)}.")
    if alpha and suffix in VIDEOS:
        return _with_alpha(suffix, encoder)
    if encoder == "x264":
        return _VP9 if suffix == ".webm" else _x264(_H264["x264"])
    if suffix not in VIDEOS - {".webm"}:
        raise OutputError(
            f"{encoder} writes H.264, which a {suffix or 'folder'} does not hold.",
            "Name the output .mp4, .mov or .mkv, or leave --encoder out.",
        )
    codec = _H264[encoder]
    if (reason := _fault(codec)) is not None:
        works = ", ".join(["x264", *(name for name in ENCODERS[1:] if not _fault(_H264[name]))])
        raise OutputError(f"{encoder} does not work here ({reason}).", f"What works: {works}.")
    return codec


def _x264(codec: VideoCodec) -> VideoCodec:
    """As it writes the same film every time on this processor."""
    if not cv2.checkHardwareSupport(_AVX512):
        return codec
    parameters = f"{codec.options['x264-params']}:{_KNOWN}"
    return replace(codec, options=codec.options | {"x264-params": parameters})


def _with_alpha(suffix: str, encoder: str) -> VideoCodec:
    if suffix not in _ALPHA:
        raise OutputError(
            f"A {suffix} of H.264 cannot be transparent.",
            "Name the output .webm (VP9), .mov (ProRes 4444), .webp, .gif, or a folder for PNG "
            "frames.",
        )
    if encoder != "x264":
        raise OutputError(
            f"{encoder} writes H.264, which cannot be transparent.", "Leave --encoder out."
        )
    return _ALPHA[suffix]


def _fault(codec: VideoCodec) -> str | None:
    """Why an encoder does not work on this machine; None if it does."""
    if codec.name not in av.codecs_available:
        return "this build of PyAV does not have it"
    try:
        with av.open("nowhere", "w", format="null") as nowhere:
            stream = cast(
                "VideoStream",
                nowhere.add_stream(codec.name, rate=Fraction(25), options=dict(codec.options)),
            )
            stream.width, stream.height, stream.pix_fmt = 640, 480, codec.pixels
            stream.encode(av.VideoFrame(640, 480, codec.pixels))
            stream.encode(None)
    except FFmpegError as error:
        return f"it cannot be opened: {error.strerror}"
    except ValueError as error:
        return str(error)
    return None
