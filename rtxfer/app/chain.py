"""From preferences to a running chain: source, portrait, generator, sinks.

Everything in here may take long and is called in a worker thread; none of it knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from engines.building.background import stand_in
from rtxfer.app.notice import Notice
from rtxfer.app.preferences import SYNTHETIC, CameraPreferences, Preferences
from rtxfer.calibration import personal
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.devices.virtual_cameras import virtual_cameras
from rtxfer.errors import DeviceError, RtxferError
from rtxfer.live import Event, LiveOptions, LiveRunner
from rtxfer.profiles import Profile, Profiles
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sinks import open_live_sink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sources import open_live_source
from rtxfer.sources.live_source import LiveSource
from rtxfer.target import Target

AUTO: Final = "auto"
USER: Final = ""
"""Whose profiles are used: the app knows one person."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A run that has begun.

    Attributes:
        runner: the run.
        target: the portrait it began with.
        profile: of the driver before this camera, if they were calibrated.
        virtual_camera: name of that sink; "" without one.
        trouble: why there is no virtual camera although one is wanted, and what to do.
    """

    runner: LiveRunner
    target: Target
    profile: Profile | None
    virtual_camera: str
    trouble: Notice | None


def begin(
    preferences: Preferences,
    portrait: Target | Path,
    on_event: Callable[[Event], None],
    *,
    panic: bool = False,
) -> Chain:
    """Build a run and start it.

    Args:
        preferences: what to run.
        portrait: the one shown first.
        on_event: told of events, in any thread.
        panic: show the standby picture from the very first frame.

    Raises:
        RtxferError, EngineError: source, portrait or generator cannot be used.
    """
    target = portrait if isinstance(portrait, Target) else Target.open(portrait)
    profile = Profiles().load(USER, preferences.source)
    sink, trouble = _virtual_camera(preferences.output.virtual_camera)
    options = LiveOptions(
        generator=preferences.generator,
        backend=stand_in(preferences.generator, preferences.backend),
        settings=TransferSettings(
            motion=fitted(preferences.motion, profile), output=preferences.output.settings()
        ),
        rate=preferences.output.rate,
        mirrored=preferences.mirrored,
    )
    runner = LiveRunner(
        open_source(preferences.source, preferences.camera),
        target,
        [open_live_sink("null") if sink is None else sink],  # latency is measured at a sink
        options,
        neutral=None if profile is None else profile.resting(),
        on_event=on_event,
    )
    runner.panic = panic
    runner.start()
    return Chain(runner, target, profile, "" if sink is None else sink.name, trouble)


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


def load_profile(source: str) -> Profile | None:
    """What was learnt about the driver before this source."""
    return Profiles().load(USER, source)


def fitted(motion: MotionSettings, profile: Profile | None) -> MotionSettings:
    """The panel's settings with the driver's own gains folded in."""
    return motion if profile is None else personal(motion, profile.gains)


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


def _virtual_camera(choice: str) -> tuple[LiveSink | None, Notice | None]:
    if not choice:
        return None, None
    try:
        return open_virtual_camera(choice), None
    except RtxferError as error:
        # The preview and recordings are worth having without it.
        return None, Notice("warning", error.problem, error.hint)


def shipped_portraits() -> tuple[Path, ...]:
    """Those that everybody has."""
    return tuple(shipped(name) for name in PORTRAITS.values())


def recording_path(folder: Path, moment: datetime) -> Path:
    """Where a recording that begins now will lie."""
    return folder / f"rtxfer {moment:%Y-%m-%d %H.%M.%S}.mp4"
