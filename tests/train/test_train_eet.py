"""Shao et al.'s two parts of a face and their swap: what is exported, what can be switched, what it
learns."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from rtxfer.demo import shipped
from rtxfer.errors import InputError
from rtxfer.face.action_units import UNIT
from rtxfer.motion.neutral import Neutral
from rtxfer.target import Target
from tests.train.exporting import check_export
from tests.train.posing import posed_batch, posed_face, unlike
from train.data.batch import Batch
from train.data.prepare import Options, prepare
from train.export import run_all
from train.methods.eet.method import UNREAD, Eet
from train.methods.eet.networks import (
    BINS,
    TOKEN,
    UNITS,
    Decoder,
    Encoder,
    Occurrence,
    OwnTokenHead,
    UnitGuesser,
)
from train.methods.eet.swap import held
from train.methods.method import Step
from train.networks.windows import composed
from train.trainer.log import read_log
from train.trainer.presets import resolve
from train.trainer.trainer import Trainer

GOLDEN = [0.7111, 0.6650, 0.6255, 0.6136]
"""`units`, means of five steps; changes only with samples, network, losses or trainer."""

SWAPPING = {"units", "free", "self", "swap", "cycle", "again/units"}


@pytest.fixture(scope="module")
def batch(grace: Target, driver_neutral: Neutral) -> Batch:
    return posed_batch(posed_face(grace, driver_neutral), 2)


def small(**options: object) -> Eet:
    return Eet(width=4, **options)  # type: ignore[arg-type]


def built(method: Eet) -> dict[str, nn.Module]:
    torch.manual_seed(0)
    return method.build()


@pytest.mark.parametrize("carrier", ["face", "pose", "none"])
def test_the_exported_graphs_keep_the_contract(batch: Batch, tmp_path: Path, carrier: str) -> None:
    method = small(carrier=carrier)
    check_export(method, unlike(built(method)), batch.first(1), tmp_path)


def test_a_portrait_does_what_it_did_and_what_the_driver_changed(batch: Batch) -> None:
    """What is rendered is what training showed: r_a + (r_b − r_b,rest)."""
    method = small()
    networks = unlike(built(method))
    one = batch.first(1)
    with torch.no_grad():
        own = method._face(networks, one.target_image, one.target_landmarks)
        driver = method._driver(networks, one, own)
        asked = own.code + driver.now - driver.rest
        shown = method.show(networks, own.portrait, one.landmarks, asked)
    found = run_all(method.graphs(networks), one)["render"].outputs
    assert found["alpha"].max() > 0.1
    rgb, alpha, _ = composed([shown.window], torch.zeros(1, 2, 128, 128), 256)
    assert (found["alpha"] - alpha).abs().max() < 1e-3
    assert ((found["rgb"] - rgb) * alpha).abs().max() < 0.01
    unread = method.show(networks, own.portrait, one.landmarks, own.code)
    assert (unread.window.rgb - shown.window.rgb).abs().max() > 0.02, "and the change matters"


def test_a_code_is_a_token_for_every_unit() -> None:
    torch.manual_seed(0)
    encoder = Encoder(4).eval()
    windows = torch.rand(2, 3, 128, 128) * 2 - 1
    with torch.no_grad():
        free, code = encoder(windows)
        assert torch.equal(code, encoder.code(windows))
    assert free.shape == (2, 16, 32, 32)
    assert code.shape == (2, UNITS, TOKEN, 1)
    assert (code[0] - code[1]).abs().max() > 0.01, "it differs from face to face"


def test_every_token_moves_the_picture() -> None:
    torch.manual_seed(0)
    decoder = Decoder(4, 8).eval()
    free, guide = (torch.rand(1, 16, 32, 32),), torch.rand(1, 8, 128, 128)
    code = torch.zeros(1, UNITS, TOKEN, 1)
    with torch.no_grad():
        plain = decoder(free, guide, code)
        assert plain.shape == (1, 6, 128, 128)
        for unit in (0, 20, 40):
            other = code.clone()
            other[0, unit] = 1
            assert (decoder(free, guide, other) - plain).abs().max() > 1e-5, unit


def test_a_unit_is_told_from_its_own_token_alone() -> None:
    torch.manual_seed(0)
    head, code = OwnTokenHead(), torch.randn(1, UNITS, TOKEN, 1)
    other = code.clone()
    other[0, UNIT["26"]] += 1
    changed = (head(other) - head(code))[0].abs() > 1e-6
    assert changed.nonzero().flatten().tolist() == [UNIT["26"]]


def test_rare_units_weigh_more() -> None:
    torch.manual_seed(0)
    head = OwnTokenHead().train()
    units = torch.zeros(4, UNITS)
    units[:, 0] = 1
    units[0, 1] = 1
    for _ in range(400):
        head.occurrence(units)
    assert head.occurrence.share[:2, 0].tolist() == pytest.approx([0, 0.75], abs=1e-3)
    head.eval()
    with torch.no_grad():
        wrong = []
        for unit in (0, 1, 2):
            head.bias.zero_()
            head.weight.zero_()
            head.bias.add_(torch.where(units[:1].bool(), 9.0, -9.0)[0])
            head.bias[unit] *= -1
            wrong.append(float(head.loss(torch.zeros(1, UNITS, TOKEN, 1), units[:1])))
    assert wrong[1] / wrong[0] == pytest.approx(4, rel=0.05)
    assert wrong[2] / wrong[0] == pytest.approx(10, rel=0.05), "never seen, and no more than that"


def test_bins_are_counted_in_training_only() -> None:
    counter = Occurrence()
    units = torch.full((2, UNITS), 0.2)
    units[:, 0], units[:, 1] = 0.1, 0.9
    counter.eval()
    bins = counter(units)
    assert bins[0, :3].argmax(1).tolist() == [0, 2, 1]
    assert torch.equal(counter.share, torch.full((UNITS, BINS), 1 / 3))
    counter.train()
    counter(units)
    assert counter.share[1].tolist() == pytest.approx([0.3267, 0.3267, 0.3467], abs=1e-3)


def test_who_knows_nothing_guesses_thirds() -> None:
    """However rare a bin is, a map without units in it is guessed alike; one with them is not."""
    torch.manual_seed(0)
    guesser = UnitGuesser(4).train()
    adam = torch.optim.Adam(guesser.parameters(), 3e-3)
    chance = torch.rand(48, UNITS)
    units = torch.where(chance < 0.7, 0.0, torch.where(chance < 0.85, 0.3, 0.8))
    for _ in range(120):
        free = torch.randn(48, 16, 4, 4)
        free[:, 0] += 3 * (units[:, :1] > 0.5)[..., None]
        adam.zero_grad()
        torch.autograd.backward(guesser.told(free, units))
        adam.step()
    with torch.no_grad():
        said = guesser(free)
        mean = said.mean(0)[1:]
        assert (mean - 1 / 3).abs().mean() < 0.06
        strong = said[:, 0, 2]
        assert strong[units[:, 0] > 0.5].mean() - strong[units[:, 0] < 0.5].mean() > 0.3


def test_the_encoder_gets_away_from_the_guesser() -> None:
    torch.manual_seed(0)
    guesser = UnitGuesser(4).eval()
    free = torch.randn(2, 16, 8, 8) * 5
    free.requires_grad_()
    adam = torch.optim.Adam([free], 0.05)
    began = float(guesser.untold(free).detach())
    for _ in range(40):
        adam.zero_grad()
        torch.autograd.backward(guesser.untold(free))
        adam.step()
    assert float(guesser.untold(free).detach()) < 0.3 * began


def test_what_is_held_does_not_learn_and_passes_on() -> None:
    layer, below = nn.Linear(2, 2), nn.Linear(2, 2)
    with held(layer):
        out = layer(below(torch.ones(1, 2)))
    assert all(p.requires_grad for p in layer.parameters())
    out.sum().backward()
    assert layer.weight.grad is None
    assert below.weight.grad is not None


@pytest.mark.parametrize("carrier", ["face", "none"])
def test_every_term_can_be_switched_off(batch: Batch, carrier: str) -> None:
    method = small(carrier=carrier)
    networks = built(method)
    step = Step(0, batch, networks)
    terms = method._generator_losses(step)
    assert not SWAPPING - terms.keys()
    assert all(bool(term.isfinite()) for term in terms.values())
    assert set(step.kept) == {"free", "swapped", "rebuilt"}
    assert not any(kept.requires_grad for kept in step.kept.values())
    assert method._guesser_losses(step).keys() == {"told"}
    assert method._discriminator_losses(step).keys() == {"real", "fake"}
    off = Step(0, batch, networks, weights=dict.fromkeys(SWAPPING, 0.0))
    fewer = method._generator_losses(off)
    assert not SWAPPING & fewer.keys()
    assert {"l1", "gradient", "drawn_l1", "alpha"} <= fewer.keys()
    assert method._guesser_losses(off).keys() == {"told"}, "a probe, even so"
    assert method._discriminator_losses(off) == {}


def test_the_swap_goes_both_ways(batch: Batch) -> None:
    """Without a carrier always; with one only where the second swap needs it."""
    kept = {}
    for carrier, weights in (("none", {"cycle": 0.0}), ("face", {"cycle": 0.0}), ("face", {})):
        method = small(carrier=carrier)
        step = Step(0, batch, built(method), weights=weights)
        method._generator_losses(step)
        kept[carrier, len(weights)] = len(step.kept["swapped"])
    assert kept == {("none", 1): 2, ("face", 1): 1, ("face", 0): 2}


@pytest.mark.parametrize("relative", [True, False])
def test_who_gives_what_to_whom(batch: Batch, relative: bool) -> None:
    method = small(relative=relative)
    networks = {name: net.eval() for name, net in built(method).items()}
    with torch.no_grad():
        own = method._face(networks, batch.target_image, batch.target_landmarks)
        driver = method._driver(networks, batch, own)
        swap = method._swap(networks, batch, own, driver, 1, both=True)
        asked = method._asked(swap.rest, swap.giver)
    assert torch.equal(swap.faces.portrait.image[0], batch.target_image[0])
    assert torch.equal(swap.faces.portrait.image[1], batch.image[1])
    assert torch.equal(swap.driven[0], batch.cross_landmarks[0])
    assert torch.equal(swap.driven[1], batch.target_landmarks[1])
    there = own.code[0] + driver.now[1] - own.code[1] if relative else driver.now[1]
    assert (asked[0] - there).abs().max() < 1e-5
    assert (asked[1] - own.code[1 if relative else 0]).abs().max() < 1e-5, "a rests"
    assert torch.equal(swap.units[0], batch.action_units[1])
    assert swap.units[1].max() == 0
    assert torch.equal(swap.partners(torch.arange(4)), torch.tensor([2, 3, 0, 1]))


@pytest.mark.parametrize("carrier", ["face", "none"])
def test_a_second_swap_by_perfect_networks_undoes_the_first(batch: Batch, carrier: str) -> None:
    """Networks that draw nothing leave the carrier's picture, which comes back nearly as it was;
    and without a carrier a face that is its own f comes back as it is."""

    class Whole(nn.Module):
        def forward(self, window: Tensor) -> tuple[Tensor, Tensor]:
            return window, torch.zeros(len(window), UNITS, TOKEN, 1)

        def code(self, window: Tensor) -> Tensor:
            return torch.zeros(len(window), UNITS, TOKEN, 1)

    class AsItIs(nn.Module):
        def forward(self, features: list[Tensor], guide: Tensor, code: Tensor) -> Tensor:
            window = features[0]
            kept = torch.atanh(window.clamp(-0.999, 0.999)) if carrier == "none" else 0 * window
            return torch.cat([kept, kept[:, :1] - 9, 0 * kept[:, :2]], 1)

    method = small(carrier=carrier)
    networks = built(method) | {"encoder": Whole(), "decoder": AsItIs()}
    with torch.no_grad():
        terms = method._generator_losses(Step(0, batch, networks, weights={"free": 0.0}))
    assert terms["self"] < 0.002
    assert terms["cycle"] < (0.002 if carrier == "none" else 0.06)


def test_the_adversary_by_classes_comes_slowly(batch: Batch) -> None:
    method = small(ramp=10)
    networks = built(method)
    only = dict.fromkeys(SWAPPING - {"free"}, 0.0)
    found = [
        float(
            method._generator_losses(Step(number, batch, networks, weights=only))["free"].detach()
        )
        for number in (0, 10, 50)
    ]
    assert found[1] == pytest.approx(10 * found[0], rel=1e-3)
    assert found[2] == pytest.approx(found[1])


def test_before_it_plays_along_no_swap_is_judged(batch: Batch) -> None:
    method = small(adversarial_from=5)
    networks = built(method)
    for number, played in ((4, False), (5, True)):
        step = Step(number, batch, networks)
        assert ("swap" in method._generator_losses(step)) == played
        assert bool(method._discriminator_losses(step)) == played
    assert method._guesser_losses(Step(0, batch, networks)) == {}, "rests without the generator"


def test_drivers_are_in_disguise_in_training_alone(batch: Batch) -> None:
    for disguise, training, same in ((True, True, False), (False, True, True), (True, False, True)):
        method = small(disguise=disguise)
        networks = {name: net.train(training) for name, net in built(method).items()}
        with torch.no_grad():
            own = method._face(networks, batch.target_image, batch.target_landmarks)
            driver = method._driver(networks, batch, own)
        assert torch.equal(driver.rest, own.code) == same
        assert torch.equal(own.code[0], own.code[1]), "portraits never are"
        assert torch.equal(driver.now[0], driver.now[1]) == same
    assert 0 < UNREAD < 0.5


def test_gradients_reach_all_that_learns(batch: Batch) -> None:
    method = small()
    networks = built(method)
    for phase in method.phases():
        phase.check(networks)
    step = Step(5, batch, networks)
    torch.autograd.backward(sum(method._generator_losses(step).values(), torch.zeros(())))
    for name in (*method.generator, "head"):
        for key, weight in networks[name].named_parameters():
            assert weight.grad is not None, (name, key)
            assert weight.grad.isfinite().all(), (name, key)
            assert weight.grad.abs().max() > 0, (name, key)


def test_sizes_are_checked() -> None:
    with pytest.raises(InputError, match="size=256"):
        small().check(128)


@pytest.mark.parametrize("carrier", ["face", "none"])
def test_the_smoke_preset_learns(tmp_path: Path, carrier: str) -> None:
    """`fit eet --preset smoke` on the demo's clip."""
    prepare([str(shipped("driver.mp4"))], tmp_path / "pack", Options(every=24, most=24))
    steps = 20 if carrier == "face" else 10
    preset = resolve("smoke", [f"steps={steps}"], Eet.presets["smoke"])
    out = tmp_path / "run"
    method = small(carrier=carrier)
    trainer = Trainer(
        method, preset, tmp_path / "pack", out, pretrained=tmp_path, accelerator="cpu"
    )
    trainer.run()
    log = read_log(out)
    for term in ("units", "self", "guesser/told"):
        assert log[-1][term] < log[0][term], term
    if carrier == "face":
        assert [line["units"] for line in log] == pytest.approx(GOLDEN, rel=0.1)
