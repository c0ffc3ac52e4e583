"""`rtxfer batch` as a person gives it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from rtxfer.batch import Piece
from rtxfer.batch.crew import CrewNews
from rtxfer.cli import app
from rtxfer.cli import batch as module
from rtxfer.errors import InputError
from rtxfer.job_process import Failure
from tests.batch.crews import ScriptedCrew, made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.mp4", "b.mp4", "eve.jpg"):
        (tmp_path / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Given = Callable[..., tuple[Result, list[Piece]]]


@pytest.fixture
def given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    def give(*arguments: str, failing: str = "") -> tuple[Result, list[Piece]]:
        begun: list[Piece] = []

        def answer(one: Piece, time: int) -> CrewNews:
            begun.append(one)
            return Failure("No face.", "Take another.") if one.name == failing else made(one)

        monkeypatch.setattr(module, "_crew", lambda *_: ScriptedCrew(2, answer))
        return CliRunner().invoke(app, ["batch", *arguments, "--out", "out"]), begun

    return give


def test_patterns_of_drivers_and_a_portrait(folder: Path, given: Given) -> None:
    result, begun = given("*.mp4", "-t", "eve.jpg", "--generator", "warp", "--jaw", "0.5", "--json")
    assert result.exit_code == 0, result.output
    assert [one.job.out for one in begun] == [
        folder / "out" / "a-eve.mp4",
        folder / "out" / "b-eve.mp4",
    ]
    assert {one.job.settings.motion.jaw for one in begun} == {0.5}
    report = json.loads(result.stdout)
    assert (report["done"], report["workers"]) == (2, 2)
    again, begun = given("*.mp4", "-t", "eve.jpg", "--generator", "warp", "--jaw", "0.5", "--json")
    assert begun == []
    assert json.loads(again.stdout)["kept"] == 2


def test_a_table_is_relative_to_its_own_folder(
    folder: Path, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "jobs.csv").write_text("driver,target,generator\na.mp4,eve.jpg,warp\n")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    result, begun = given("../jobs.csv")
    assert result.exit_code == 0, result.output
    assert [one.job.driver.resolve() for one in begun] == [folder / "a.mp4"]
    assert begun[0].job.out == folder / "elsewhere" / "out" / "a-eve-warp.mp4"


def test_what_failed_is_named_and_the_exit_code_says_so(given: Given) -> None:
    result, _ = given("*.mp4", "-t", "eve.jpg", "--generator", "warp", failing="b-eve.mp4")
    assert result.exit_code == 1
    assert "No face. Take another." in " ".join(result.output.split())
    assert "1 made, 1 failed" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.mp4"], "no portrait"),
        (["jobs.csv", "a.mp4"], "is a table"),
        (["jobs.csv", "-t", "eve.jpg"], "is a table"),
        (["none.csv"], "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_told(given: Given, arguments: list[str], told: str) -> None:
    result, begun = given(*arguments)
    assert isinstance(result.exception, InputError)
    assert told in result.exception.problem
    assert begun == []
