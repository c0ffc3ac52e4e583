"""Every way out of the program carries the mark, and every file its manifest."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from rtxfer.cli import app
from rtxfer.frame import Image
from rtxfer.live import LiveOptions, LiveRunner
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import still
from rtxfer.provenance import GeneratorUsed, Origin, save_picture
from rtxfer.provenance.badge import VARIABLE, WORDS, add_badge
from rtxfer.provenance.finish import marking, unmarked
from rtxfer.provenance.mark.detect import Detector
from rtxfer.provenance.read import read_claim
from rtxfer.settings import OutputSettings, TransferSettings
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sinks.live.snapshot import keep_picture, save_snapshot
from rtxfer.sources import open_live_source, open_source
from rtxfer.stage import Stage
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from rtxfer.verify import look_at_file
from rtxfer.video import VideoOptions, process
from tests.conftest import DEMO

SMALL = TransferSettings(output=OutputSettings(width=320, height=320, fit="crop"))


def is_marked(image: Image) -> bool:
    return Detector().see(image).found().marked


def until(true: Callable[[], object], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_researcher_builds_without(eileen: Target) -> None:
    """As this suite does, and as docs/provenance.md tells."""
    with Stage(eileen, "warp", SMALL.output) as stage:
        plain, _ = stage.show(still(), SMALL.motion)
        assert (plain == stage._compositor.still()).all()
    Stage.finishing = staticmethod(marking)
    try:
        with Stage(eileen, "warp", SMALL.output) as stage:
            shown, _ = stage.show(still(), SMALL.motion)
    finally:
        Stage.finishing = staticmethod(unmarked)
    assert not is_marked(plain)
    assert is_marked(shown)


@pytest.mark.usefixtures("marked")
def test_offline(eileen: Target, driver_neutral: Neutral, tmp_path: Path) -> None:
    out = tmp_path / "moved.mp4"
    with (
        open_source(DEMO / "driver.mp4", 0.0, 0.4) as source,
        Transfer(eileen, "warp", SMALL, neutral=driver_neutral) as transfer,
    ):
        process(source, transfer, out, VideoOptions(origin=transfer.origin))
    found, claim = look_at_file(out), read_claim(out)
    assert found.marked
    assert found.generator == "warp"
    assert claim is not None
    assert claim.state == "ours"
    assert claim.generators[0].startswith("warp ")


@pytest.mark.usefixtures("marked")
def test_live_in_sinks_recordings_and_snapshots(eileen: Target, tmp_path: Path) -> None:
    options = LiveOptions(generator="warp", settings=SMALL, rate=10)
    recording = RecordingSink(tmp_path / "take.mp4")
    source = open_live_source(str(DEMO / "driver.mp4"))
    with LiveRunner(source, eileen, [recording], options) as run:
        until(lambda: run.statistics().generated > 3)
        sent = run.output()
        assert sent is not None
        picture = save_snapshot(sent, tmp_path, run.origin())
        until(lambda: run.statistics().sinks[recording.name].written > 5)
    run.wait_finished(60)
    recording.wait()
    assert is_marked(sent)
    for path in (picture, tmp_path / "take.mp4"):
        assert look_at_file(path).marked
        claim = read_claim(path)
        assert claim is not None
        assert (claim.state, claim.generators[0].split()[0]) == ("ours", "warp")


def test_a_picture_that_was_pasted_is_not_said_to_be_made(tmp_path: Path) -> None:
    path = keep_picture(np.zeros((40, 40, 3), np.uint8), tmp_path)
    assert read_claim(path) is None


def test_verify_says_both(tmp_path: Path) -> None:
    image = cv2.cvtColor(cv2.imread(str(DEMO / "eileen_collins.jpg")), cv2.COLOR_BGR2RGB)
    marking("flow")(image)
    path = tmp_path / "made.png"
    save_picture(image, path, Origin((GeneratorUsed("flow", "3", "ab"),)))
    told = CliRunner().invoke(app, ["verify", str(path)])
    assert told.exit_code == 0
    assert "signed by you" in told.output
    assert "made by rtxfer, drawn by flow" in told.output
    told = CliRunner().invoke(app, ["verify", str(path), "--json"])
    values = json.loads(told.output)
    assert (values["manifest"]["state"], values["mark"]["found"]) == ("ours", True)
    told = CliRunner().invoke(app, ["verify", str(DEMO / "eileen_collins.jpg"), "--json"])
    values = json.loads(told.output)
    assert (values["manifest"], values["mark"]["found"]) == (None, False)


def test_verify_wants_one_thing(tmp_path: Path) -> None:
    for arguments in ([], ["a.png", "--camera", "camera"]):
        told = CliRunner().invoke(app, ["verify", *arguments])
        assert told.exception is not None
        assert "Name a file, or --camera" in str(told.exception)


class TestBadge:
    def test_is_off_unless_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        plain, shown = (np.full((360, 640, 3), 90, np.uint8) for _ in range(2))
        marking("flow")(plain)
        monkeypatch.setenv(VARIABLE, "yes")
        marking("flow")(shown)
        assert np.abs(plain.astype(int) - 90).max() <= 5
        changed = np.argwhere(np.abs(shown.astype(int) - 90).max(2) > 10)
        assert changed.min(0)[0] > 300
        assert changed.min(0)[1] > 450
        assert is_marked(shown)

    def test_is_on_where_a_policy_says_so(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "policy.toml").write_text("badge = true\n")
        monkeypatch.setenv("RTXFER_POLICY", str(tmp_path / "policy.toml"))
        monkeypatch.setenv(VARIABLE, "no")
        image = np.full((360, 640, 3), 90, np.uint8)
        marking("flow")(image)
        assert image.max() > 200

    @pytest.mark.parametrize("size", [(16, 16), (64, 48), (1280, 720), (720, 1280)])
    def test_fits_any_picture(self, size: tuple[int, int]) -> None:
        image = np.full((size[1], size[0], 3), 90, np.uint8)
        add_badge(image)
        assert (image[0] == 90).all()
        assert WORDS
