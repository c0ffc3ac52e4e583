import json
import math
import os
import signal
from pathlib import Path

import pytest
import torch

from rtxfer.errors import InputError, RtxferError
from tests.train.packs import made_up_pack
from tests.train.tiny import Duel, Tint
from train.data.dataset import Faces, one_batch
from train.data.pack import Pack
from train.data.recipe import Recipe
from train.methods.method import Method, Phase, Step, Terms
from train.trainer.checkpoint import CHECKPOINT, GENERATOR, load_generator
from train.trainer.fabric import open_fabric
from train.trainer.log import read_log, read_record
from train.trainer.presets import PRESETS, Preset, resolve
from train.trainer.trainer import Trainer

GOLDEN = [0.6332, 0.3567, 0.3047, 0.2930]
"""Mean L1 of each five steps; changes only with the samples, the losses or the loop."""

CHANGES = [
    "steps=20",
    "batch=4",
    "learning_rate=5e-3",
    "mix.pairs=1",
    "mix.elastic=0",
    "mix.degraded=0",
]
QUICK = resolve("smoke", CHANGES)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def whole(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of all its steps in one go."""
    out = tmp_path_factory.mktemp("run")
    train(data, out)
    return out


def train(data: Path, out: Path, preset: Preset = QUICK, *, bad_from: int | None = None,
          resume: bool = False, minutes: float = math.inf) -> int:  # fmt: skip
    return run(Tint(bad_from=bad_from), data, out, preset, resume=resume, minutes=minutes)


def run(method: Method, data: Path, out: Path, preset: Preset, *, resume: bool = False,
        minutes: float = math.inf) -> int:  # fmt: skip
    nowhere = out.parent  # no weights of optional frozen networks lie there
    trainer = Trainer(
        method, preset, data, out, resume=resume, pretrained=nowhere, accelerator="cpu"
    )
    trainer.run(minutes)
    return trainer.progress.step


def weights(run: Path) -> dict[str, torch.Tensor]:
    saved = torch.load(run / CHECKPOINT, weights_only=True)
    return {
        f"{part}.{network}.{name}": tensor
        for part in ("networks", "averaged")
        for network, state in saved[part].items()
        for name, tensor in state.items()
    }


def test_the_loss_falls_along_the_golden_curve(whole: Path) -> None:
    curve = [line["l1"] for line in read_log(whole)]
    assert curve[-1] < curve[0]
    assert curve == pytest.approx(GOLDEN, rel=0.01)


def test_a_resumed_run_ends_as_one_that_never_stopped(
    data: Path, whole: Path, tmp_path: Path
) -> None:
    assert train(data, tmp_path, minutes=0) == 1
    # A budget that is used up ends the run after a step.
    assert train(data, tmp_path, minutes=0, resume=True) == 2
    assert train(data, tmp_path, resume=True) == 20
    one, other = weights(whole), weights(tmp_path)
    assert one.keys() == other.keys()
    for name in one:
        assert torch.equal(one[name], other[name]), name
    for early, late in zip(read_log(whole)[1:], read_log(tmp_path)[3:], strict=True):
        assert (early["step"], early["l1"]) == (late["step"], late["l1"])


def test_stopped_by_ctrl_c_it_loses_no_step(data: Path, whole: Path, tmp_path: Path) -> None:
    class Pressing(Tint):
        def _generator_losses(self, step: Step) -> Terms:
            if step.number == 6:
                os.kill(os.getpid(), signal.SIGINT)
            return super()._generator_losses(step)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert run(Pressing(), data, tmp_path, QUICK) == 7, "the step it was in was finished"
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert train(data, tmp_path, resume=True) == 20
    one, other = weights(whole), weights(tmp_path)
    for name in one:
        assert torch.equal(one[name], other[name]), name


def test_the_log_goes_on_where_the_checkpoint_was(data: Path, whole: Path, tmp_path: Path) -> None:
    for name in (CHECKPOINT, "log.jsonl"):
        (tmp_path / name).write_bytes((whole / name).read_bytes())
    with (tmp_path / "log.jsonl").open("a") as file:
        file.write('{"step": 25, "l1": 1.0}\n{"step": 3')
    longer = resolve("smoke", [*CHANGES, "steps=25"])
    assert train(data, tmp_path, longer, resume=True) == 25
    steps = [line["step"] for line in read_log(tmp_path)]
    assert steps == [5, 10, 15, 20, 25]
    assert read_log(tmp_path)[-1]["l1"] != 1.0


def test_the_averaged_generator_is_saved_by_itself(whole: Path) -> None:
    networks = {"painter": Tint().build()["painter"]}
    load_generator(networks, whole / GENERATOR)
    for name, tensor in networks["painter"].state_dict().items():
        assert torch.equal(tensor, weights(whole)[f"averaged.painter.{name}"])
    plain = weights(whole)["networks.painter.layers.0.weight"]
    assert not torch.equal(networks["painter"].state_dict()["layers.0.weight"], plain)


def test_the_run_can_be_looked_at(whole: Path) -> None:
    import cv2

    grid = cv2.imread(str(whole / "samples" / "samples-0000020.png"))
    assert grid.shape[1] == 4 * 160
    assert (whole / "curves.png").stat().st_size > 5000
    record = json.loads((whole / "run.json").read_text())
    assert record["method"] == "tint"
    assert record["preset"]["steps"] == 20
    assert record["weights"]["adversarial"] == 0.05
    assert set(record["pretrained_missing"]) == {"perceptual", "identity"}
    assert sum(entry["share"] for entry in record["data"].values()) == pytest.approx(1, abs=0.01)
    assert record["data"]["clips"]["licence"] == "CC0"


def test_gradients_that_are_no_numbers_change_nothing_and_end_the_run(
    data: Path, tmp_path: Path
) -> None:
    preset = resolve("smoke", ["steps=20", "most_bad=4", "save_every=1", "log_every=1"])
    with pytest.raises(RtxferError, match="4 steps in a row"):
        train(data, tmp_path, preset, bad_from=6)
    assert all(tensor.isfinite().all() for tensor in weights(tmp_path).values())
    assert torch.load(tmp_path / CHECKPOINT, weights_only=True)["progress"]["skipped"] == 3


def test_a_run_is_not_overwritten(data: Path, whole: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--resume"):
        train(data, whole)
    with pytest.raises(InputError, match="no run to go on with"):
        train(data, tmp_path, resume=True)


def test_settings_are_checked() -> None:
    changed = resolve("gpu", ["batch=4", "weights.l1=2.5", "method.width=32", "method.fast=true"])
    assert (changed.batch, changed.weights["l1"]) == (4, 2.5)
    assert changed.method == {"width": 32, "fast": True}
    assert PRESETS["gpu"].batch == 32
    for change in ("batch=none", "bach=4", "ema=1.5", "batch", "weights.l1=much", "mix.pears=1"):
        with pytest.raises(InputError):
            resolve("gpu", [change])
    with pytest.raises(InputError, match="Known"):
        resolve("tpu")


def test_bf16_gives_way_where_a_processor_would_emulate_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preset = resolve("smoke", ["steps=1", "batch=2", "mix.pairs=1", "precision=bf16-mixed"])
    used = []
    for number, capability in enumerate(("AVX2", "AVX512")):
        monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda name=capability: name)
        out = tmp_path / str(number)
        train(data, out, preset)
        used.append(json.loads((out / "run.json").read_text())["precision"])
    assert used == ["32-true", "bf16-mixed"]


def test_bf16_does_not_round_what_a_network_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounded first, a landmark would lie half a pixel beside its place."""
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "AVX512")
    fabric = open_fabric(resolve("smoke", ["precision=bf16-mixed"]), "cpu")

    class Watched(torch.nn.Linear):
        def forward(self, points: torch.Tensor) -> torch.Tensor:
            seen.append(points)
            inside = super().forward(points)
            dtypes.append(inside.dtype)
            return inside

    seen: list[torch.Tensor] = []
    dtypes: list[torch.dtype] = []
    points = torch.tensor([[0.6543, 0.7654]])
    with fabric.autocast():
        Watched(2, 2)(points)
    assert torch.equal(seen[0], points)
    assert dtypes == [torch.bfloat16]


DUEL = resolve("smoke", ["steps=12", "mix.degraded=0"], Duel.presets["smoke"])


def test_phases_resume_to_the_same_weights(data: Path, tmp_path: Path) -> None:
    """Unpaired samples, two discriminators, a penalty, repeats and accumulation."""
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert run(Duel(), data, whole, DUEL) == 12
    assert run(Duel(), data, parts, DUEL, minutes=0) == 1
    assert run(Duel(), data, parts, DUEL, minutes=0, resume=True) == 2
    assert run(Duel(), data, parts, DUEL, resume=True) == 12
    one, other = weights(whole), weights(parts)
    assert one.keys() == other.keys()
    for name in one:
        assert torch.equal(one[name], other[name]), name


def test_each_phase_has_its_turns(data: Path, tmp_path: Path) -> None:
    trainer = Trainer(Duel(), DUEL, data, tmp_path, pretrained=tmp_path, accelerator="cpu")
    assert set(trainer._shown) == {"target_image", "target_landmarks", "target_action_units"}
    before = {name: _copy(network) for name, network in trainer.networks.items()}
    trainer.run()
    turns = {name: int(next(iter(adam.state.values()))["step"])
             for name, adam in trainer._optimisers.items()}  # fmt: skip
    assert turns == {"whole": 24, "edges": 24, "generator": 3}
    for name, network in trainer.networks.items():
        assert not torch.equal(_copy(network), before[name]), f"{name} learnt nothing"
    logged = read_log(tmp_path)[-1]
    assert {"whole/real", "penalty/penalty", "edges/fake", "penalty/norm"} <= logged.keys()
    described = {phase["name"]: phase for phase in read_record(tmp_path)["phases"]}
    assert described["generator"]["every"] == 5
    assert described["penalty"]["optimiser"] == "whole"


def _copy(network: torch.nn.Module) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in network.parameters()]).clone()


def test_accumulated_gradients_are_those_of_the_whole_batch(data: Path, tmp_path: Path) -> None:
    ends = []
    for parts in (1, 4):
        changes = ["steps=1", "mix.degraded=0", f"phases.generator.accumulate={parts}", "batch=4"]
        preset, out = resolve("smoke", changes), tmp_path / str(parts)
        trainer = Trainer(Lonely(), preset, data, out, pretrained=out, accelerator="cpu")
        trainer.run()
        ends.append(_copy(trainer.networks["painter"]))
    assert ends[0] == pytest.approx(ends[1], abs=1e-6)


class Lonely(Duel):
    """Its generator alone, whose loss is a mean over samples."""

    def phases(self) -> tuple[Phase, ...]:
        return (Phase("generator", ("painter",), self._l1),)

    def _l1(self, step: Step) -> Terms:
        fake = step.networks["painter"](step.batch.target_image)
        return {"l1": (fake - step.batch.target_image).abs().mean()}


def test_a_term_that_weighs_nothing_is_logged_and_not_descended(data: Path, tmp_path: Path) -> None:
    preset = resolve("smoke", ["steps=2", "weights.l1=0", "batch=2", "log_every=1"])
    trainer = Trainer(Lonely(), preset, data, tmp_path, pretrained=tmp_path, accelerator="cpu")
    before = _copy(trainer.networks["painter"])
    trainer.run()
    assert torch.equal(_copy(trainer.networks["painter"]), before)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["phases.nobody.every=2"], "no phase nobody"),
        (["phases.generator.networks=2"], "cannot be set"),
        (["phases.generator.every=0"], "never be descended"),
    ],
)
def test_phases_are_checked_before_the_first_step(
    data: Path, tmp_path: Path, changes: list[str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        run(Duel(), data, tmp_path / "run", resolve("smoke", changes))
    assert not (tmp_path / "run").exists()


def test_a_recipe_is_checked() -> None:
    Recipe(frozenset({"target_action_units"}), paired=False).check()
    with pytest.raises(InputError, match="Unpaired samples have no mouth"):
        Recipe(frozenset({"mouth"}), paired=False).check()
    with pytest.raises(InputError, match="No batch holds tongue"):
        Recipe(frozenset({"tongue"})).check()


def test_a_batch_says_what_it_was_not_asked_for(data: Path) -> None:
    faces = Faces(Pack(data, "train"), 64, recipe=Recipe(frozenset({"kind"})))
    batch = one_batch(faces, range(2))
    assert set(batch) == {"target_image", "target_landmarks", "image", "landmarks", "kind"}
    with pytest.raises(AttributeError, match="recipe does not ask"):
        _ = batch.mouth
