"""From preferences to a live run: source, portrait, generator, sinks.

Everything in here may take long and is called in a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from engines.backends.registry import REFERENCE
from engines.building.background import stand_in
from engines.bundle import DEFAULT, open_bundle
from engines.selection.graphs import is_measured
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.opening import open_portrait, open_source
from rtxfer.app.model.preferences import Preferences
from rtxfer.calibration import personal
from rtxfer.devices.opening import open_virtual_camera
from rtxfer.errors import RtxferError
from rtxfer.face.motion_file import SUFFIX
from rtxfer.live import Event, LiveOptions, LiveRunner
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile, Profiles
from rtxfer.resting import resting_face
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sinks import open_live_sink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sinks.parts import free_name
from rtxfer.target import Target

USER: Final = ""
"""Whose profiles are used: the app knows one person."""


@dataclass(frozen=True, slots=True)
class LiveRun:
    """One that has begun.

    Attributes:
        runner: the run.
        target: the portrait it began with.
        profile: of the driver before this camera, if they were calibrated.
        virtual_camera: name of that sink; "" without one.
        trouble: why there is no virtual camera although one is wanted, and what to do.
        measured: whether it runs on what is fastest here; else on the reference, until that is
            known.
    """

    runner: LiveRunner
    target: Target
    profile: Profile | None
    virtual_camera: str
    trouble: Notice | None
    measured: bool = True


def start_run(
    preferences: Preferences,
    portrait: Target | Path,
    on_event: Callable[[Event], None],
    *,
    panic: bool = False,
) -> LiveRun:
    """Build a run and start it.

    Args:
        preferences: what to run.
        portrait: the one shown first.
        on_event: told of events, in any thread.
        panic: show the standby picture from the very first frame.

    Raises:
        RtxferError, EngineError: source, portrait or generator cannot be used.
    """
    target = portrait
    if not isinstance(target, Target):
        target = open_portrait(target, preferences.faces)
    profile = load_profile(preferences.source)
    output = preferences.output.settings()
    sink, trouble = _virtual_camera(preferences.output.virtual_camera, alpha=output.clear)
    backend = stand_in(preferences.generator, preferences.backend)
    measured = is_measured(open_bundle(preferences.generator or DEFAULT), backend)
    options = LiveOptions(
        generator=preferences.generator,
        backend=backend if measured else REFERENCE,
        settings=TransferSettings(motion=with_profile(preferences.motion, profile), output=output),
        rate=preferences.output.rate,
        mirrored=preferences.mirrored,
        shots=True,
        quality=preferences.quality,
    )
    runner = LiveRunner(
        open_source(preferences.source, preferences.camera),
        target,
        [open_live_sink("null") if sink is None else sink],  # latency is measured at a sink
        options,
        neutral=_resting(preferences.source) if profile is None else profile.resting(),
        on_event=on_event,
    )
    runner.panic = panic
    runner.start()
    name = "" if sink is None else sink.name
    return LiveRun(runner, target, profile, name, trouble, measured=measured)


def save_motion(runner: LiveRunner, folder: Path, generator: str) -> Path:
    """Write what a run has kept of its driver under a name of its own.

    Raises:
        RtxferError: nothing was seen, or the folder cannot be written to.
    """
    path = free_name(folder / f"rtxfer-{datetime.now():%Y-%m-%d-%H%M%S}{SUFFIX}")
    runner.motion.save(path, generator)
    return path


def _resting(source: str) -> Neutral | None:
    """The resting face that a motion file holds; of anything else the first second is watched."""
    path = Path(source)
    return resting_face(path) if path.suffix.lower() == SUFFIX and path.exists() else None


def load_profile(source: str) -> Profile | None:
    """What was learnt about the driver before this source."""
    return Profiles().load(USER, source)


def with_profile(motion: MotionSettings, profile: Profile | None) -> MotionSettings:
    """The panel's settings with the driver's own gains folded in."""
    return motion if profile is None else personal(motion, profile.gains)


def _virtual_camera(choice: str, *, alpha: bool) -> tuple[LiveSink | None, Notice | None]:
    if not choice:
        return None, None
    try:
        return open_virtual_camera(choice, alpha=alpha), None
    except RtxferError as error:
        # The preview and recordings are worth having without it.
        problem = f"{error.problem} The portrait is shown here only."
        return None, Notice("warning", problem, error.hint)
