"""What this machine has to work with: cameras, microphones, GPUs, engines, bundles."""

from rtxfer.devices.device import Device
from rtxfer.devices.glimpse import glimpse
from rtxfer.devices.survey import Devices, survey

__all__ = ["Device", "Devices", "glimpse", "survey"]
