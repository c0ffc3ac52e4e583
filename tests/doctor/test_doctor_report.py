from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from rtxfer import cli, doctor
from rtxfer.doctor import Check, Report, examine, line
from rtxfer.doctor.check import Finding, Link, Verdict
from tests import ailing


def finding(name: str, verdict: Verdict, link: Link = "main", mend: str = "do this") -> Finding:
    return Finding(name, name.title(), link, verdict, "what was seen", mend, 0.1)


CAMERA = finding("camera", "works", "live")
NO_CAMERA = finding("camera", "absent", "live")


class TestHealth:
    def test_all_is_well(self) -> None:
        report = Report([finding("python", "works"), NO_CAMERA])
        assert report.healthy
        assert report.verdict() == "All that is needed works."

    def test_the_main_chain_must_work(self) -> None:
        report = Report([finding("python", "works"), finding("bundles", "fails"), NO_CAMERA])
        assert not report.healthy
        assert "Bundles" in report.verdict()

    @pytest.mark.parametrize(("camera", "healthy"), [(CAMERA, False), (NO_CAMERA, True)])
    def test_live_links_count_where_there_is_a_camera(self, camera: Finding, healthy: bool) -> None:
        report = Report([camera, finding("virtual_camera", "fails", "live")])
        assert report.healthy is healthy
        assert "Virtual_Camera" in report.verdict(), "a warning is told all the same"

    def test_a_camera_that_fails_counts(self) -> None:
        assert not Report([finding("camera", "fails", "live")]).healthy

    def test_extras_never_count(self) -> None:
        assert Report([CAMERA, finding("microphone", "fails", "extra")]).healthy

    def test_what_is_absent_never_counts(self) -> None:
        assert Report([CAMERA, finding("virtual_camera", "absent", "live")]).healthy


class TestLine:
    @pytest.mark.parametrize(("verdict", "sign"), [("works", "✔"), ("fails", "✘"), ("absent", "–")])
    def test_sign_and_detail(self, verdict: Verdict, sign: str) -> None:
        said = line(finding("disk", verdict)).plain
        assert said.startswith(f"{sign} Disk")
        assert "what was seen" in said

    def test_what_mends_it(self) -> None:
        assert "→ do this" in line(finding("disk", "fails")).plain
        assert "→ do this" in line(finding("disk", "absent")).plain
        assert "→ do this" in line(finding("disk", "works")).plain, "such as what brings more"
        assert "→" not in line(finding("disk", "absent", mend="")).plain


def test_findings_are_told_in_order() -> None:
    checks = [Check("b", "B", ailing.well), Check("a", "A", ailing.refuse)]
    told: list[str] = []
    report = examine(checks, lambda found: told.append(found.name))
    assert told == [found.name for found in report.findings] == ["b", "a"]


def test_names_are_told_apart() -> None:
    names = [check.name for check in doctor.CHECKS]
    assert len(set(names)) == len(names)
    assert {"camera", "virtual_camera", "landmark_model", "bundles", "engines"} <= set(names)


class TestCommand:
    @pytest.fixture
    def run(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
        def command(checks: list[Check], *arguments: str) -> tuple[int, str]:
            monkeypatch.setattr(sys, "argv", ["rtxfer", "doctor", *arguments])
            monkeypatch.setattr(
                doctor, "examine", lambda on_finding=lambda found: None: examine(checks, on_finding)
            )
            with pytest.raises(SystemExit) as ended:
                cli.main()
            return int(ended.value.code or 0), capfd.readouterr().out

        return command

    def test_json(self, run: Any) -> None:
        checks = [Check("good", "Good", ailing.well), Check("bad", "Bad", ailing.refuse)]
        code, said = run(checks, "--json")
        assert code == 1
        found = json.loads(said)
        assert found["healthy"] is False
        good, bad = found["checks"]
        assert (good["name"], good["verdict"], good["counts"]) == ("good", "works", True)
        assert bad["mend"] == "Close the other program."

    def test_for_people(self, run: Any) -> None:
        code, said = run([Check("good", "Good", ailing.well)])
        assert code == 0
        assert "✔ Good" in said
        assert "All that is needed works." in said
