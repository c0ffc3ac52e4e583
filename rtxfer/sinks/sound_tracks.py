"""Which of a file's sounds go under a result, and on which clock they lie."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition

from rtxfer.errors import InputError

Sound: TypeAlias = bool | int | Literal["all"]
"""The default track, none, one by its number from 1, or all of them."""

JUMP: Final = 1
"""Seconds by which a clock must go back for that to be another recording, glued behind."""

_DISCONTINUOUS: Final = 0x0200  # AVFMT_TS_DISCONT: such files may be glued together as they are
_FALLBACK_RATE: Final = Fraction(25)


def chosen(container: InputContainer, sound: Sound) -> list[int]:
    """Numbers, from 0, of the tracks asked for that are there."""
    tracks = container.streams.audio
    if sound == "all":
        return list(range(len(tracks)))
    if isinstance(sound, bool):
        named = [i for i, track in enumerate(tracks) if track.disposition & Disposition.default]
        return (named or list(range(len(tracks))))[:1] if sound else []
    return [sound - 1] if 1 <= sound <= len(tracks) else []


def check_sound(path: Path | None, sound: Sound) -> None:
    """See that a track asked for by its number is there.

    Raises:
        InputError: it is not.
    """
    if path is None or isinstance(sound, bool) or sound == "all":
        return
    try:
        with av.open(str(path), metadata_errors="replace") as container:
            tracks = list(container.streams.audio)
    except (FFmpegError, OSError):
        tracks = []  # a folder of pictures, an animation
    if not 1 <= sound <= len(tracks):
        told = [f"{i}: {track.language or 'no language'}" for i, track in enumerate(tracks, 1)]
        raise InputError(
            f"{path} has no sound track {sound}.",
            f"It has {', '.join(told)}; or give --audio all." if told else "It has none at all.",
        )


@dataclass(frozen=True, slots=True)
class _Splice:
    """Where another recording begins, and seconds to add to its moments from there on."""

    place: int
    offset: Fraction


class Clock:
    """Gives sound the moments that the picture has, where recordings were glued together.

    Each of them counts from its own beginning. The picture goes on one frame after it ended, see
    `SteadyClock`; its sound must be moved by just as much, whatever its own length.

    Args:
        path: the file, read through once if it is of a kind that can be glued.
    """

    def __init__(self, path: Path) -> None:
        self._splices = _splices(path)
        self._last: Fraction | None = None
        self._now = _Splice(0, Fraction(0))
        self._end: Fraction | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing was glued: moments are what they are."""
        return not self._splices

    def moves(self, packet: Packet[AudioStream]) -> bool:
        """Move a packet's moment; False where it overlaps the sound before it, and is left out."""
        if self.is_plain or packet.pts is None:
            return True
        raw = packet.pts * packet.time_base
        if self._last is not None and self._last - raw > JUMP:
            self._now = self._after(packet.pos)
        self._last = raw
        shift = round(self._now.offset / packet.time_base)
        packet.pts += shift
        packet.dts = packet.pts
        moment = packet.pts * packet.time_base
        if self._end is not None and moment < self._end - packet.time_base:
            return False
        self._end = moment + (packet.duration or 0) * packet.time_base
        return True

    def _after(self, place: int | None) -> _Splice:
        """The splice that a jump of the sound belongs to: the next, or the one nearest to it."""
        coming = [one for one in self._splices if one.place > self._now.place] or self._splices[-1:]
        if place is None or place < 0:
            return coming[0]
        return min(coming, key=lambda one: abs(one.place - place))


def _splices(path: Path) -> list[_Splice]:
    found: list[_Splice] = []
    with av.open(str(path), metadata_errors="replace") as container:
        if not container.format.flags & _DISCONTINUOUS or not container.streams.video:
            return found
        stream = container.streams.best("video") or container.streams.video[0]
        rate = getattr(stream, "average_rate", None) or _FALLBACK_RATE
        stretches: list[list[Fraction]] = []  # first and last moment, place in the file
        try:
            for packet in container.demux(stream):
                if packet.pts is None:
                    continue
                moment = packet.pts * packet.time_base
                if not stretches or stretches[-1][1] - moment > JUMP:
                    stretches.append([moment, moment, Fraction(packet.pos or 0)])
                stretches[-1][0] = min(stretches[-1][0], moment)
                stretches[-1][1] = max(stretches[-1][1], moment)
        except FFmpegError:
            pass  # it breaks off there, for the picture too
    offset = Fraction(0)
    for before, (first, _, place) in pairwise(stretches):
        offset = before[1] + offset + 1 / rate - first
        found.append(_Splice(int(place), offset))
    return found
