"""Animated GIF, WebP, PNG and AVIF as a source.

Read with Pillow rather than FFmpeg, which cannot decode animated WebP; so one set of rules
for transparency, and the same code as for stills.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from PIL import Image as Pillow

from engines.closing import Closing
from rtxfer.errors import InputError
from rtxfer.frame import Frame
from rtxfer.sources.cut import Cut
from rtxfer.sources.lookup import require_file
from rtxfer.sources.picture import DAMAGE, MOST_PIXELS, damaged, open_picture, to_rgb
from rtxfer.sources.source import SourceInfo

_MILLISECOND = Fraction(1, 1000)
_SHORTEST_MS = 20  # browsers show frames marked shorter than this for a tenth of a second
_BROWSER_MS = 100


class AnimationSource(Closing):
    """The frames of an animated picture, timed as browsers time them.

    Args:
        path: the animated picture.
        start: seconds at which to begin; None for the beginning.
        end: seconds before which to stop; None for the end.

    Raises:
        InputError: missing, damaged, or nothing between `start` and `end`.
    """

    def __init__(self, path: Path, start: float | None = None, end: float | None = None) -> None:
        self.skipped = 0
        self.notes: tuple[str, ...] = ()
        self._path = require_file(path, "picture")
        self._cut = Cut(start, end)
        self._starts: list[int] = [0]
        with open_picture(path) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:  # of a still only one is held, here one after another
                raise InputError(
                    f"{path} moves {width}x{height}; no more than {MOST_PIXELS // 1_000_000} "
                    "million pixels are read.",
                    "Scale it down and try again.",
                )
            try:
                self._measure(picture)
            except DAMAGE as error:
                if len(self._starts) == 1:
                    raise damaged(path, error) from error
                # Cut short: the frames before the damage are good.
                self.skipped = 1
                here, all_of_it = len(self._starts) - 1, getattr(picture, "n_frames", 0)
                self.notes = (
                    f"{path.name} is damaged or was cut short: {here} frames of {all_of_it} were "
                    "used; copy or download it again for the rest.",
                )
        total_ms = self._starts.pop()
        rate = Fraction(len(self._starts) * 1000, total_ms)
        duration = self._cut.applied_to(total_ms / 1000, path)
        self.info = SourceInfo(
            name=path.name,
            width=width,
            height=height,
            rate=rate,
            time_base=_MILLISECOND,
            duration=duration,
            frames=len([pts for pts in self._starts if self._includes(pts)]),
            has_audio=False,
            path=path,
        )

    @property
    def identity(self) -> str:
        """The file's content and the cut."""
        return f"{hashlib.sha256(self._path.read_bytes()).hexdigest()}:{self._cut}"

    def frames(self, since: int | None = None) -> Iterator[Frame]:
        """Every frame of the cut, or those whose `pts` (milliseconds) is at least `since`."""
        index = 0
        with open_picture(self._path) as picture:
            for number, pts in enumerate(self._starts):
                if not self._includes(pts) or (since is not None and pts < since):
                    continue
                try:
                    picture.seek(number)
                    image = to_rgb(picture)
                except DAMAGE as error:
                    raise damaged(self._path, error) from error
                yield Frame(image, index, pts, _MILLISECOND)
                index += 1

    def __iter__(self) -> Iterator[Frame]:
        return self.frames()

    def close(self) -> None:
        """Nothing to let go: each `frames()` opens the file and closes it itself."""

    def _measure(self, picture: Pillow.Image) -> None:
        """Collect when each frame starts, and where the last one ends."""
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            picture.load()
            shown = round(picture.info.get("duration") or 0)
            self._starts.append(
                self._starts[-1] + (shown if shown >= _SHORTEST_MS else _BROWSER_MS)
            )

    def _includes(self, pts: int) -> bool:
        seconds = pts * _MILLISECOND
        after_start = self._cut.start is None or seconds >= self._cut.start
        return after_start and (self._cut.end is None or seconds < self._cut.end)
