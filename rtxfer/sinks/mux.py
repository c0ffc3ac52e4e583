"""Finished segments and the driver's sound into one file, without compressing a frame again."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path

import av
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from rtxfer.sinks.audio import Packets, Span, Track, Way, copy_audio, reencode_audio
from rtxfer.sinks.codecs import VideoCodec
from rtxfer.sinks.destination import NO_SPACE
from rtxfer.sinks.encoder import clock_of, tick_of
from rtxfer.sinks.journal import Journal
from rtxfer.sinks.sound_tracks import Clock, Sound, chosen

_FALLBACK_RATE = Fraction(25)


class Joining:
    """What is to be joined.

    Args:
        folder: where the segments lie.
        journal: names and times them; holds at least one.
        time_base: unit of the journal's timestamps, in seconds.
        rate: nominal frames per second; tells how long the last frame is shown.
        codec: that compressed them.
    """

    def __init__(
        self,
        folder: Path,
        journal: Journal,
        time_base: Fraction,
        rate: Fraction | None,
        codec: VideoCodec,
    ) -> None:
        self._folder = folder
        self._segments = journal.segments
        self._tick = tick_of(time_base)
        self._clock = clock_of(codec, self._tick)
        self._alpha = codec.alpha
        self._unit = time_base.numerator
        self._last_ticks = max(1, round(1 / (rate or _FALLBACK_RATE) / self._tick))
        first, last = journal.first_pts or 0, journal.last_pts or 0
        self._first = first * self._unit
        self._span = Span(first * time_base, last * time_base + self._last_ticks * self._tick)

    def into(self, output: Path, audio_from: Path | None, sound: Sound = True) -> str:
        """Write the file, with the sound of `audio_from` if it has any of those asked for.

        Sound is worth trying for but not worth losing the picture over: what cannot be copied
        is compressed anew, and what cannot even be read is left out.

        Returns:
            "copied", "re-encoded", "none", or "failed: " and the reason.

        Raises:
            OSError: the disk is full or `output` cannot be written.
        """
        ways: dict[str, Way] = {"copied": copy_audio, "re-encoded": reencode_audio}
        reason: Exception | None = None
        tracks = _tracks(audio_from, sound) if audio_from else []
        for outcome, way in ways.items() if tracks else ():
            try:
                return outcome if self._mux(output, audio_from, way, tracks) else "none"
            except (FFmpegError, ValueError) as error:
                if getattr(error, "errno", None) in NO_SPACE:
                    raise
                reason = error
        self._mux(output, None, None, [])
        return "none" if reason is None else f"failed: {reason}"

    def _mux(
        self, output: Path, audio_from: Path | None, way: Way | None, tracks: list[int]
    ) -> int:
        """Write everything; gives the number of packets of sound."""
        sounds = 0
        with ExitStack() as stack:
            target = stack.enter_context(
                av.open(str(output), "w", container_options=self._container_options(output))
            )
            template = stack.enter_context(av.open(str(self._folder / self._segments[0].name)))
            picture = target.add_stream_from_template(template.streams.video[0])
            picture.time_base = self._tick
            if self._alpha and output.suffix.lower() == ".webm":
                picture.metadata["alpha_mode"] = "1"  # says it to players; not in the template
            streams: list[Packets] = [self._pictures(picture)]
            if audio_from is not None and way is not None:
                for number in tracks:
                    source = stack.enter_context(
                        av.open(str(audio_from), metadata_errors="replace")
                    )
                    track = Track(source, number, Clock(audio_from))
                    streams.append(way(track, target, self._span))
            # Merging by time keeps the muxer from having to hold one stream back for the other.
            for packet in heapq.merge(*streams, key=_time):
                sounds += packet.stream is not picture
                target.mux_one(packet)
        return sounds

    def _pictures(self, stream: VideoStream) -> Packets:
        """Every picture's packet, each lasting until the next."""
        held: Packet[Stream] | None = None
        for packet in self._packets():
            packet.stream = stream
            if held is not None:
                held.duration = _pts(packet) - _pts(held)
                yield held
            held = packet
        if held is not None:
            held.duration = self._last_ticks
            yield held

    def _packets(self) -> Iterator[Packet[Stream]]:
        for segment in self._segments:
            offset = segment.first_pts * self._unit - self._first
            with av.open(str(self._folder / segment.name)) as container:
                for packet in container.demux(container.streams[0]):
                    if packet.pts is None:
                        continue
                    ticks = round(packet.pts * packet.time_base / self._clock)
                    packet.time_base = self._tick
                    packet.pts = packet.dts = offset + ticks
                    yield packet

    def _container_options(self, output: Path) -> dict[str, str]:
        if output.suffix.lower() not in {".mp4", ".mov"}:
            return {}
        # The index goes first, so that the file plays while it is still being downloaded.
        return {
            "video_track_timescale": str(self._tick.denominator),
            "movflags": "+faststart",
        }


def _tracks(path: Path, sound: Sound) -> list[int]:
    try:
        with av.open(str(path), metadata_errors="replace") as container:
            return chosen(container, sound)
    except (FFmpegError, OSError):
        return []  # a folder of pictures, an animation: no sound to be had


def _time(packet: Packet[Stream]) -> Fraction:
    return (packet.dts or 0) * packet.time_base


def _pts(packet: Packet[Stream]) -> int:
    return packet.pts or 0
