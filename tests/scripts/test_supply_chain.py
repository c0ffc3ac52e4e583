"""What comes with rtxfer: NOTICE names it with its licence, and the audit says what it knows."""

from __future__ import annotations

from email.message import Message
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    loader = SourceFileLoader(name, str(ROOT / "scripts" / name))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def package(**headers: str) -> Any:
    metadata = Message()
    for name, value in headers.items():
        metadata[name.replace("_", "-")] = value
    return SimpleNamespace(metadata=metadata, version="1")


def test_notice_names_all_that_is_brought() -> None:
    licences = script("licences")
    brought = licences.brought()
    assert {"numpy", "onnxruntime", "c2pa-python", "typing-extensions"} <= set(brought)
    assert "pytest" not in brought
    assert licences.missing(brought, (ROOT / "NOTICE").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("headers", "licence"),
    [
        ({"License_Expression": "MIT OR Apache-2.0"}, "MIT OR Apache-2.0"),
        ({"Classifier": "License :: OSI Approved :: BSD License", "License": "====\nx"},
         "BSD-3-Clause"),
        ({"License": "Apache 2.0"}, "Apache-2.0"),
        ({"License": "ISC License"}, "ISC"),
        ({"License": "Come and ask\nus"}, "Come and ask"),
        ({"Name": "x"}, "unknown"),
    ],
)  # fmt: skip
def test_licences_as_packages_state_them(headers: dict[str, str], licence: str) -> None:
    assert script("licences").licence_of(package(**headers)) == licence


NOTICE = """
2. What is installed with rtxfer, but not part of this repository

    av (PyAV)               BSD-3-Clause. Its wheels hold FFmpeg (LGPL-3.0 or later)
    numpy                   BSD-3-Clause
                            and others
    one, two_three 1.2      proprietary
"""


def test_what_notice_says() -> None:
    licences = script("licences")
    said = licences.noticed(NOTICE)
    assert set(said) == {"av", "numpy", "one", "two-three"}
    assert said["numpy"] == "BSD-3-Clause and others"
    new, other = package(License="MIT"), package(License="MIT")
    assert licences.missing({"new": new, "numpy": other}, NOTICE) == [
        "NOTICE does not name new (MIT).",
        "NOTICE says of numpy: BSD-3-Clause and others; the package says MIT.",
    ]


def test_the_audit_says_what_it_knows() -> None:
    judged = script("audit").judged
    good = {"name": "a", "version": "1", "vulns": []}
    bad = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
    unasked = {"name": "c", "skip_reason": "Dependency not found on PyPI"}
    assert judged({"dependencies": [good]})[0] == 0
    code, said = judged({"dependencies": [good, bad, unasked]})
    assert code == 1
    assert said[:2] == ["b 2: PYSEC-1; mended in 3", "Not asked after: c."]
    assert judged({"dependencies": [good, unasked]})[0] == 3
    code, said = judged({"dependencies": [unasked]})
    assert (code, "could not be reached" in said[0]) == (3, True)


def test_an_audit_that_cannot_run_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    audit = script("audit")
    failed = SimpleNamespace(stdout="", stderr="x\nConnectionError: no network", returncode=1)
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: failed)
    assert audit.main() == 3
    assert "could not be asked: ConnectionError: no network" in capsys.readouterr().out
