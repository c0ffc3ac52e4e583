"""Studies: rows, what is trained and what is not again, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

from engines.bundle import open_bundle
from rtxfer.demo import shipped
from rtxfer.errors import InputError
from train.data.prepare import Options, prepare
from train.judging.ablation import REPORT, Row, Study, table
from train.judging.table import ActorFigures


def test_rows_are_read() -> None:
    assert Row.parse("as it is") == Row("as it is")
    assert Row.parse("no MSF: method.fusion=false steps=3") == Row(
        "no MSF", ("method.fusion=false", "steps=3")
    )
    assert Row.parse("no MSF").folder(2) == "no-msf-2"
    with pytest.raises(InputError, match="no name"):
        Row.parse(": a=1")


def test_the_table_tells_means_spreads_and_differences() -> None:
    figures = {
        Row("all"): [{"mouth_lpips": 0.1, "au_gain": 0.6}, {"mouth_lpips": 0.12, "au_gain": 0.7}],
        Row("less"): [{"mouth_lpips": 0.2}, {"mouth_lpips": 0.24}],
    }
    assert table(figures).splitlines() == [
        "|  | mouth LPIPS ↓ | AU gain →1 |",
        "| :-- | --: | --: |",
        "| all | 0.110 ± 0.014 | 0.65 ± 0.07 |",
        "| less | 0.220 ± 0.028 | – |",
        "| &nbsp;against the first | +0.110 | – |",
    ]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    prepare([str(shipped("driver.mp4"))], folder, Options(every=24, most=8))
    return folder


def judged(bundles: Sequence[str], out: Path) -> list[ActorFigures]:
    """Tells a bundle by the size of what draws it."""
    opened = [open_bundle(name) for name in bundles]
    sizes = [bundle.graph("render").stat().st_size for bundle in opened]
    return [
        ActorFigures(bundle.manifest.name, {"l1": size / 1000})
        for bundle, size in zip(opened, sizes, strict=True)
    ]


def test_a_study_trains_each_row_once(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = Study(
        "relative_au", pack, pack, tmp_path / "study", "smoke",
        ("steps=1", "batch=2", "method.width=4"), pretrained=tmp_path, accelerator="cpu",
    )  # fmt: skip
    rows = [Row("as it is"), Row("no fusion", ("method.fusion=false",))]
    report = study.run(rows, judged)
    sizes = {
        name: open_bundle(str(study.out / f"{name}-0" / "bundle")).graph("render").stat().st_size
        for name in ("as-it-is", "no-fusion")
    }
    assert sizes["as-it-is"] > sizes["no-fusion"], "else the row changed nothing"
    away = (sizes["no-fusion"] - sizes["as-it-is"]) / 1000
    assert f"| &nbsp;against the first | {away:+.2f} |" in report
    assert '--row "no fusion: method.fusion=false"' in report
    assert (study.out / REPORT).read_text("utf-8").strip() == report
    assert "no fusion, seed 0: 1 steps" in capsys.readouterr().out
    assert study.run(rows, judged) == report
    assert "steps" not in capsys.readouterr().out, "nothing is trained again"


def test_what_is_misspelt_is_told_before_any_training(pack: Path, tmp_path: Path) -> None:
    study = Study("relative_au", pack, pack, tmp_path / "study", "smoke")
    with pytest.raises(InputError):
        study.run([Row("a"), Row("b", ("method_fusion=false",))], judged)
    with pytest.raises(InputError, match="two are needed"):
        study.run([Row("a"), Row("A")], judged)
    assert not study.out.exists()
