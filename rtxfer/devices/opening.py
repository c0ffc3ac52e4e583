"""From the virtual cameras that were found to the sink that feeds one of them."""

from __future__ import annotations

from typing import Final

from rtxfer.devices.virtual_cameras import virtual_cameras
from rtxfer.errors import DeviceError
from rtxfer.sinks import open_live_sink
from rtxfer.sinks.live.sink import LiveSink

AUTO: Final = "auto"


def open_virtual_camera(choice: str = AUTO, *, alpha: bool = False) -> LiveSink:
    """The sink of a virtual camera; `AUTO` takes the first that is ready here.

    Args:
        choice: which one.
        alpha: as for `open_live_sink`.

    Raises:
        DeviceError: none is; the hint holds the line that brings one.
    """
    if choice != AUTO:
        return open_live_sink(choice, alpha=alpha)
    devices = virtual_cameras()
    ready = [device for device in devices if device.ready]
    if not ready:
        # The last way asks least of the user: on Linux it needs no kernel module.
        hint = f"{devices[-1].problem} {devices[-1].hint}" if devices else ""
        raise DeviceError("No virtual camera is ready.", hint)
    return open_live_sink(sink_text(ready[0].id), alpha=alpha)


def sink_text(device: str) -> str:
    """A virtual camera's id as `open_live_sink` takes it."""
    return device if device in ("pipewire", "virtual") else f"virtual:{device}"
