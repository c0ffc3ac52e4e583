import pytest
import torch
from torch import Tensor

from rtxfer.face.landmarks import LANDMARKS
from tests.train.packs import made_up_crop
from tests.train.tiny import emphasis
from train.data.batch import Batch
from train.networks import losses
from train.pretrained import Pretrained, open_pretrained

S = 64


@pytest.fixture(scope="module")
def pretrained() -> Pretrained:
    return open_pretrained()


def batch_of(**changed: Tensor) -> Batch:
    crops = [made_up_crop(seed, size=S) for seed in (1, 2)]
    images = torch.stack([torch.from_numpy(c.image).permute(2, 0, 1) for c in crops]) / 127.5 - 1
    landmarks = torch.stack([torch.from_numpy(c.landmarks) for c in crops])
    mask = torch.zeros(2, 1, S, S)
    values = {
        "target_image": images.flip(0), "target_landmarks": landmarks, "image": images,
        "landmarks": landmarks, "blendshapes": torch.zeros(2, 52),
        "absolute_blendshapes": torch.zeros(2, 52), "action_units": torch.zeros(2, 41),
        "absolute_action_units": torch.zeros(2, 41), "valid": mask + 1, "mouth": mask,
        "eyes": mask, "kind": torch.zeros(2, dtype=torch.int64),
        "cross_landmarks": landmarks,
    }  # fmt: skip
    return Batch(**values | changed)


def test_nothing_is_lost_where_nothing_differs(pretrained: Pretrained) -> None:
    batch = batch_of()
    same, all_valid = batch.image, batch.valid
    terms = losses.reconstruction(same, batch.image, emphasis(batch))
    terms |= losses.perceptual(pretrained, same, batch.image, all_valid)
    terms |= losses.expression(pretrained, same, batch.image, batch.landmarks)
    assert {"l1", "gradient", "blendshapes", "landmarks", "depth"} <= set(terms)
    for name, term in terms.items():
        assert term.shape == ()
        assert float(term) == pytest.approx(0, abs=1e-5), name


def test_the_mouth_counts_more_and_the_distrusted_not_at_all() -> None:
    mouth, valid = torch.zeros(2, 1, S, S), torch.ones(2, 1, S, S)
    mouth[..., 40:50, 20:40] = 1
    valid[..., :10, :] = 0
    batch = batch_of(mouth=mouth, valid=valid)
    weight = emphasis(batch, mouth=4)

    def l1(rows: slice) -> float:
        output = batch.image.clone()
        output[..., rows, 20:40] += 0.5
        return float(losses.reconstruction(output, batch.image, weight)["l1"])

    assert l1(slice(40, 50)) == pytest.approx(5 * l1(slice(20, 30)), rel=1e-4)
    assert l1(slice(0, 10)) == 0
    trusted = losses.trusted(batch.image + 1, batch.image, valid)
    assert torch.equal(trusted[..., :10, :], batch.image[..., :10, :])
    assert torch.equal(trusted[..., 10:, :], (batch.image + 1)[..., 10:, :])


def test_blur_is_seen_by_the_gradient() -> None:
    batch = batch_of()
    blurred = torch.nn.functional.avg_pool2d(batch.image, 5, 1, 2, count_include_pad=False)
    flat = batch.image + (blurred - batch.image).abs().mean()
    weight = torch.ones(2, 1, S, S)
    soft = losses.reconstruction(blurred, batch.image, weight)
    shifted = losses.reconstruction(flat, batch.image, weight)
    assert float(soft["l1"]) == pytest.approx(float(shifted["l1"]), rel=1e-3)
    assert float(soft["gradient"]) > 100 * float(shifted["gradient"])


def test_missing_networks_leave_their_terms_out() -> None:
    batch, nobody = batch_of(), Pretrained()
    assert losses.perceptual(nobody, batch.image, batch.image, batch.valid) == {}
    assert losses.expression(nobody, batch.image, batch.image, batch.landmarks) == {}
    there = (batch.landmarks, batch.target_image, batch.target_landmarks)
    assert losses.identity(nobody, batch.image, *there) == {}


@pytest.mark.parametrize("game", ["hinge", "lsgan"])
def test_the_discriminator_learns_and_can_be_fooled(game: losses.Game) -> None:
    torch.manual_seed(0)
    discriminator = losses.PatchDiscriminator(4, width=8, depth=2)
    assert discriminator(torch.zeros(2, 3, S, S), torch.zeros(2, 1, S, S)).shape == (2, 1, 14, 14)
    descent = torch.optim.Adam(discriminator.parameters(), 5e-3)
    mask = torch.zeros(2, 1, S, S)
    real, fake = batch_of().image, torch.zeros(2, 3, S, S)
    history = []
    for _ in range(40):
        scores = discriminator(torch.cat([real, fake]), torch.cat([mask, mask])).chunk(2)
        terms = losses.discriminator_loss(*scores, game)
        loss = terms["real"] + terms["fake"]
        descent.zero_grad()
        loss.backward()
        descent.step()
        history.append(loss.item())
    assert history[-1] < 0.6 * history[0]
    with torch.no_grad():
        fooled = [
            losses.generator_loss(discriminator(x, mask), game)["adversarial"] for x in (real, fake)
        ]
    assert fooled[0] < fooled[1]


def test_gradients_reach_the_output_through_every_term(pretrained: Pretrained) -> None:
    batch = batch_of()
    output = (0.9 * batch.image + 0.02).requires_grad_(True)
    terms = losses.reconstruction(output, batch.image, emphasis(batch))
    terms |= losses.perceptual(pretrained, output, batch.image, batch.valid)
    terms |= losses.expression(pretrained, output, batch.image, batch.landmarks)
    terms |= losses.identity(
        pretrained, output, batch.landmarks, batch.target_image, batch.target_landmarks
    )
    assert batch.landmarks.shape[1] == LANDMARKS
    for name, term in terms.items():
        (gradient,) = torch.autograd.grad(term, output, retain_graph=True)
        assert gradient.isfinite().all(), name
        assert gradient.abs().max() > 0, name
