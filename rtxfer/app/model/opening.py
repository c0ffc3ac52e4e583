"""What a choice in the window stands for: sources, virtual cameras, the shipped portraits.

Opening may take long and is done in a worker thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rtxfer.app.model.preferences import SYNTHETIC, CameraPreferences
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.devices.virtual_cameras import virtual_cameras
from rtxfer.errors import DeviceError
from rtxfer.sinks import open_live_sink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sources import open_live_source
from rtxfer.sources.live_source import LiveSource

AUTO: Final = "auto"


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


def open_virtual_camera(choice: str) -> LiveSink:
    """The sink of a preference; `AUTO` takes the first that is ready here.

    Raises:
        DeviceError: none is.
    """
    if choice != AUTO:
        return open_live_sink(choice)
    devices = virtual_cameras()
    ready = [device for device in devices if device.ready]
    if not ready:
        # The last way asks least of the user: on Linux it needs no kernel module.
        hint = f"{devices[-1].problem} {devices[-1].hint}" if devices else ""
        raise DeviceError("No virtual camera is ready; the portrait is shown here only.", hint)
    return open_live_sink(sink_text(ready[0].id))


def sink_text(device: str) -> str:
    """A virtual camera's id as `open_live_sink` takes it."""
    return device if device in ("pipewire", "virtual") else f"virtual:{device}"


def shipped_portraits() -> tuple[Path, ...]:
    """Those that everybody has."""
    return tuple(shipped(name) for name in PORTRAITS.values())
