"""The pinned versions: what the file says, and how it is renewed."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
TESTED = {"sys_platform": "linux", "platform_machine": "x86_64", "python_version": "3.11"}


@pytest.fixture
def script() -> ModuleType:
    loader = SourceFileLoader("update_constraints", str(ROOT / "scripts" / "update-constraints"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def reported(name: str, version: str, *, is_direct: bool = False) -> dict[str, Any]:
    return {"metadata": {"name": name, "version": version}, "is_direct": is_direct}


class TestTheFile:
    def test_it_holds_versions_and_nothing_else(self, script: ModuleType) -> None:
        text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
        versions = script.parse(text)
        assert script.render(versions) == text
        assert len(versions) > 60
        for name, version in versions.items():
            assert canonicalize_name(name) == name
            assert Version(version).local is None, (name, version)
        assert "://" not in text

    def test_it_pins_all_that_pyproject_names_within_its_ranges(self, script: ModuleType) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        extras = project["project"]["optional-dependencies"]
        named = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
        # The classic TensorRT is to be had from its maker's own index alone.
        named += [line for extra in extras.keys() - {"tensorrt"} for line in extras[extra]]
        versions = script.parse((ROOT / "constraints.txt").read_text(encoding="utf-8"))
        for requirement in map(Requirement, named):
            if requirement.marker and not requirement.marker.evaluate(TESTED):
                continue
            pinned = versions[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(pinned), (str(requirement), pinned)


def test_what_pip_reports_becomes_versions(script: ModuleType) -> None:
    report = {
        "install": [
            reported("rtxfer", "0.1.0", is_direct=True),
            reported("torch", "2.13.0+cpu"),
            reported("PyQt6_sip", "13.13.0"),
            reported("ruamel.yaml", "1"),
        ]
    }
    expected = {"torch": "2.13.0", "pyqt6-sip": "13.13.0", "ruamel-yaml": "1"}
    assert script.pinned(report) == expected
    assert script.parse(script.render(expected)) == expected


def test_changes_are_told_package_by_package(script: ModuleType) -> None:
    old = {"av": "17.0", "numpy": "2.4.6", "olden": "1"}
    new = {"av": "18.1", "numpy": "2.4.6", "newly": "3"}
    assert script.changes(old, new) == ["av 17.0 → 18.1", "newly 3 (new)", "olden 1 (gone)"]
    assert script.changes(new, new) == []


class TestRenewing:
    @pytest.fixture
    def file(self, script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "constraints.txt"
        path.write_text(script.render({"av": "17.0", "numpy": "2.4.6"}))
        monkeypatch.setattr(script, "FILE", path)
        monkeypatch.setattr(script, "here", lambda: script.MACHINE)
        # The scratch environment costs seconds, and its pip would want a network.
        monkeypatch.setattr(script.venv, "create", lambda folder, with_pip: None)
        return path

    @pytest.fixture
    def pip(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[dict[str, Any]]], list[Any]]:
        """Let pip report these; the list it gives holds each call's command and environment."""

        def reporting(found: list[dict[str, Any]]) -> list[Any]:
            calls: list[Any] = []

            def run(command: list[Any], *, env: dict[str, str], **_: Any) -> None:
                calls.append(([str(part) for part in command], env))
                report = Path(command[command.index("--report") + 1])
                report.write_text(json.dumps({"install": found}))

            monkeypatch.setattr(subprocess, "run", run)
            return calls

        return reporting

    def test_the_newest_are_written_and_told(
        self,
        script: ModuleType,
        file: Path,
        pip: Any,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("PIP_CONSTRAINT", "constraints.txt")
        calls = pip([reported("av", "18.1"), reported("numpy", "2.4.6")])
        assert script.main() == 0
        assert script.parse(file.read_text()) == {"av": "18.1", "numpy": "2.4.6"}
        said = capsys.readouterr().out
        assert "av 17.0 → 18.1" in said
        assert "numpy" not in said
        ((command, environment),) = calls
        assert "--dry-run" in command, "nothing is installed"
        assert "setuptools>=77" in command, "what builds rtxfer is pinned too"
        assert f"{ROOT}[dev,package,train]" in command
        assert "PIP_CONSTRAINT" not in environment, "the old versions would hold the new ones back"

    def test_nothing_new(
        self, script: ModuleType, file: Path, pip: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = file.read_text()
        pip([reported("av", "17.0"), reported("numpy", "2.4.6")])
        assert script.main() == 0
        assert file.read_text() == before
        assert "Every version is still the newest." in capsys.readouterr().out

    def test_what_cannot_be_resolved_leaves_the_file(
        self,
        script: ModuleType,
        file: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def run(command: list[Any], **_: Any) -> None:
            raise subprocess.CalledProcessError(1, command)

        before = file.read_text()
        monkeypatch.setattr(subprocess, "run", run)
        assert script.main() == 1
        assert file.read_text() == before
        assert "Nothing was changed" in capsys.readouterr().err

    def test_another_machine_is_refused(
        self,
        script: ModuleType,
        file: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        before = file.read_text()
        monkeypatch.setattr(script, "here", lambda: "Python 3.13 on arm64 Darwin")
        assert script.main() == 1
        assert file.read_text() == before
        said = capsys.readouterr().err
        assert "Python 3.13 on arm64 Darwin" in said
        assert "make update PYTHON=python3.11" in said
