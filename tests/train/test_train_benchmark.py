"""The benchmark: the right network, the right picture, and ratios that belong to one run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.export.passes import move_to_device_pass
from typer.testing import CliRunner

from engines.backends.registry import BACKENDS, REFERENCE
from engines.bundle import open_bundle
from engines.engine import Tensor
from engines.errors import BackendError, BundleError
from engines.opening import open_on
from engines.selection.parity import compare
from engines.selection.sample import samples_of
from rtxfer.errors import InputError
from train.__main__ import app
from train.benchmark import measure
from train.benchmark.contenders import LIVEPORTRAIT, WAYS, ContenderResult
from train.benchmark.liveportrait import SIDE, TAKES, WARPED, LivePortrait
from train.benchmark.networks import bundle_graph, network_cost
from train.benchmark.torch_engine import TorchEngine, check
from train.methods.method import Graph

ON_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="PyTorch finds no CUDA device")


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """PyTorch's threads wait for each other at every small step, on a busy machine for long."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def samples() -> list[dict[str, Tensor]]:
    return samples_of(open_bundle("flow"))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return bundle_graph(open_bundle("flow"))


@pytest.fixture(scope="module")
def found() -> dict[str, ContenderResult]:
    """One quick run, without LivePortrait's renderer."""
    result = CliRunner().invoke(
        app, ["benchmark", "--no-liveportrait", "--seconds", "0.05", "--threads", "1", "--json"]
    )
    assert result.exit_code == 0, result.output
    return {row["contender"]: ContenderResult(**row) for row in json.loads(result.stdout)}


@pytest.fixture(scope="module")
def liveportrait() -> LivePortrait:
    """Its shapes; nothing of it is computed."""
    with torch.device("meta"):
        return LivePortrait().eval()


def test_liveportrait_has_the_published_parameters(liveportrait: LivePortrait) -> None:
    """Millions, of `assets/docs/speed.md` there."""
    for part, millions in {"warping": 45.53, "decoder": 55.37}.items():
        count = sum(weight.numel() for weight in liveportrait.get_submodule(part).parameters())
        assert round(count / 1e6, 2) == millions, part


def test_liveportraits_shapes_and_work(liveportrait: LivePortrait) -> None:
    inputs = [torch.empty(shape, device="meta") for shape in TAKES.values()]
    assert liveportrait.warping(*inputs).shape == (1, WARPED, 64, 64)
    assert liveportrait(*inputs).shape == (1, 3, SIDE, SIDE)
    example = {name: np.zeros(shape, np.float32) for name, shape in TAKES.items()}
    counted = network_cost(Graph(_OnMeta(liveportrait), tuple(TAKES), ("rgb",)), example)
    # A kernel of 7³ from 142 channels to 22 at 16·64² places is 140 GFLOP alone.
    kernel = 2 * 7**3 * 142 * 22 * 16 * 64**2 / 1e9
    assert kernel == pytest.approx(140, abs=1)
    assert 2 * kernel < counted.gflop < 20 * kernel


def test_narrow_leaves_coordinates_alone(liveportrait: LivePortrait) -> None:
    with torch.device("meta"):
        module = LivePortrait().eval()
    module.narrow(torch.bfloat16)
    assert module.warping.grid.dtype == torch.float32
    assert {weight.dtype for weight in module.parameters()} == {torch.bfloat16}
    inputs = [torch.empty(shape, device="meta") for shape in TAKES.values()]
    assert module(*inputs).dtype == torch.float32


@pytest.mark.parametrize(("precision", "decibels"), [("fp32", 90), ("bf16", 50)])
def test_torch_gives_the_picture_of_the_reference(
    precision: str, decibels: float, samples: list[dict[str, Tensor]]
) -> None:
    bundle = open_bundle("flow")
    narrow = bundle_graph(bundle, precision)  # type: ignore[arg-type]
    with (
        TorchEngine(narrow, samples[0]) as engine,
        open_on(BACKENDS[REFERENCE], bundle) as reference,
    ):
        parity = compare(engine, reference, samples[1:3])
        only = engine.run(samples[1], ["alpha"])
    assert decibels < parity.psnr < 200
    assert parity.shift < {"fp32": 0.001, "bf16": 0.03}[precision], "only the bend is rounded"
    assert set(only) == {"alpha"}
    assert engine.inputs == reference.inputs
    assert engine.outputs == reference.outputs


def test_nothing_of_a_program_stays_on_the_host(
    graph: Graph, samples: list[dict[str, Tensor]]
) -> None:
    """What was left on the CPU could neither run beside CUDA nor be captured; meta tells too."""
    inputs = tuple(torch.from_numpy(samples[0][name]) for name in graph.takes)
    with torch.no_grad():
        moved = move_to_device_pass(torch.export.export(graph.module, inputs), "meta")
        outputs = moved.module()(*(value.to("meta") for value in inputs))
    assert all(value.device.type == "meta" for value in outputs)
    constants: Mapping[str, object] = moved.constants
    tensors = [value for value in constants.values() if isinstance(value, torch.Tensor)]
    assert tensors
    assert {value.device.type for value in (*tensors, *moved.state_dict.values())} == {"meta"}


def test_a_state_is_uploaded_once() -> None:
    graph = Graph(_Sum(), ("state_image", "landmarks"), ("rgb",))
    one, two = np.full(2, 1, np.float32), np.full(2, 2, np.float32)
    with TorchEngine(graph, {"state_image": one, "landmarks": one}) as engine:
        assert engine.run({"state_image": two, "landmarks": one})["rgb"].tolist() == [3, 3]
        two[:] = 50  # the same array: not looked at again, as documented
        assert engine.run({"state_image": two, "landmarks": one})["rgb"].tolist() == [3, 3]
        again = {"state_image": two.copy(), "landmarks": one}
        assert engine.run(again)["rgb"].tolist() == [51, 51]
        shares = engine.shares([again], 3)
        assert min(shares.upload, shares.render, shares.download) > 0
    with pytest.raises(RuntimeError, match="closed"):
        engine.run(again)


def test_every_contender_has_its_row(found: dict[str, ContenderResult]) -> None:
    assert set(found) == {*BACKENDS, *(way.name for way in WAYS)}
    for row in found.values():
        assert (row.bundle, row.network) == ("flow", "flow")
        assert (row.median is None) == bool(row.problem), row
        assert row.parameters == pytest.approx(2.83, abs=0.01)
        assert row.gflop is not None
        assert row.gflop > 1


def test_ratios_are_to_the_reference_of_the_same_run(found: dict[str, ContenderResult]) -> None:
    reference = found[REFERENCE]
    assert reference.ratio == 1
    assert reference.median is not None
    timed = [row for row in found.values() if row.median is not None]
    assert found["torch"] in timed
    for row in timed:
        assert row.median is not None
        assert row.p95 is not None
        assert row.fps is not None
        assert row.p95 >= row.median > 0
        assert row.ratio == pytest.approx(row.median / reference.median)
        assert row.fps == pytest.approx(1000 / row.median)
        assert row.psnr is not None
        assert row.psnr > 40


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device")
def test_without_cuda_its_rows_say_so(found: dict[str, ContenderResult]) -> None:
    for way in WAYS:
        if way.device == "cuda":
            assert "no CUDA device" in found[way.name].problem
    with pytest.raises(BackendError, match="no CUDA device"):
        check("cuda", "fp16")


@ON_GPU
@pytest.mark.parametrize("replayed", [False, True])
def test_on_a_gpu_the_picture_is_the_same(replayed: bool, samples: list[dict[str, Tensor]]) -> None:
    bundle = open_bundle("flow")
    with (
        TorchEngine(bundle_graph(bundle, "fp16"), samples[0], "cuda", replayed=replayed) as engine,
        open_on(BACKENDS[REFERENCE], bundle) as reference,
    ):
        parity = compare(engine, reference, samples)
        shares = engine.shares(samples, 5)
    assert parity.psnr > 60
    assert min(shares.upload, shares.render, shares.download) > 0


def test_who_has_no_network_in_torch() -> None:
    with pytest.raises(InputError, match="warp has no network"):
        bundle_graph(open_bundle("warp"))
    quick: dict[str, Any] = {"seconds": 0.05, "liveportrait": False, "threads": 2}
    rows = {row.contender: row for row in measure("warp", **quick)}
    assert rows[REFERENCE].ratio == 1
    assert rows[REFERENCE].gflop is None
    assert torch.get_num_threads() == 1, "put back as it was"
    assert "no network" in rows["torch"].problem
    assert LIVEPORTRAIT not in {row.network for row in rows.values()}
    with pytest.raises(BundleError):
        measure("nowhere")


class _Sum(nn.Module):
    def forward(self, image: torch.Tensor, landmarks: torch.Tensor) -> torch.Tensor:
        return image + landmarks


class _OnMeta(nn.Module):
    """Takes inputs to where the module is."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        drawn: torch.Tensor = self.module(*(value.to("meta") for value in inputs))
        return drawn
