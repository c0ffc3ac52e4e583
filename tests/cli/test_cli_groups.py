"""Groups of options are shown as options, and mean what the pipeline means."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from rtxfer.cli.groups import Clip, Motion, grouped
from rtxfer.errors import InputError
from rtxfer.settings import MotionSettings


def test_left_out_they_are_the_pipelines_own() -> None:
    assert Motion().settings() == MotionSettings()


def test_a_command_is_given_them_whole() -> None:
    app, given = typer.Typer(), []

    @app.command()
    @grouped
    def show(*, name: Annotated[str, typer.Argument()], motion: Motion, clip: Clip) -> None:
        given.append((name, motion, clip))

    line = ["me", "--jaw", "0.5", "--face-only", "--start", "1:02"]
    assert CliRunner().invoke(app, line).exit_code == 0
    assert given == [("me", Motion(jaw=0.5, whole_head=False), Clip(start="1:02"))]
    assert CliRunner().invoke(app, ["me", "--jaw", "3"]).exit_code == 2


def test_a_part_of_a_clip() -> None:
    part = Clip(neutral="0:02.5", end="1:00", rate=29.97, shots="off").part()
    assert part == {
        "neutral": 2.5,
        "start": None,
        "end": 60.0,
        "rate": Fraction(2997, 100),
        "mirrored": False,
        "shots": False,
        "driver_face": None,
    }
    with pytest.raises(InputError, match="impossible"):
        Clip(rate=0.0).part()
