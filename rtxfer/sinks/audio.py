"""The driver's sound, cut to the frames that were written and laid under them.

The cut is given in the driver file's own clock: the moment of the first written frame becomes
zero for picture and sound alike, so they stay in step whatever offset the file began with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias, cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError, InvalidDataError
from av.filter import Graph
from av.packet import Packet
from av.stream import Stream

from rtxfer.sinks.sound_tracks import Clock

_AAC_RATES: Final = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000})
_BITS_PER_CHANNEL = 96_000


@dataclass(frozen=True)
class Span:
    """A stretch of time, in seconds of the driver file's clock."""

    start: Fraction
    end: Fraction


# Quoted: PyAV's Packet is generic for the type checker only.
Packets: TypeAlias = "Iterator[Packet[Stream]]"
Way: TypeAlias = "Callable[[Track, OutputContainer, Span], Packets]"
"""Adds a sound stream to the output at once, and gives its packets when asked."""


@dataclass(frozen=True)
class Track:
    """One sound of an open file.

    Attributes:
        source: the file, opened for this track alone.
        number: of the track, from 0.
        clock: what its moments are.
    """

    source: InputContainer
    number: int
    clock: Clock

    @property
    def stream(self) -> AudioStream:
        """The track itself.

        Raises:
            ValueError: its codec is unknown.
        """
        stream = self.source.streams.audio[self.number]
        if stream.codec_context is None:  # PyAV's way of saying so, whatever its stub says
            raise ValueError("its codec is unknown to this FFmpeg")
        return stream


def copy_audio(track: Track, output: OutputContainer, span: Span) -> Packets:
    """Take the compressed sound as it is.

    The cut falls between packets (some 20 ms each); a packet that begins before the span is
    left out, so the sound may set in that much late but is never out of step.

    Raises:
        ValueError: the codec is unknown, or the output's container cannot hold it.
    """
    stream = track.stream
    if stream.codec_context.name.startswith("pcm_") and output.format.name == "mp4":
        raise ValueError("uncompressed sound in MP4 is more than most players know")
    target = output.add_stream_from_template(stream)
    _describe(target, stream)
    return _copied(track, target, span)


def _describe(target: AudioStream, stream: AudioStream) -> None:
    """Keep what a player shows of a track, and which one it takes."""
    for key in ("language", "title"):
        if stream.metadata.get(key):
            target.metadata[key] = stream.metadata[key]
    target.disposition = stream.disposition


def _copied(track: Track, target: AudioStream, span: Span) -> Packets:
    for packet in _demuxed(track, span.start):
        if packet.pts is None or packet.dts is None:
            continue
        time = packet.pts * packet.time_base
        if time >= span.end:
            return
        # Nothing may lie before zero, encoders' warm-up included: Matroska would move the
        # whole file, picture and all, to make room for it.
        if time >= span.start:
            offset = round(span.start / packet.time_base)
            packet.pts -= offset
            packet.dts -= offset
            packet.stream = target
            yield cast("Packet[Stream]", packet)


def reencode_audio(track: Track, output: OutputContainer, span: Span) -> Packets:
    """Decode the sound, cut it to the sample, fill its gaps with silence, and compress it anew.

    Opus for WebM, AAC for all others; more than two channels are mixed down to stereo.

    Raises:
        ValueError: the codec is unknown.
    """
    stream = track.stream
    is_webm = output.format.name == "webm"
    rate = stream.rate if not is_webm and stream.rate in _AAC_RATES else 48_000
    channels = min(stream.channels, 2)
    target = output.add_stream("libopus" if is_webm else "aac", rate=rate)
    target.layout = "mono" if channels == 1 else "stereo"
    target.bit_rate = _BITS_PER_CHANNEL * channels
    target.codec_context.open()  # the frame size is known only then
    _describe(target, stream)
    return _reencoded(track, target, span)


def _reencoded(track: Track, target: AudioStream, span: Span) -> Packets:
    graph = _cutter(track.stream, target, span)
    for frame in _decoded(track, span):
        graph.push(frame)
        for piece in _pulled(graph):
            yield from cast("list[Packet[Stream]]", target.encode(piece))
    graph.push(None)
    for piece in _pulled(graph):
        yield from cast("list[Packet[Stream]]", target.encode(piece))
    yield from cast("list[Packet[Stream]]", target.encode(None))


def _cutter(stream: AudioStream, target: AudioStream, span: Span) -> Graph:
    """A filter that cuts to the span, moves its start to zero, and fills gaps with silence."""
    graph = Graph()
    chain = [
        graph.add_abuffer(template=stream),
        graph.add("atrim", f"start={float(span.start):.9f}:end={float(span.end):.9f}"),
        graph.add("asetpts", f"PTS-({float(span.start):.9f}/TB)"),
        graph.add("aresample", f"{target.rate}:async=1:first_pts=0"),
        graph.add(
            "aformat",
            f"sample_fmts={target.format.name}:channel_layouts={target.layout.name}"
            f":sample_rates={target.rate}",
        ),
        graph.add("asetnsamples", f"{target.frame_size or 1024}:p=0"),
        graph.add("abuffersink"),
    ]
    graph.link_nodes(*chain).configure()
    return graph


def _pulled(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            yield cast("AudioFrame", graph.pull())
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def _decoded(track: Track, span: Span) -> Iterator[AudioFrame]:
    """Decode over the span; a damaged packet becomes a gap.

    Raises:
        InvalidDataError: nothing at all could be decoded, though there was something.
    """
    heard, last_error = False, None
    for packet in _demuxed(track, span.start):
        if packet.pts is not None and packet.pts * packet.time_base >= span.end:
            break
        try:
            frames = packet.decode()
        except FFmpegError as error:
            last_error = error
            continue
        heard = heard or bool(frames)
        yield from frames
    if last_error is not None and not heard:
        raise last_error


def _demuxed(track: Track, start: Fraction) -> Iterator[Packet[AudioStream]]:
    """Packets from a little before `start` on; a container that breaks off just ends."""
    source, stream = track.source, track.stream
    if start > 1 and stream.time_base and track.clock.is_plain:
        # A second early, so that the decoder is warm; unseekable files are read through.
        with suppress(FFmpegError):
            source.seek(int((start - 1) / stream.time_base), stream=stream)
    packets = source.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except InvalidDataError:
            return
        if packet is None:
            return
        if track.clock.moves(packet):
            yield packet
