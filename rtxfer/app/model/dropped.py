"""What dropped or pasted files are meant for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

VIDEO_SUFFIXES: Final = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts"}
    | {".wmv", ".flv", ".ogv", ".3gp", ".motion"}
)
"""File names that are taken for a driver's video, or for what was tracked in one; whatever else is
dropped is to be a portrait."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files, sorted.

    Attributes:
        portraits: pictures, folders of them, and what nobody can tell by its name.
        sources: videos to be watched.
    """

    portraits: tuple[Path, ...]
    sources: tuple[Path, ...]


def sort_dropped(paths: Sequence[Path]) -> Dropped:
    """By their names alone; whether they can be used is seen when they are opened."""
    videos = [path for path in paths if path.suffix.lower() in VIDEO_SUFFIXES]
    return Dropped(tuple(path for path in paths if path not in videos), tuple(videos))
