"""What `rtxfer live` says of a run while it goes on."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from rtxfer.cli import app
from rtxfer.cli.live import _summary, _table
from rtxfer.errors import DeviceError, RtxferError
from rtxfer.live import Statistics
from rtxfer.quality import LADDER


@pytest.mark.parametrize("level", LADDER, ids=lambda level: level.name)
def test_the_table_and_the_summary_say_the_quality(level: object) -> None:
    name, lowered = level.name, level is not LADDER[0]  # type: ignore[attr-defined]
    statistics = Statistics(quality=name, lowered=lowered)
    console = Console(file=StringIO(), width=100)
    console.print(_table(statistics))
    (line,) = [line for line in console.file.getvalue().splitlines() if "quality" in line]  # type: ignore[attr-defined]
    assert name in line
    values = json.loads(json.dumps(_summary(statistics, [])))
    assert (values["quality"], values["lowered"]) == (name, lowered)


def test_a_quality_there_is_not() -> None:
    refused = CliRunner().invoke(app, ["live", "--quality", "superb"])
    assert refused.exit_code == 2
    assert "superb" in refused.output


QUICK = ["--source", "synthetic", "--generator", "warp", "--backend", "onnxruntime"]


@pytest.fixture
def no_camera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither PipeWire nor v4l2loopback can be reached."""
    monkeypatch.setattr("rtxfer.sources.v4l2.nodes", list)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PIPEWIRE_RUNTIME_DIR", raising=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a virtual camera may be installed")
def test_without_a_virtual_camera_it_fails_at_once_and_says_the_line(no_camera: None) -> None:
    done = CliRunner().invoke(app, ["live", *QUICK, "--seconds", "1"])
    assert isinstance(done.exception, DeviceError)
    assert "No virtual camera is ready" in done.exception.problem
    assert "systemctl --user start pipewire" in done.exception.hint or (
        "apt-get install pipewire" in done.exception.hint
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a virtual camera may be installed")
def test_a_sink_that_takes_nothing_is_no_success(no_camera: None) -> None:
    done = CliRunner().invoke(app, ["live", *QUICK, "--seconds", "2", "--sink", "pipewire"])
    assert isinstance(done.exception, RtxferError)
    assert "no sink took a frame" in done.exception.problem
    assert "pipewire: " in done.exception.hint
    assert "nothing is sent" in done.stdout


def test_what_is_taken_is_told_as_sent() -> None:
    done = CliRunner().invoke(app, ["live", *QUICK, "--seconds", "4", "--sink", "null", "--json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["arrives"] is True
    assert told["sinks"]["null"]["written"] > 0
