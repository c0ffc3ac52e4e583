"""The microphones that are plugged in."""

from __future__ import annotations

from rtxfer.devices.device import Device


def microphones() -> list[Device]:
    """Every microphone; where they cannot be listed, one entry that says why."""
    try:
        import sounddevice
    except ImportError:
        return [_unlisted("The package sounddevice is missing.", "Run: pip install sounddevice")]
    except OSError:
        return [
            _unlisted(
                "The library PortAudio is missing.",
                "On Debian or Ubuntu run: sudo apt-get install libportaudio2",
            )
        ]
    systems = [system["name"] for system in sounddevice.query_hostapis()]
    preferred = sounddevice.default.device[0]
    found = []
    for entry in sounddevice.query_devices():
        if not entry["max_input_channels"]:
            continue
        number, system = entry["index"], systems[entry["hostapi"]]
        facts = {
            "system": system,
            "channels": entry["max_input_channels"],
            "sample_rate": round(entry["default_samplerate"]),
            "default": number == preferred,
        }
        detail = f"{system}, {facts['sample_rate']} Hz" + ", the default" * facts["default"]
        found.append(Device(str(number), entry["name"], detail, facts=facts))
    return found


def _unlisted(problem: str, hint: str) -> Device:
    return Device("", "microphones", "", problem, hint)
