"""What a viewer of the virtual camera gets at the moment."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rtxfer.live import Statistics

OnAir: TypeAlias = Literal[
    "preview", "opening", "cut_off", "standby", "frozen", "no_driver", "portrait"
]
"""Nothing, for there is no virtual camera; nothing yet; nothing any more, or not at the moment;
the standby picture; a still; the portrait at rest, for the source gives no pictures; the portrait
as it is driven."""

FIRST_SECONDS = 5.0
"""How long a source may take until its silence is worth a word."""


def on_air(statistics: Statistics, virtual_camera: str, *, panicking: bool, frozen: bool) -> OnAir:
    """Judge by what the sink took, not by what was offered to it.

    Args:
        statistics: of the run.
        virtual_camera: name of its sink; "" without one.
        panicking: whether the sinks are given the standby picture.
        frozen: whether they are given a still.
    """
    sink = statistics.sinks.get(virtual_camera) if virtual_camera else None
    if sink is None:
        return "preview"
    if sink.state == "opening":
        return "opening"
    if sink.state != "running":
        return "cut_off"
    if panicking:
        return "standby"
    if frozen:
        return "frozen"
    if statistics.camera_fps == 0:
        return "opening" if statistics.seconds < FIRST_SECONDS else "no_driver"
    return "portrait"


def is_sent(found: OnAir) -> bool:
    """Whether viewers get anything."""
    return found not in ("preview", "opening", "cut_off")
