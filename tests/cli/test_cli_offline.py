"""What `rtxfer video` makes of its options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rtxfer import job
from rtxfer.cli import app
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import InputError
from rtxfer.job import Job


@pytest.mark.parametrize(
    ("options", "whole"), [([], True), (["--whole-head"], True), (["--face-only"], False)]
)
def test_the_head_turns_as_a_whole_unless_it_shall_not(
    options: list[str], whole: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Job] = []

    def run(work: Job, *_: object, **__: object) -> None:
        asked.append(work)
        raise InputError("Enough was seen.", "It is a test.")

    monkeypatch.setattr(job, "run", run)
    command = ["video", "me.mp4", "--target", "portrait.jpg", "--out", str(tmp_path / "moved.mp4")]
    CliRunner().invoke(app, [*command, *options])
    assert [work.settings.motion.whole_head for work in asked] == [whole]


def test_the_face_is_handed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Job] = []

    def run(work: Job, *_: object, **__: object) -> None:
        asked.append(work)
        raise InputError("Enough was seen.", "It is a test.")

    monkeypatch.setattr(job, "run", run)
    command = ["video", "me.mp4", "--target", "two.jpg", "--out", str(tmp_path / "moved.mp4")]
    CliRunner().invoke(app, [*command, "--face", "2"])
    CliRunner().invoke(app, command)
    assert [work.face for work in asked] == [2, None]


@pytest.mark.parametrize("command", ["video", "live"])
def test_a_face_that_is_not_there_ends_it_before_the_work(command: str, tmp_path: Path) -> None:
    portrait = str(shipped(PORTRAITS["hopper"]))
    options = {
        "video": [str(shipped(DRIVER)), "--out", str(tmp_path / "moved.mp4")],
        "live": ["--source", "synthetic", "--sink", "null", "--backend", "onnxruntime"],
    }[command]
    done = CliRunner().invoke(app, [command, *options, "--target", portrait, "--face", "2"])
    assert isinstance(done.exception, InputError)
    assert "has no face number 2: one face" in done.exception.problem
    assert list(tmp_path.iterdir()) == []


def test_names_of_a_pose_are_listed_for_people_and_programs() -> None:
    listed = CliRunner().invoke(app, ["pose", "--list"])
    assert listed.exit_code == 0
    assert "smile_left" in listed.stdout
    assert "mouthSmileLeft" in listed.stdout
    rows = json.loads(CliRunner().invoke(app, ["pose", "--list", "--json"]).stdout)
    assert {"name": "jaw_open", "units": ["26"], "blendshapes": ["jawOpen"]} in rows


def test_a_pose_is_written_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "smiling.png"
    command = ["pose", str(shipped(PORTRAITS["hopper"])), "--set", "AU12=.6", "--turn", "10"]
    engine = ["--generator", "warp", "--backend", "onnxruntime"]
    done = CliRunner().invoke(app, [*command, *engine, "--out", str(out), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["set"] == {"smile": 0.6}
    assert out.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--set", "smille=.6"], "smille"),
        (["--set", "smile=6"], "beyond what a face can do"),
        ([], "--out"),
    ],
)
def test_a_pose_that_is_none_is_refused(options: list[str], words: str, tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "a.png")] if options else []
    done = CliRunner().invoke(app, ["pose", str(shipped(PORTRAITS["hopper"])), *options, *out])
    assert isinstance(done.exception, InputError)
    assert words in done.exception.problem
    assert list(tmp_path.iterdir()) == []
