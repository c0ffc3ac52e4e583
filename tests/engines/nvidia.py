"""A machine with a GPU, a driver and both libraries, none of which is there."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import psutil
import pytest

from tests.engines import fake_tensorrt
from tests.engines.fake_cuda import FakeCuda

ROOT = Path(__file__).resolve().parents[2]
SHIM = """from tests.engines.fake_tensorrt import *
from tests.engines.fake_tensorrt import __version__
"""


@pytest.fixture
def gpu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCuda:
    """Fakes in place of the libraries, here and in building processes; a cache of its own."""
    fake = FakeCuda()
    bindings = ModuleType("cuda.bindings")
    bindings.runtime = fake  # type: ignore[attr-defined]
    monkeypatch.setattr(fake_tensorrt, "CUDA", fake)
    monkeypatch.setitem(sys.modules, "cuda", ModuleType("cuda"))
    monkeypatch.setitem(sys.modules, "cuda.bindings", bindings)
    for name in ("tensorrt", "tensorrt_rtx"):
        monkeypatch.setitem(sys.modules, name, fake_tensorrt)
        (tmp_path / f"{name}.py").write_text(SHIM)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{':' if sys.platform != 'win32' else ';'}{ROOT}")
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FAKE", raising=False)
    return fake


def workers() -> list[psutil.Process]:
    """Building processes of this one that run."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # ended meanwhile, and maybe not waited for yet
            if "engines.building.worker" in child.cmdline():
                found.append(child)
    return found
