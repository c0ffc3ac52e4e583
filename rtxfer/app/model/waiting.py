"""What a run takes up only when it begins, or when its camera is opened anew."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from rtxfer.app.model.preferences import Preferences

Waiting: TypeAlias = Literal["", "camera", "restart"]
"""Nothing waits; what is asked of the camera does; or what takes a new run."""

_SHAPE: Final = {"width", "height", "fit", "rate", "virtual_camera"}


def waiting(taken: Preferences, wanted: Preferences) -> Waiting:
    """What of the preferences a run has not taken up.

    Args:
        taken: those that it began with.
        wanted: those of now.
    """
    before, now = (one.output.model_dump(include=_SHAPE) for one in (taken, wanted))
    # A camera is transparent from its beginning or never; other backgrounds change on air.
    clear = [one.output.settings().clear for one in (taken, wanted)]
    if before != now or clear[0] != clear[1] or taken.mirrored != wanted.mirrored:
        return "restart"
    return "camera" if taken.camera != wanted.camera else ""
