"""The GPUs that engines may run on."""

from __future__ import annotations

import shutil
import subprocess

from rtxfer.devices.device import Device

_SECONDS = 10
_FIELDS = "index,name,memory.total,driver_version"


def gpus() -> list[Device]:
    """NVIDIA's, as `nvidia-smi` tells; no GPU of another maker is looked for."""
    tool = shutil.which("nvidia-smi")
    if not tool:
        return []
    command = [tool, f"--query-gpu={_FIELDS}", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return [_failed("nvidia-smi does not answer.")]
    if done.returncode:
        return [_failed(done.stdout.strip() or done.stderr.strip() or "nvidia-smi failed.")]
    return [_described(line) for line in done.stdout.splitlines() if line.strip()]


def _described(line: str) -> Device:
    index, name, memory, driver = (part.strip() for part in line.split(","))
    # Where memory is shared with the processor there is no figure for it.
    memory_mb = int(memory) if memory.isdecimal() else 0
    detail = f"{memory_mb / 1024:.0f} GB, " * bool(memory_mb) + f"driver {driver}"
    return Device(index, name, detail, facts={"memory_mb": memory_mb, "driver": driver})


def _failed(problem: str) -> Device:
    return Device("", "NVIDIA", "", problem, "Install NVIDIA's driver again, and restart.")
