"""The recipe of the installers, without the minutes that it takes: `make package-check` does it."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = ("rtxfer", "engines")


def _spec() -> dict[str, object]:
    """What is written down in the recipe by a name of its own."""
    tree = ast.parse((PACKAGING / "rtxfer.spec").read_text(encoding="utf-8"))
    found: dict[str, object] = {}
    for line in tree.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            try:
                found[line.targets[0].id] = ast.literal_eval(line.value)
            except ValueError:
                continue
    return found


@pytest.mark.parametrize("package", OURS)
def test_every_file_that_the_program_opens_is_packed(package: str) -> None:
    """PyInstaller takes all that lies in an installed package, and that is what is named here."""
    assert package in _spec()["OURS"]  # type: ignore[operator]
    patterns = PROJECT["tool"]["setuptools"]["package-data"][package]
    folder = ROOT / package
    packed = {path for pattern in patterns for path in folder.glob(pattern)}
    files = {
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and not path.name.startswith(".")
    }
    assert len(files) > 5
    assert files - packed == set()


def test_what_runs_in_a_process_of_its_own_is_answered() -> None:
    """The packaged program is its own Python, and knows two ways to be one."""
    asked = []
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.List) and node.elts:
                    words = [ast.unparse(word) for word in node.elts]
                    if words[0] == "sys.executable":
                        asked.append(words[1].strip("'\""))
    assert len(asked) >= 3
    assert set(asked) <= {"-m", "-P"}


def test_it_is_its_own_python(tmp_path: Path) -> None:
    script = tmp_path / "said.py"
    script.write_text("import sys; print(__name__, sys.argv[1:])")
    for ask in (["-P", str(script)], ["-m", "said"]):
        done = subprocess.run(
            [sys.executable, str(PACKAGING / "start.py"), *ask, "one", "two"],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )
        assert done.stdout.strip() == "__main__ ['one', 'two']"


def test_the_desktop_entry() -> None:
    """By the Desktop Entry Specification: what is required, and what would not be found."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    path = PACKAGING / "linux" / "rtxfer.desktop"
    parser.read_string(path.read_text(encoding="utf-8"))
    assert parser.sections() == ["Desktop Entry"]
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Name"]
    program, command = entry["Exec"].split()
    assert program in PROJECT["project"]["scripts"]
    assert command == "app"
    assert entry["Terminal"] == "false"
    for key in ("Categories", "Keywords"):
        assert entry[key].endswith(";")
    assert "AudioVideo" in entry["Categories"].split(";"), "Video demands it"
    icon = ElementTree.parse(PACKAGING / "linux" / f"{entry['Icon']}.svg").getroot()
    assert icon.tag == "{http://www.w3.org/2000/svg}svg"


def test_what_makes_it_is_pinned() -> None:
    pins = {
        line.split("==")[0].lower()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    named = PROJECT["project"]["optional-dependencies"]["package"]
    assert {one.split(">")[0] for one in named} <= pins


def test_the_package_names_what_the_system_must_bring() -> None:
    """The libraries that `make` demands, and those of the window."""
    script = (ROOT / "scripts" / "system-packages").read_text(encoding="utf-8")
    tables = [
        ast.literal_eval(line.value)
        for line in ast.parse(script).body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Dict)
    ]
    wanted = {
        package
        for table in tables
        for thing, package in table.items()
        if package.startswith(("libx", "libe", "libg", "libd", "libf"))
    }
    assert "libxcb-cursor0" in wanted
    control = (PACKAGING / "linux" / "make-deb").read_text(encoding="utf-8")
    depends = control.split("Depends:")[1].split("Recommends:")[0]
    named = {word for part in depends.split(",") for word in part.split() if word != "|"}
    assert wanted <= named
