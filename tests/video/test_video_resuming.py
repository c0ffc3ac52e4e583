from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rtxfer.errors import InputError
from rtxfer.sinks.parts import Parts
from rtxfer.sources import open_source
from rtxfer.video import VideoOptions, process, saved_state
from tests.media import make_video, moments
from tests.runs import UNEVEN, Smoother, interrupted, names, resuming, run


class TestResuming:
    @pytest.mark.parametrize("name", ["out.mp4", "out.mkv", "out.webm", "frames"])
    def test_result_is_as_if_never_interrupted(self, tmp_path: Path, name: str) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(0, 80, 2), sound="aac", key_every=9)
        whole, out = tmp_path / f"whole-{name}", tmp_path / name
        expected = run(driver, whole)
        interrupted(driver, out, at=23)
        assert not out.exists()
        summary = run(driver, out, resuming())
        assert summary.resumed_from == 23
        assert summary.frames == expected.frames == 40
        assert summary.audio == expected.audio
        assert summary.seconds == pytest.approx(expected.seconds)
        assert f".{name}.rtxfer-part" not in names(tmp_path)
        got, want = list(open_source(out)), list(open_source(whole))
        assert [frame.time for frame in got] == [frame.time for frame in want]
        for one, other in zip(got, want, strict=True):
            assert np.abs(one.image.astype(int) - other.image).max() <= 4

    def test_uneven_moments_survive_two_interruptions(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=UNEVEN, time_base=Fraction(1, 90_000))
        out = tmp_path / "out.mp4"
        interrupted(driver, out, at=4)
        interrupted(driver, out, resuming(), at=7)
        assert run(driver, out, resuming()).resumed_from == 7
        assert moments(out) == [Fraction(p, 90_000) for p in UNEVEN]

    def test_faceless_frames_are_counted_across_runs(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(40))
        interrupted(driver, tmp_path / "out.mp4", at=20)
        # Nothing is decoded anew before frame 20 without a warm-up, but frame 19 itself.
        summary = run(driver, tmp_path / "out.mp4", resuming(warm_up=0.0))
        assert summary.frames_without_face == 10

    def test_a_crash_costs_the_unfinished_segment_only(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(40))
        out = tmp_path / "out.mp4"
        interrupted(driver, out, at=18)
        part = tmp_path / ".out.mp4.rtxfer-part"
        parts = Parts.left_by(out)
        assert parts is not None
        # As a power cut would leave it: the fourth segment begun, but not in the journal.
        lost = parts.journal.segments.pop()
        parts.journal.frames -= lost.frames
        parts.journal.last_pts = lost.first_pts - 1
        parts.commit()
        (part / lost.name).write_bytes(b"half a segment")
        assert run(driver, out, resuming()).resumed_from == 15
        assert moments(out) == [Fraction(i, 25) for i in range(40)]

    def test_warm_up_reaches_back_a_second(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(100), key_every=7)
        interrupted(driver, tmp_path / "out.mp4", at=60)
        transfer = Smoother()
        process(open_source(driver), transfer, tmp_path / "out.mp4", resuming())
        assert transfer.seen[0].time == pytest.approx((59 - 25) / 25)

    def test_interrupted_while_joining(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        driver = make_video(tmp_path / "in.mp4", sound="aac")
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", _interrupt_publishing)
            with pytest.raises(KeyboardInterrupt):
                run(driver, tmp_path / "out.mp4")
        assert not (tmp_path / "out.mp4").exists()
        summary = run(driver, tmp_path / "out.mp4", resuming())
        assert (summary.frames, summary.resumed_from, summary.audio) == (12, 12, "copied")

    def test_state_comes_back_only_for_the_same_work(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(40))
        out = tmp_path / "out.mp4"
        options = VideoOptions(segment_frames=5, fingerprint="portrait a", state={"neutral": [1.5]})
        source = open_source(driver)
        assert saved_state(source, out, options) is None
        interrupted(driver, out, options)
        assert saved_state(source, out, options) == {"neutral": [1.5]}
        assert saved_state(source, out, VideoOptions(fingerprint="portrait b")) is None
        assert saved_state(open_source(driver, 0.4), out, options) is None

    @pytest.mark.parametrize(
        ("cut", "changes", "reason"),
        [
            (None, {"fingerprint": "portrait b"}, "another portrait"),
            (None, {"side_by_side": True}, "other settings"),
            (0.2, {}, "another driver"),
        ],
    )
    def test_work_that_does_not_fit_is_begun_anew(
        self, tmp_path: Path, cut: float | None, changes: dict[str, Any], reason: str
    ) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(40))
        out = tmp_path / "out.mp4"
        interrupted(driver, out)
        summary = process(open_source(driver, cut), Smoother(), out, resuming(**changes))
        assert summary.resumed_from is None
        assert reason in summary.warnings[0]
        assert len(moments(out)) == (40 if cut is None else 35)

    def test_without_resume_old_parts_are_removed(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(40))
        interrupted(driver, tmp_path / "out.mp4")
        assert run(driver, tmp_path / "out.mp4").resumed_from is None
        assert names(tmp_path) == ["in.mp4", "out.mp4"]

    @pytest.mark.parametrize("journal", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"null"])
    def test_a_damaged_journal_means_beginning_anew(self, tmp_path: Path, journal: bytes) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(20))
        interrupted(driver, tmp_path / "out.mp4")
        (tmp_path / ".out.mp4.rtxfer-part" / "journal.json").write_bytes(journal)
        summary = run(driver, tmp_path / "out.mp4", resuming())
        assert summary.resumed_from is None
        assert "Starting anew" in summary.warnings[0]
        assert len(moments(tmp_path / "out.mp4")) == 20

    @pytest.mark.parametrize("name", ["out.gif", "out.webp"])
    def test_animations_cannot_be_resumed(self, tmp_path: Path, name: str) -> None:
        driver = make_video(tmp_path / "in.mp4")
        with pytest.raises(InputError, match="cannot be resumed"):
            run(driver, tmp_path / name, resuming())

    @pytest.mark.parametrize("name", ["out.mp4", "frames"])
    def test_interrupted_before_the_first_result_leaves_nothing(
        self, tmp_path: Path, name: str
    ) -> None:
        driver = make_video(tmp_path / "in.mp4")
        interrupted(driver, tmp_path / name, at=0)
        assert names(tmp_path) == ["in.mp4"]


_replace = Path.replace


def _interrupt_publishing(self: Path, target: Path) -> Path:
    if "joined" in self.name:
        raise KeyboardInterrupt
    return _replace(self, target)
