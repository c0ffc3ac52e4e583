"""A deferred module is itself as soon as it is used, and in nobody else's way."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rtxfer.face.deferred import deferred


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A slow package with a module, and one that imports it without using it."""
    (tmp_path / "slow_one").mkdir()
    (tmp_path / "slow_one" / "__init__.py").write_text("VALUE = 7\n")
    (tmp_path / "slow_one" / "part.py").write_text("def double(n): return 2 * n\n")
    (tmp_path / "its_user.py").write_text(
        "import slow_one.part as part\ndef four(): return part.double(2)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield
    for name in ("slow_one", "slow_one.part", "its_user"):
        sys.modules.pop(name, None)


def test_it_is_loaded_when_it_is_used_and_not_before() -> None:
    with deferred("slow_one", "slow_one.part"):
        user = importlib.import_module("its_user")
    assert "slow_one" not in sys.modules
    assert user.four() == 4
    assert sys.modules["slow_one.part"].double(3) == 6


def test_others_get_the_module_itself() -> None:
    with deferred("slow_one", "slow_one.part"):
        importlib.import_module("its_user")
    plain = importlib.import_module("slow_one")
    assert plain.VALUE == 7
    assert plain.__file__ is not None


def test_within_too() -> None:
    with deferred("slow_one", "slow_one.part"):
        assert importlib.import_module("slow_one").VALUE == 7
        assert importlib.import_module("slow_one.part").double(1) == 2
    assert sys.modules["slow_one"].VALUE == 7, "what was loaded within stays"


def test_what_is_loaded_already_is_left_alone() -> None:
    loaded = importlib.import_module("slow_one.part")
    with deferred("slow_one", "slow_one.part"):
        assert importlib.import_module("slow_one.part") is loaded
    assert sys.modules["slow_one.part"] is loaded


def test_what_is_missing_is_missed_where_it_is_used() -> None:
    with deferred("nowhere_to_be_found"):
        absent = importlib.import_module("nowhere_to_be_found")
    with pytest.raises(ModuleNotFoundError):
        _ = absent.anything


def test_the_tracker_loads_neither_plots_nor_sound() -> None:
    code = (
        "import sys\n"
        "from rtxfer.face.tracker import Tracker, UNUSED\n"
        "Tracker('picture').close()\n"
        "print(*(name for name in UNUSED if name in sys.modules))\n"
        "from mediapipe.tasks.python.vision import drawing_utils\n"
        "print(drawing_utils.plt.figure.__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "figure"]
