"""What a choice in the window stands for: sources, the shipped portraits.

Opening may take long and is done in a worker thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rtxfer.app.model.preferences import SYNTHETIC, CameraPreferences
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import InputError, NoFaceError
from rtxfer.sources import open_live_source
from rtxfer.sources.live_source import LiveSource
from rtxfer.target import Target


def open_source(spec: str, camera: CameraPreferences | None = None) -> LiveSource:
    """The source of a preference; the shipped clip has a name of its own.

    Args:
        spec: as in the preferences.
        camera: what to ask of it, if it is one.

    Raises:
        InputError: a file or an address that cannot be used.
    """
    camera = camera or CameraPreferences()
    return open_live_source(
        str(shipped(DRIVER)) if spec == SYNTHETIC else spec,
        size=camera.size,
        rate=camera.rate,
        format=camera.format,
    )


def open_portrait(path: Path, faces: Mapping[str, int]) -> Target:
    """A portrait with the face that was chosen.

    Args:
        path: of the picture.
        faces: which face was chosen, by path. Where the file has changed and that face is gone,
            the largest is taken, as if none had been chosen.

    Raises:
        InputError: missing or no picture.
        NoFaceError: there is no usable face in it.
    """
    face = faces.get(str(path))
    if face is None:
        return Target.open(path)
    try:
        return Target.open(path, face=face)
    except NoFaceError:
        raise
    except InputError:
        return Target.open(path)  # which raises it again where it was about something else


def shipped_portraits() -> tuple[Path, ...]:
    """Those that everybody has."""
    return tuple(shipped(name) for name in PORTRAITS.values())
