"""From preferences to a live run: source, portrait, generator, sinks.

Everything in here may take long and is called in a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engines.building.background import stand_in
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.opening import open_source, open_virtual_camera
from rtxfer.app.model.preferences import Preferences
from rtxfer.calibration import personal
from rtxfer.errors import RtxferError
from rtxfer.live import Event, LiveOptions, LiveRunner
from rtxfer.profiles import Profile, Profiles
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sinks import open_live_sink
from rtxfer.sinks.live.sink import LiveSink
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
    """

    runner: LiveRunner
    target: Target
    profile: Profile | None
    virtual_camera: str
    trouble: Notice | None


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
    target = portrait if isinstance(portrait, Target) else Target.open(portrait)
    profile = load_profile(preferences.source)
    sink, trouble = _virtual_camera(preferences.output.virtual_camera)
    options = LiveOptions(
        generator=preferences.generator,
        backend=stand_in(preferences.generator, preferences.backend),
        settings=TransferSettings(
            motion=with_profile(preferences.motion, profile), output=preferences.output.settings()
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
    return LiveRun(runner, target, profile, "" if sink is None else sink.name, trouble)


def load_profile(source: str) -> Profile | None:
    """What was learnt about the driver before this source."""
    return Profiles().load(USER, source)


def with_profile(motion: MotionSettings, profile: Profile | None) -> MotionSettings:
    """The panel's settings with the driver's own gains folded in."""
    return motion if profile is None else personal(motion, profile.gains)


def _virtual_camera(choice: str) -> tuple[LiveSink | None, Notice | None]:
    if not choice:
        return None, None
    try:
        return open_virtual_camera(choice), None
    except RtxferError as error:
        # The preview and recordings are worth having without it.
        return None, Notice("warning", error.problem, error.hint)
