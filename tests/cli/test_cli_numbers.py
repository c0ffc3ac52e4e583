"""What is no number is refused in words, and never printed as one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from engines.errors import BackendError
from engines.selection.fallback import FallbackEngine
from rtxfer import cli
from rtxfer.cli.root import print_json
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import InputError
from rtxfer.resting import resting_face
from rtxfer.sources import open_source, read_picture
from tests.engines.doubles import Double

PORTRAIT = shipped(PORTRAITS["hopper"])
CLIP = shipped(DRIVER)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "NaN"])
@pytest.mark.parametrize(
    "option", ["--start", "--end", "--rate", "--neutral", "--strength", "--smoothing"]
)
def test_options_that_are_no_numbers(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    option: str,
    value: str,
) -> None:
    out = tmp_path / "out.mp4"
    line = ["video", str(CLIP), "-t", str(PORTRAIT), "-o", str(out), f"{option}={value}"]
    monkeypatch.setattr(sys, "argv", ["rtxfer", *line])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    complained = capfd.readouterr().err
    assert option in complained
    assert "Traceback" not in complained
    assert not out.exists()


@pytest.mark.parametrize("moment", [float("nan"), float("inf"), -1.0])
def test_moments_from_python(moment: float) -> None:
    with pytest.raises(InputError):
        open_source(CLIP, start=moment)
    with pytest.raises(InputError):
        open_source(CLIP, end=moment)
    with pytest.raises(InputError):
        resting_face(CLIP, moment)


def test_json_has_no_nan(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"gain": float("nan"), "rows": [(1.5, float("inf"))], "n": 3, "ok": True})
    assert json.loads(capsys.readouterr().out, parse_constant=pytest.fail) == {
        "gain": None,
        "rows": [[1.5, None]],
        "n": 3,
        "ok": True,
    }


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_graph_that_gives_no_numbers(bad: float) -> None:
    out = {"rgb": np.array([[0.5, bad]], np.float32)}
    steady = Double(lambda inputs: {"rgb": np.ones((1, 2), np.float32)}, backend="steady")
    engine = FallbackEngine(Double(lambda inputs: out, backend="odd"), lambda: steady)
    assert engine.run({})["rgb"].tolist() == [[1, 1]]
    assert "odd gives no numbers (nan or inf) in rgb" in engine.notes[0]
    with pytest.raises(BackendError, match="no numbers"):
        FallbackEngine(Double(lambda inputs: out), None).run({})


def test_large_numbers_are_numbers() -> None:
    out = {"rgb": np.full(9, 3e38, np.float32)}
    assert FallbackEngine(Double(lambda inputs: out), None).run({})["rgb"].max() > 1e38


@pytest.mark.parametrize("error", [RuntimeError("decode failed"), KeyError(3), OverflowError()])
def test_whatever_a_decoder_raises_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    path = tmp_path / "face.png"
    Pillow.fromarray(np.zeros((20, 20, 3), np.uint8)).save(path)

    def fail(picture: object) -> None:
        raise error

    monkeypatch.setattr(Pillow.Image, "load", fail)
    with pytest.raises(InputError, match="is damaged or cut short"):
        read_picture(path)


def test_the_avif_that_was_seen(shared: Path) -> None:
    with pytest.raises(InputError, match="is damaged or cut short"):
        read_picture(shared / "cases" / "bad_color_planes.avif")
