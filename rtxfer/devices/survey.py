"""All of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rtxfer.devices.cameras import cameras
from rtxfer.devices.device import Device
from rtxfer.devices.engines import backends, bundles
from rtxfer.devices.gpus import gpus
from rtxfer.devices.microphones import microphones
from rtxfer.devices.virtual_cameras import virtual_cameras

TITLES: Final = {
    "cameras": "Cameras",
    "virtual_cameras": "Virtual cameras",
    "microphones": "Microphones",
    "gpus": "GPUs",
    "engines": "Engines",
    "bundles": "Bundles",
}
"""Parts of `Devices` in the order to show them, with what to call them."""


@dataclass(frozen=True, slots=True)
class Devices:
    """What this machine has.

    Attributes:
        cameras: to watch the driver with.
        virtual_cameras: to show the portrait as a camera.
        microphones: for the sound of a recording.
        gpus: for engines to run on.
        engines: the backends that a bundle can be run with.
        bundles: the generators.
    """

    cameras: Sequence[Device]
    virtual_cameras: Sequence[Device]
    microphones: Sequence[Device]
    gpus: Sequence[Device]
    engines: Sequence[Device]
    bundles: Sequence[Device]

    def sections(self) -> dict[str, Sequence[Device]]:
        """Title → what to list under it."""
        return {title: getattr(self, part) for part, title in TITLES.items()}

    def to_json(self) -> dict[str, Any]:
        """Part → list of what it holds."""
        return {part: [device.to_json() for device in getattr(self, part)] for part in TITLES}


def survey() -> Devices:
    """Look at everything; takes a second or two, and switches nothing on."""
    return Devices(cameras(), virtual_cameras(), microphones(), gpus(), backends(), bundles())
