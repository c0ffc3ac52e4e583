"""Ali and Hughes's generator: where it looks, how it meets, what is exported, what it learns."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from rtxfer.demo import shipped
from rtxfer.errors import InputError
from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS
from rtxfer.motion.neutral import Neutral
from rtxfer.target import Target
from tests.train.exporting import check_export
from tests.train.posing import posed_batch, posed_face, unlike
from train.data.batch import Batch
from train.data.prepare import Options, prepare
from train.methods.aip_gan.expression import (
    CHANNELS,
    AllTokensHead,
    ExpressionEncoder,
    seen_in,
)
from train.methods.aip_gan.face_nodes import CELLS, GROUPS, MARKS, TOKENS, FaceNodes
from train.methods.aip_gan.identity import IdentityEncoder, Intrinsic
from train.methods.aip_gan.method import UNREAD, AipGan, _told_again
from train.methods.aip_gan.networks import BilinearPooling, Decoder
from train.methods.carrier.carrier import PIXELS, Carrier
from train.methods.method import Step
from train.networks.disguise import Disguise
from train.trainer.log import read_log
from train.trainer.presets import resolve
from train.trainer.trainer import Trainer

GOLDEN = [0.3071, 0.2351, 0.1814, 0.18]
"""`intrinsic`, means of five steps; changes only with samples, network, losses or trainer."""

OWN_TERMS = {"adversarial", "units", "tokens", "heat_maps", "intrinsic"}


@pytest.fixture(scope="module")
def batch(grace: Target, driver_neutral: Neutral) -> Batch:
    return posed_batch(posed_face(grace, driver_neutral), 2)


def small(**options: object) -> AipGan:
    return AipGan(**({"width": 4, "patches": 4, "adversarial_from": 0} | options))  # type: ignore[arg-type]


class TestGraphs:
    @pytest.mark.parametrize("carrier", ["face", "pose", "none"])
    def test_they_keep_the_contract(self, batch: Batch, tmp_path: Path, carrier: str) -> None:
        method = small(carrier=carrier)
        torch.manual_seed(0)
        check_export(method, unlike(method.build()), batch.first(1), tmp_path)

    def test_without_its_ideas_it_is_exported_too(self, batch: Batch, tmp_path: Path) -> None:
        method = small(attention=False, bilinear=False)
        torch.manual_seed(0)
        check_export(method, unlike(method.build()), batch.first(1), tmp_path)

    @torch.no_grad()
    def test_render_draws_what_training_sees(self, batch: Batch) -> None:
        method, one = small(), batch.first(1)
        torch.manual_seed(0)
        networks = unlike(method.build())
        graphs = method.graphs(networks)
        states = graphs["target"].module(one.target_image, one.target_landmarks)
        rest = graphs["driver"].module(one.target_image, one.target_landmarks)
        now = graphs["driver"].module(one.image, one.landmarks)
        assert now.shape == (1, CHANNELS, TOKENS, 1)
        rgb, alpha, _ = graphs["render"].module(
            *states, one.target_landmarks, one.landmarks, now - rest
        )
        portrait = method.portrait(networks, one.target_image, one.target_landmarks)
        shown = method.show(networks, portrait, one.landmarks, method._told(networks, one).pairs())
        left, top = ((shown.window.centre - shown.window.span / 2) * 256).round().int()[0, 0]
        there = slice(top, top + PIXELS), slice(left, left + PIXELS)
        found, whole = alpha[0, 0][there], shown.window.alpha[0, 0]
        assert (found - whole).abs().max() < 0.01
        difference = (rgb[0][:, there[0], there[1]] - shown.window.rgb[0]).abs()
        assert difference[:, whole > 0.2].mean() < 0.01


class TestNodes:
    def test_they_are_68_in_24_groups(self) -> None:
        assert (len(GROUPS), len(MARKS), len(set(MARKS))) == (24, 68, 68)
        assert max(MARKS) < 468
        assert FaceNodes().members.sum(1).tolist() == [len(group) for group in GROUPS]

    def test_a_token_lies_at_its_own_landmarks(self, batch: Batch) -> None:
        nodes, carrier, face = FaceNodes(), Carrier(), batch.landmarks[:1]
        corner = [n for n, group in enumerate(GROUPS) if 61 in group]
        tokens = torch.zeros(1, 2, TOKENS, 1)
        tokens[:, 0], tokens[:, 1, corner] = 1, 1
        centre, span = carrier.place(face, face)
        laid = nodes.laid(tokens, face, centre, span)
        assert laid.shape == (1, 2, CELLS, CELLS)
        at = ((face[..., :2] - centre) / span + 0.5)[0, 61] * CELLS
        column, row = at.int().tolist()
        assert laid[0, 0, row, column] > 0.9
        assert laid[0, 1, row, column] > 0.5
        peak = int(laid[0, 1].argmax())
        assert abs(peak // CELLS - row) <= 2
        assert abs(peak % CELLS - column) <= 2
        far = nodes.laid(tokens, face, centre - torch.tensor([0.0, 0.9]), span)
        assert far.abs().max() < 1e-3, "nothing far above the face"

    def test_heat_maps_peak_where_the_landmarks_are(self, batch: Batch) -> None:
        seen = seen_in(Carrier(), batch.image[:1], batch.landmarks[:1])
        maps = FaceNodes().heat_maps(seen.places)
        assert maps.shape == (1, 68, CELLS, CELLS)
        for number in (0, 30, 50, 67):
            peak = int(maps[0, number].argmax())
            found = torch.tensor([peak % CELLS, peak // CELLS]) + 0.5
            assert (found / CELLS - seen.places[0, MARKS[number]]).abs().max() < 0.6 / CELLS
        assert 0.8 < maps.amax((2, 3)).min() <= 1

    def test_landmarks_stay_on_a_face_in_disguise(self, batch: Batch) -> None:
        """Colours of landmarks do not change when the window is only bent."""
        plain = Disguise.drawn(1, 1, torch.device("cpu"), PIXELS)._replace(
            gain=torch.ones(()), shift=torch.zeros(()), noise=torch.zeros(()),
            veil=torch.zeros(1, 1, PIXELS, PIXELS),
        )  # fmt: skip
        bent = plain._replace(shape=torch.tensor([[[1.15, 0.1], [-0.05, 0.9]]]))
        face = batch.target_image[:1], batch.target_landmarks[:1]
        straight = seen_in(Carrier(), *face)
        other = seen_in(Carrier(), *face, bent)
        assert (straight.places - other.places).abs().max() > 0.02
        colours = []
        for seen in (straight, other):
            grid = (seen.places[:, list(MARKS)] * 2 - 1)[:, None]
            colours.append(torch.nn.functional.grid_sample(seen.window, grid, align_corners=False))
        inside = (other.places[0, list(MARKS)] - 0.5).abs().amax(1) < 0.45
        assert (colours[0] - colours[1])[..., inside].abs().mean() < 0.03


class TestEncoders:
    def test_tokens_come_from_where_the_maps_are(self) -> None:
        torch.manual_seed(0)
        encoder = ExpressionEncoder(4).eval()
        features = torch.randn(1, 8, CELLS, CELLS)
        maps = torch.zeros(1, 68, CELLS, CELLS)
        maps[:, :, 5, 7] = 1
        maps[:, MARKS.index(152), 20, 9] = 2
        pooled = encoder._pooled(features, maps)
        assert torch.allclose(pooled[0, :, 1, 0], features[0, :, 5, 7], atol=1e-2)
        chin = (3 * features[0, :, 5, 7] + 2 * features[0, :, 20, 9]) / 5
        assert torch.allclose(pooled[0, :, 0, 0], chin, atol=1e-2)

    def test_it_learns_where_landmarks_are(self, batch: Batch) -> None:
        """Of one window, from the term alone."""
        torch.manual_seed(0)
        encoder = ExpressionEncoder(4)
        adam = torch.optim.Adam(encoder.parameters(), 1e-2)
        seen = seen_in(Carrier(), batch.target_image[:1], batch.target_landmarks[:1])
        truth = encoder.nodes.heat_maps(seen.places)
        off = []
        for _ in range(60):
            maps = encoder.read(seen.window)[1]
            assert maps is not None
            loss = (maps - truth).square().mean()
            adam.zero_grad()
            loss.backward()
            adam.step()
            off.append(float(loss.detach()))
        assert off[-1] < 0.75 * off[0]

    def test_heat_maps_and_tokens_stay_exact_under_autocast(self, batch: Batch) -> None:
        method = small()
        torch.manual_seed(0)
        networks = {name: network.eval() for name, network in method.build().items()}
        with torch.no_grad():
            exact = method._told(networks, batch)
            with torch.autocast("cpu", torch.bfloat16):
                told = method._told(networks, batch)
                rest = method._at_rest(batch)
        assert torch.equal(told.places, exact.places)
        assert told.change.dtype == torch.float32
        assert (told.own - exact.own).abs().max() < 0.05
        assert (rest - method._at_rest(batch)).abs().max() == 0

    def test_without_attention_tokens_differ_by_name_alone(self) -> None:
        torch.manual_seed(0)
        encoder = ExpressionEncoder(4, attention=False).eval()
        tokens, maps = encoder.read(torch.rand(1, 3, PIXELS, PIXELS))
        assert maps is None
        assert tokens.std(2).mean() > 0.05
        encoder.names.data.zero_()
        assert encoder(torch.rand(1, 3, PIXELS, PIXELS)).std(2).max() < 1e-6

    def test_identity_features_are_attended(self) -> None:
        torch.manual_seed(0)
        window = torch.rand(1, 3, PIXELS, PIXELS)
        features, looks = IdentityEncoder(24).attended(window)
        assert [tuple(f.shape[1:]) for f in features] == [
            (24, 64, 64), (48, 32, 32), (96, 16, 16), (144, 8, 8),
        ]  # fmt: skip
        assert [tuple(look.shape[1:]) for look in looks] == [
            (1, 64, 64), (1, 32, 32), (1, 16, 16), (1, 8, 8),
        ]  # fmt: skip
        assert all(0 <= look.min() < look.max() <= 2 for look in looks)
        assert IdentityEncoder(4, attention=False).attended(window)[1] == ()

    def test_the_intrinsic_picture_is_the_face_at_rest(self, batch: Batch) -> None:
        """An open smiling mouth is taken back, a resting face is left as it is."""
        intrinsic, carrier = Intrinsic(), Carrier()
        shut = intrinsic.neutral(batch.landmarks, batch.absolute_blendshapes)[0]
        gap = [
            float((face[lm.LIP_LOWER[0][4], 1] - face[lm.LIP_UPPER[0][4], 1]).abs())
            for face in (batch.landmarks[0], shut, batch.target_landmarks[0])
        ]
        assert gap[0] > 0.03
        assert abs(gap[1] - gap[2]) < 0.3 * (gap[0] - gap[2])
        moved = (shut - batch.landmarks[0, :, :2]).norm(dim=-1)
        assert moved[lm.RIGID].mean() < 0.4 * moved[lm.CHIN].mean()
        calm = torch.zeros_like(batch.absolute_blendshapes)
        same = intrinsic(carrier, batch.target_image, batch.target_landmarks, calm)
        own = carrier.own_window(batch.target_image, batch.target_landmarks)
        assert (same - torch.nn.functional.avg_pool2d(own, 2)).abs().mean() < 0.03
        drawn = intrinsic(carrier, batch.image, batch.landmarks, batch.absolute_blendshapes)
        assert drawn.shape == (2, 3, 64, 64)


class TestPooling:
    def test_features_are_multiplied(self) -> None:
        """Either factor of nothing is nothing, which a sum could not do."""
        torch.manual_seed(0)
        pool = BilinearPooling(4, 3, 5)
        d, e, i = torch.rand(1, 4, 8, 8), torch.rand(1, 3, 8, 8), torch.rand(1, 5, 8, 8)
        nothing = torch.zeros_like(d)
        assert torch.equal(pool(nothing, e, i), nothing), "nothing times anything"
        assert torch.equal(pool(d, 0 * e, 0 * i), d)
        told = pool(d, e, i)
        assert (told - pool(d, 0 * e, i)).abs().max() > 1e-3
        assert (told - pool(d, e, 0 * i)).abs().max() > 1e-3
        assert (pool(d, e, 0 * i) - d + pool(d, -e, 0 * i) - d).abs().max() < 1e-6

    def test_products_stay_small_whatever_comes(self) -> None:
        torch.manual_seed(0)
        pool = BilinearPooling(4, 3, 5)
        d, e, i = (1e4 * torch.randn(1, n, 8, 8) for n in (4, 3, 5))
        assert (pool(d, e, i) - d).abs().max() <= pool.out.weight.abs().sum((1, 2, 3)).max() + 1e-2

    @pytest.mark.parametrize("bilinear", [True, False])
    def test_tokens_and_identity_matter_at_every_scale(self, bilinear: bool) -> None:
        torch.manual_seed(0)
        decoder = Decoder(4, 2 * CHANNELS, 8, bilinear)
        features = IdentityEncoder(4)(torch.rand(1, 3, PIXELS, PIXELS))
        features = tuple(f.detach().requires_grad_() for f in features)
        laid = torch.rand(1, 2 * CHANNELS, CELLS, CELLS, requires_grad=True)
        drawn = decoder(features, torch.rand(1, 8, PIXELS, PIXELS), laid)
        gradients = torch.autograd.grad(drawn.square().mean(), [*features, laid])
        assert all(float(g.abs().max()) > 0 for g in gradients)
        learned = {name for name, _ in decoder.named_parameters() if ".expression." in name}
        assert len(learned) == 8, "a weight and a bias at each of four scales"


class TestLosses:
    def test_every_term_can_be_switched_off(self, batch: Batch) -> None:
        method = small()
        networks = method.build()
        terms = method._generator_losses(Step(0, batch, networks))
        assert terms.keys() >= OWN_TERMS
        assert all(bool(term.isfinite()) for term in terms.values())
        off = dict.fromkeys(OWN_TERMS, 0.0)
        fewer = method._generator_losses(Step(0, batch, networks, weights=off))
        assert not OWN_TERMS & fewer.keys()
        assert {"l1", "gradient", "drawn_l1", "alpha"} <= fewer.keys()

    def test_without_attention_nothing_supervises_it(self, batch: Batch) -> None:
        method = small(attention=False)
        networks = method.build()
        assert "intrinsic" not in networks
        assert method.phases()[0].networks == (*method.generator, "head")
        terms = method._generator_losses(Step(0, batch, networks))
        assert not {"heat_maps", "intrinsic"} & terms.keys()

    def test_before_it_plays_along_the_discriminator_learns_nothing(self, batch: Batch) -> None:
        method = small(adversarial_from=5)
        networks = method.build()
        early, late = Step(4, batch, networks), Step(5, batch, networks)
        assert "adversarial" not in method._generator_losses(early)
        assert method._discriminator_losses(early) == {}
        assert "adversarial" in method._generator_losses(late)
        assert late.kept["fake"].shape == (3, 6, PIXELS, PIXELS), "two pairs and a stranger"
        assert method._discriminator_losses(late).keys() == {"real", "fake"}

    def test_what_is_told_again_teaches_what_draws_and_not_the_reader(self, batch: Batch) -> None:
        """It would learn to tell the same of all faces."""
        method = small()
        torch.manual_seed(0)
        networks = method.build()
        told, face = method._told(networks, batch), (batch.target_image, batch.target_landmarks)
        portrait, strangers = method.portrait(networks, *face), told.strangers(2).detach()
        shown = method.show(networks, portrait, batch.cross_landmarks, strangers)
        _told_again(networks["expression"], shown, told)["tokens"].backward()
        assert all(p.grad is not None for p in networks["decoder"].parameters())
        assert all(p.grad is None for p in networks["expression"].parameters())

    def test_drivers_are_read_in_disguise_and_some_not_at_all(self, batch: Batch) -> None:
        method = small()
        torch.manual_seed(0)
        networks = method.build()
        many = Batch(**{name: getattr(batch, name)[:1].repeat(
            40, *[1] * (getattr(batch, name).dim() - 1)) for name in batch})  # fmt: skip
        with torch.no_grad():
            told = method._told(networks, many)
            unread = (told.change == 0).all(1).all(1)[:, 0].float().mean()
            assert UNREAD / 3 < unread < 2 * UNREAD
            assert told.own.std(0).max() < 1e-5, "the portrait is in no disguise"
            assert told.change.std(0).max() > 1e-3
            networks["expression"].eval()
            assert (method._told(networks, many).change.std(0)).max() < 1e-5
        assert torch.equal(told.strangers(3)[:, :CHANNELS], told.change[20:23])  # half a batch on
        assert torch.equal(told.strangers(3)[:, CHANNELS:], told.own[:3])


@pytest.mark.parametrize(
    ("options", "said"),
    [({"carrier": "horse"}, "no carrier horse"), ({"cross": 0}, "One sample in 0")],
)
def test_options_are_checked(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        small(**options)
    with pytest.raises(InputError, match="size=256"):
        small().check(128)


def test_samples_show_where_it_looks(batch: Batch) -> None:
    method = small()
    torch.manual_seed(0)
    networks = {name: network.eval() for name, network in method.build().items()}
    with torch.no_grad():
        shown = method.samples(networks, batch)
    assert {"heat maps", "attention", "intrinsic", "at rest", "moved by"} <= shown.keys()
    for title in ("heat maps", "attention"):
        assert shown[title].shape[1] == 1
        assert 0 <= shown[title].min() <= shown[title].max() <= 1, title


@pytest.mark.parametrize("carrier", ["face", "none"])
def test_the_smoke_preset_learns(tmp_path: Path, carrier: str) -> None:
    """`fit aip_gan --preset smoke` on the demo's clip."""
    prepare([str(shipped("driver.mp4"))], tmp_path / "pack", Options(every=24, most=24))
    preset = resolve("smoke", ["steps=20"], AipGan.presets["smoke"])
    method = small(carrier=carrier, adversarial_from=10)
    out = tmp_path / "run"
    trainer = Trainer(
        method, preset, tmp_path / "pack", out, pretrained=tmp_path, accelerator="cpu"
    )
    trainer.run()
    log = read_log(out)
    for term in ("intrinsic", "tokens"):
        assert log[-1][term] < 0.8 * log[0][term], term
    assert log[-1]["discriminator/real"] + log[-1]["discriminator/fake"] < 2.2
    if carrier == "face":
        assert [line["intrinsic"] for line in log] == pytest.approx(GOLDEN, rel=0.1)


def test_the_head_for_units_teaches_the_tokens(batch: Batch) -> None:
    """And the encoder by them, but nothing else."""
    method = small()
    networks = nn.ModuleDict(method.build()).train()
    told = method._told(networks, batch)
    assert told.faces.shape == (3 * len(batch), CHANNELS, TOKENS, 1)
    head, units = AllTokensHead(), torch.rand(3 * len(batch), len(ACTION_UNITS))
    head.loss(told.faces, units).backward()
    grads = {name: p.grad for name, p in networks.named_parameters() if p.grad is not None}
    assert float(grads["expression.token.weight"].abs().max()) > 0
    assert {name.partition(".")[0] for name in grads} == {"expression"}
