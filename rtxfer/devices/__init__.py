"""What this machine has to work with: cameras, microphones, GPUs, engines, bundles."""

from rtxfer.devices.device import Device
from rtxfer.devices.probe import probe_camera
from rtxfer.devices.survey import Devices, survey

__all__ = ["Device", "Devices", "probe_camera", "survey"]
