"""A bundle from elsewhere is refused when it is opened, with what is wrong with it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from engines.bundle import open_bundle
from engines.conformance import fits
from engines.contract import CONTRACT
from engines.errors import BundleError
from tests.engines.made_up import (
    ALPHA,
    DRIVER,
    HEAD,
    IMAGE,
    RENDER,
    SIZE,
    TARGET,
    UNITS,
    write,
)


def test_the_one_that_all_are_made_from_is_good(tmp_path: Path) -> None:
    bundle = open_bundle(write(tmp_path / "b"))
    assert bundle.running == ("render", "driver")
    assert bundle.wanted("render") is None
    assert bundle.manifest.contract == CONTRACT


FLOW = RENDER.replace(f"{ALPHA} alpha)", f"{ALPHA} alpha, float[1,2,8,9] flow)")
OTHERS = {
    "swapped graphs": (
        {"target": RENDER, "render": TARGET, "driver": None},
        "target takes state_image, which the contract does not know",
    ),
    "another size": (
        {"size": 128},
        f"target takes image of [1, 3, {SIZE}, {SIZE}], not [1, 3, 128, 128]",
    ),
    "another opset": (
        {"render": RENDER.replace('"" : 18', '"" : 17')},
        "render is of opset 17, not 18",
    ),
    "doubles": (
        {"driver": DRIVER.replace("float[", "double[")},
        "driver's image is float64, not float32",
    ),
    "an open shape": (
        {"target": TARGET.replace("[1,478,3]", "[N,478,3]")},
        "target's landmarks has no fixed shape: [N, 478, 3]",
    ),
    "other units": (
        {"render": RENDER.replace(f"[1,{UNITS}]", "[1,5]")},
        f"render takes action_units of [1, 5], not [1, {UNITS}]",
    ),
    "unknown input": (
        {"render": RENDER.replace("action_units", "mood")},
        "render takes mood, which the contract does not know",
    ),
    "no rgb": ({"render": RENDER.replace("rgb", "picture")}, "render gives no rgb"),
    "no alpha": ({"render": RENDER.replace("alpha", "mask")}, "render gives no alpha"),
    "unknown output": (
        {"render": RENDER.replace("alpha", "mask")},
        "render gives mask, which the contract does not know",
    ),
    "no flow where nothing is drawn": ({"draws": False}, "render gives no flow"),
    "a flow that is no square": (
        {"render": FLOW.replace("nothing =", "flow = Constant <value = float {0.0}> () nothing =")},
        "render gives flow of [1, 2, 8, 9], not [1, 2, F, F]",
    ),
    "a state that nobody gives": (
        {"target": TARGET.replace("state_image", "state_other")},
        "render takes state_image, which target does not give",
    ),
    "a state of another shape": (
        {"render": RENDER.replace(f"{IMAGE} state_image", f"{ALPHA} state_image")},
        f"render takes state_image of [1, 1, {SIZE}, {SIZE}], target gives [1, 3, {SIZE}, {SIZE}]",
    ),
    "a target that gives no state": (
        {"target": TARGET.replace("state_image", "picture")},
        "target gives picture, whose name does not begin with state_",
    ),
    "a code that nobody gives": (
        {"driver": None},
        "render takes code, and there is no driver graph that gives it",
    ),
    "a code that nobody takes": (
        {"render": RENDER.replace(", float[1,3] code)", ")").replace("code,", "unit,")},
        "driver gives code, and render does not take it",
    ),
    "a code of another shape": (
        {"render": RENDER.replace("float[1,3] code", "float[1,4] code")},
        "render takes code of [1, 4], driver gives [1, 3]",
    ),
    "a driver that gives something else": (
        {"driver": DRIVER.replace("code", "mood")},
        "driver gives no code",
    ),
}


@pytest.mark.parametrize("case", list(OTHERS))
def test_what_is_wrong_is_said(case: str, tmp_path: Path) -> None:
    changes, problem = OTHERS[case]
    folder = write(tmp_path / "b", **changes)
    with pytest.raises(BundleError) as caught:
        open_bundle(folder)
    assert problem in caught.value.problem
    assert caught.value.problem.startswith("The bundle tiny does not keep to the contract: ")
    assert "engines/contract.py" in caught.value.hint


def test_a_graph_that_is_none(tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    content = (folder / "render.onnx").read_bytes()[:-1]
    (folder / "render.onnx").write_bytes(content)
    manifest = folder / "manifest.toml"
    old = tomllib.loads(manifest.read_text())["graphs"]["render"]["sha256"]
    manifest.write_text(manifest.read_text().replace(old, hashlib.sha256(content).hexdigest()))
    with pytest.raises(BundleError, match="is no ONNX graph"):
        open_bundle(folder)


class TestVersions:
    def test_one_that_says_nothing_is_of_the_first_contract_and_stays_open(
        self, tmp_path: Path
    ) -> None:
        old = f"""{HEAD} render ({IMAGE} state_image, float[1,478,3] source_landmarks)
            => ({IMAGE} rgb, {ALPHA} alpha)
            {{ rgb = Identity (state_image)
               channel = Constant <value = int64[1] {{1}}> ()
               alpha = ReduceMean <keepdims = 1> (state_image, channel) }}"""
        bundle = open_bundle(write(tmp_path / "b", contract=None, driver=None, render=old))
        assert bundle.manifest.contract == 1
        assert bundle.manifest.draws
        assert (bundle.manifest.code, bundle.manifest.code_region) == ("relative", "face")

    def test_its_units_were_others(self, tmp_path: Path) -> None:
        old = RENDER.replace(f"[1,{UNITS}]", "[1,17]")
        with pytest.raises(BundleError, match=r"action_units of \[1, 17\]") as caught:
            open_bundle(write(tmp_path / "b", contract=None, render=old))
        assert "made for contract 1" in caught.value.hint

    def test_a_newer_one_is_refused_before_it_is_read(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "b", contract=CONTRACT + 1, colours="none of today's business")
        with pytest.raises(BundleError, match=f"is of contract {CONTRACT + 1}") as caught:
            open_bundle(folder)
        assert "Update rtxfer" in caught.value.hint

    @pytest.mark.parametrize("contract", [0, -1, "two", 1.5])
    def test_nonsense(self, contract: object, tmp_path: Path) -> None:
        with pytest.raises(BundleError, match="not a valid manifest"):
            open_bundle(write(tmp_path / "b", contract=contract))

    def test_what_is_made_now_says_so(self) -> None:
        for name in ("flow", "warp"):
            assert open_bundle(name).manifest.contract == CONTRACT
        assert not open_bundle("warp").manifest.draws
        assert open_bundle("warp").wanted("render") == ("flow",)
        assert open_bundle("flow").manifest.code_region == "mouth"


@pytest.mark.parametrize(
    ("shape", "wanted", "good"),
    [
        ((1, 3, 64, 64), (1, 3, "S", "S"), True),
        ((1, 3, 64, 32), (1, 3, "S", "S"), False),
        ((1, 2, 8, 8), (1, 2, "F", "F"), True),
        ((1, 2, 8, 9), (1, 2, "F", "F"), False),
        ((1, 6, 148, 1), (1, "..."), True),
        ((2, 6), (1, "..."), False),
        ((1,), (1, "..."), False),
        ((1, 52, 1), (1, 52), False),
    ],
)
def test_shapes(shape: tuple[int, ...], wanted: tuple[int | str, ...], good: bool) -> None:
    assert fits(shape, wanted, 64) == good
