"""The program itself: version, help, settings out of a file, and a page that is generated."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rtxfer import __version__
from rtxfer.cli import app
from rtxfer.cli.config import defaults_of
from rtxfer.errors import InputError


def test_the_version_needs_no_command() -> None:
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"rtxfer {__version__}\n")


@pytest.mark.parametrize("command", [[], ["live"], ["video"]])
def test_help_has_a_short_name(command: list[str]) -> None:
    short = CliRunner().invoke(app, [*command, "-h"])
    assert short.exit_code == 0
    assert short.output == CliRunner().invoke(app, [*command, "--help"]).output


def test_completion_can_be_installed() -> None:
    assert "--install-completion" in CliRunner().invoke(app, ["--help"]).output


def test_live_takes_every_gain_that_video_takes() -> None:
    commands = {each.callback.__name__: each for each in app.registered_commands if each.callback}
    options: dict[str, set[str]] = {
        name: set(commands[name].callback.__annotations__)  # type: ignore[union-attr]
        for name in ("live", "video")
    }
    gains = {"strength", "brows", "eyes", "gaze", "mouth", "jaw", "head", "head_limit"}
    assert gains | {"smoothing", "contact", "neutral"} <= options["live"] & options["video"]


def written(folder: Path, kept: dict[str, Any]) -> Path:
    path = folder / "preferences.json"
    path.write_text(json.dumps(kept))
    return path


def test_the_windows_settings_are_defaults(tmp_path: Path) -> None:
    kept = {
        "source": "camera:front",
        "motion": {"brows": 1.4},
        "output": {"width": 640, "height": 480, "rate": 25, "virtual_camera": "pipewire"},
    }
    found = defaults_of(written(tmp_path, kept))
    assert found["live"]["brows"] == found["video"]["brows"] == 1.4
    assert found["live"]["source"] == "camera:front"
    assert found["live"]["size"] == "640x480"
    assert found["live"]["sink"] == ["pipewire"]
    assert "source" not in found["video"]


def test_they_reach_the_command_and_what_is_given_wins(tmp_path: Path) -> None:
    kept = {"source": "gone.mp4", "generator": "warp", "backend": "onnxruntime"}
    start = ["--config", str(written(tmp_path, kept)), "live", "--sink", "null"]
    refused = CliRunner().invoke(app, start)
    assert "gone.mp4" in str(refused.exception)
    refused = CliRunner().invoke(app, [*start, "--source", "other.mp4"])
    assert "other.mp4" in str(refused.exception)


@pytest.mark.parametrize("text", [None, "{", '{"motion": {"brows": 9}}'])
def test_a_file_that_cannot_be_used_is_an_error(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "mine.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match=r"mine\.json") as told:
        defaults_of(path)
    assert "preferences.json" in told.value.hint


def test_the_page_of_commands_is_what_the_program_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "typer", "rtxfer.cli", "utils", "docs", "--name", "rtxfer"],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"COLUMNS": "100", "TERM": "dumb"},
    )
    assert done.returncode == 0, done.stderr
    page = Path("docs/commands.md").read_text(encoding="utf-8")
    assert page.strip() == done.stdout.strip(), (
        "Renew it: COLUMNS=100 TERM=dumb python -m typer rtxfer.cli utils docs --name rtxfer "
        "--output docs/commands.md"
    )
