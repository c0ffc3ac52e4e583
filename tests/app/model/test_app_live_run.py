"""What happens before a run begins; no Qt, and no run."""

from __future__ import annotations

from typing import Any

import pytest

from engines.backends.registry import REFERENCE
from engines.errors import EngineError
from rtxfer.app.model import live_run
from rtxfer.app.model.preferences import OutputPreferences, Preferences
from rtxfer.live import LiveOptions
from rtxfer.target import Target


class Begun(Exception):  # noqa: N818 - no failure
    """The runner would have been made now."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Events, and the options with which the run would begin."""
    told: list[Any] = []

    def runner(source: Any, target: Any, sinks: Any, options: LiveOptions, **_: Any) -> None:
        told.append(options)
        raise Begun

    monkeypatch.setattr(live_run, "LiveRunner", runner)
    return told


def start(target: Target, told: list[Any], generator: str) -> None:
    output = OutputPreferences(virtual_camera="")
    live_run.start_run(
        Preferences(source="synthetic", generator=generator, output=output), target, told.append
    )


@pytest.mark.parametrize(("measured", "backend"), [(True, "auto"), (False, REFERENCE)])
def test_a_computer_that_was_not_measured_runs_on_the_reference_at_once(
    monkeypatch: pytest.MonkeyPatch, grace: Target, told: list[Any], measured: bool, backend: str
) -> None:
    monkeypatch.setattr(live_run, "is_measured", lambda *_: measured)
    with pytest.raises(Begun):
        start(grace, told, "warp")
    (options,) = told
    assert options.backend == backend


def test_a_generator_that_is_not_there_is_told_before_a_camera_is_opened(
    grace: Target, told: list[Any]
) -> None:
    with pytest.raises(EngineError, match="nowhere"):
        start(grace, told, "nowhere")
    assert told == []
