"""What is kept about faces is told, and gone after `rtxfer forget`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from platformdirs import user_data_path
from typer.testing import CliRunner

from engines.cache import Key, measurements
from rtxfer.cli import app
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile, Profiles
from rtxfer.provenance import certificate


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, driver_neutral: Neutral) -> Path:
    """A user of whose face things are kept."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv(certificate.VARIABLE)
    if not user_data_path("rtxfer").is_relative_to(tmp_path):
        pytest.skip("this system's data folder cannot be moved")
    certificate._own.cache_clear()
    certificate.identity()
    Profiles().save(Profile.of("me", "camera", driver_neutral))
    measurements().store(Key("face of a clip", {"clip": "x"}), b"{}")
    (tmp_path / "cache" / "engines").mkdir()
    (tmp_path / "cache" / "engines" / "an engine").write_bytes(b"built in minutes")
    (tmp_path / "data" / "rtxfer" / "pasted").mkdir()
    (tmp_path / "data" / "rtxfer" / "pasted" / "portrait.png").write_bytes(b"my own")
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_shows_what_there_is_and_leaves_it(home: Path) -> None:
    before = files(home)
    told = CliRunner().invoke(app, ["forget", "--show", "--json"])
    listed = json.loads(told.output)["kept"]
    assert next(iter(listed.values()))[0].endswith(".json")
    named = {Path(path).name for paths in listed.values() for path in paths}
    assert "signing.pem" in named
    assert files(home) == before


def test_removes_it_and_nothing_else(home: Path) -> None:
    told = CliRunner().invoke(app, ["forget"])
    assert told.exit_code == 0
    assert "files were removed" in told.output
    assert files(home) == {"an engine", "portrait.png"}
    assert CliRunner().invoke(app, ["forget"]).exit_code == 0


def test_says_where_each_thing_lies(home: Path) -> None:
    told = CliRunner().invoke(app, ["forget", "--show"]).output
    for place in ("data/rtxfer/profiles", "cache/measured", "data/rtxfer: the certificate"):
        assert place in told
