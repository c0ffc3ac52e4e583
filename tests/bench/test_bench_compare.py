from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rtxfer.bench.compare import compare, earlier_run
from rtxfer.errors import InputError


def a_run(**changed: Any) -> dict[str, Any]:
    return {
        "machine": {"processor": "AMD EPYC", "cores": 2, "features": ("AVX2",), "load": 0.1},
        "generator": "flow",
        "backend": "openvino",
        "width": 720,
        "height": 1280,
        "generated_fps": 12.0,
        "processor": {"track": 15.0, "render": 70.0},
        "peak_memory_mb": None,
    } | changed


def as_read(run: dict[str, Any]) -> Any:
    """As it comes back from a file."""
    return json.loads(json.dumps(run))


def test_ratios_of_every_figure() -> None:
    now = a_run(generated_fps=30.0, processor={"track": 15.0, "render": 35.0, "encode": 9.0})
    found = compare(as_read(a_run()), now)
    assert {row.name: row.ratio for row in found.ratios} == {
        "generated_fps": 2.5,
        "processor.track": 1.0,
        "processor.render": 0.5,
    }
    assert (found.ratios[0].before, found.ratios[0].now) == (12.0, 30.0)
    assert found.differences == ()


def test_nothing_is_divided_by_zero() -> None:
    found = compare(a_run(generated_fps=0.0), a_run())
    assert found.ratios[0].ratio is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"generator": "warp"}, "generator was warp and is flow."),
        ({"backend": "onnxruntime"}, "backend was onnxruntime and is openvino."),
        ({"width": 1080}, "width was 1080 and is 720."),
    ],
)
def test_what_was_not_alike_is_said(changed: dict[str, Any], said: str) -> None:
    found = compare(as_read(a_run(**changed)), a_run())
    assert found.differences == (said,)
    assert len(found.ratios) == 3, "and is compared all the same"


def test_another_machine_is_said() -> None:
    other = {"processor": "Xeon", "cores": 2, "features": ["AVX2", "AMX"], "load": 3.0}
    assert compare(a_run(machine=other), a_run()).differences == (
        "machine.processor was Xeon and is AMD EPYC.",
        "machine.features was AVX2 AMX and is AVX2.",
        "The load was 3.0 and is 0.1: compare processor times alone.",
    )


def test_an_earlier_version_told_less() -> None:
    found = compare(a_run(machine="x86_64, 2 cores"), a_run())
    assert "machine was x86_64, 2 cores and is not told." in found.differences
    assert len(found.ratios) == 3


def test_an_earlier_run_is_read(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text(json.dumps(a_run()), "utf-8")
    assert earlier_run(path) == as_read(a_run())


@pytest.mark.parametrize("content", ["no json", "[]", '{"fps": 3}', None])
def test_what_is_no_run_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "before.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"before\.json") as caught:
        earlier_run(path)
    assert "rtxfer bench --json >" in caught.value.hint
