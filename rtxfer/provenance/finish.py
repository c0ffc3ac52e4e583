"""The last thing that is done to a frame: it gets the mark, and the badge where that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rtxfer.frame import Image
from rtxfer.provenance.badge import add_badge, badge_wanted
from rtxfer.provenance.mark.embed import add_mark

Finish: TypeAlias = Callable[[Image], None]
"""Finishes a frame in place, RGB uint8 [H, W, 3]."""


def marking(generator: str) -> Finish:
    """What finishes the frames that a bundle of that name drew."""
    badge_wanted()  # a policy that cannot be understood stops a run before its first frame

    def finish(image: Image) -> None:
        if badge_wanted():  # the window may switch it amidst a run
            add_badge(image)
        add_mark(image, generator)

    return finish


def unmarked(generator: str) -> Finish:
    """Leaves frames as they are. No setting leads here; see docs/provenance.md."""
    return lambda image: None
