import numpy as np
import pytest
from hypothesis import given

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import (
    Similarity,
    canonical_face,
    fit_similarity,
    mesh_edges,
    rotation_matrix,
    rotation_vector,
    to_canonical,
)
from rtxfer.face.signal import MIRRORED_BLENDSHAPES, mirrored_landmarks
from tests.faces import laid, numbers, vector, vectors

MIRROR = vector(-1, 1, 1)


@given(scale=numbers(0.125, 100), turn=vectors(-1.7, 1.7), shift=vectors(-1000, 1000))
def test_a_similarity_is_undone_by_its_inverse_and_found_by_the_fit(
    scale: float, turn: tuple[float, float, float], shift: tuple[float, float, float]
) -> None:
    similarity = Similarity(scale, rotation_matrix(vector(*turn)), vector(*shift))
    face = canonical_face()
    there = similarity(face)
    reach = 20 * scale + 2000
    assert np.abs(similarity.inverse()(there) - face).max() < 1e-6 * reach / scale
    fit = fit_similarity(face, there)
    assert fit.scale == pytest.approx(scale, rel=1e-4 * max(1, 1 / scale))
    assert np.abs(fit(face) - there).max() < 1e-6 * reach
    assert np.linalg.det(fit.rotation) == pytest.approx(1, abs=1e-5)


def test_the_fit_never_mirrors() -> None:
    face = canonical_face()
    fit = fit_similarity(face, face * MIRROR)
    assert np.linalg.det(fit.rotation) == pytest.approx(1, abs=1e-5)
    assert fit.scale > 0


def test_the_fit_is_the_best_one() -> None:
    rng = np.random.default_rng(3)
    face = canonical_face()[lm.RIGID]
    noisy = face + rng.normal(0, 0.3, face.shape).astype(np.float32)
    fit = fit_similarity(face, noisy)
    least = ((fit(face) - noisy) ** 2).sum()
    for _ in range(30):
        nudge = rotation_matrix(rng.normal(0, 0.01, 3).astype(np.float32))
        other = Similarity(
            fit.scale * (1 + rng.normal(0, 0.01)),
            nudge @ fit.rotation,
            fit.translation + rng.normal(0, 0.02, 3).astype(np.float32),
        )
        assert ((other(face) - noisy) ** 2).sum() > least


@given(vectors(-1.7, 1.7))
def test_rotation_vector_and_matrix_round_trip(turn: tuple[float, float, float]) -> None:
    matrix = rotation_matrix(vector(*turn))
    assert np.abs(matrix @ matrix.T - np.eye(3)).max() < 1e-5
    assert rotation_vector(matrix) == pytest.approx(vector(*turn), abs=3e-4)


def test_small_turns_survive_single_precision() -> None:
    for size in (1e-6, 1e-5, 1e-4, 1e-3, 1e-2):
        turn = vector(size, -size / 2, size / 3)
        assert rotation_vector(rotation_matrix(turn)) == pytest.approx(turn, abs=size / 100 + 1e-7)


def test_pitch_yaw_and_roll_are_about_x_y_and_z() -> None:
    forward, right, down = vector(0, 0, -1), vector(1, 0, 0), vector(0, 1, 0)
    assert (rotation_matrix(vector(0.2, 0, 0)) @ forward)[1] > 0.19  # nods: the nose goes down
    assert (rotation_matrix(vector(0, 0.2, 0)) @ forward)[0] < -0.19  # the nose goes left
    assert (rotation_matrix(vector(0, 0, 0.2)) @ right) @ down > 0.19  # tilts clockwise


class TestCanonicalFace:
    def test_it_is_a_symmetric_face_in_centimetres(self) -> None:
        face = canonical_face()
        assert face.shape == (lm.LANDMARKS, 3)
        assert np.isfinite(face).all()
        assert np.abs(face[mirrored_landmarks()] * MIRROR - face).max() < 1e-2
        assert 14 < np.ptp(face[:, 1]) < 22
        assert face[1, 2] < face[10, 2]  # the nose is nearer than the forehead
        assert face[10, 1] < face[1, 1] < face[152, 1]  # y runs down

    def test_it_cannot_be_changed_by_accident(self) -> None:
        with pytest.raises(ValueError, match="read-only"):
            canonical_face()[0] = 0

    def test_the_subjects_right_is_on_the_left(self) -> None:
        face = canonical_face()
        assert (face[lm.IRIS[0], 0] < 0).all()
        assert (face[lm.EYE_UPPER[0], 0] < 0).all()
        assert (face[lm.EYE_UPPER[1], 0] > 0).all()

    def test_paired_rows_run_from_left_to_right_upper_above_lower(self) -> None:
        face = canonical_face()
        pairs = [*zip(lm.EYE_UPPER, lm.EYE_LOWER, strict=True), (lm.LIP_UPPER[3], lm.LIP_LOWER[3])]
        for upper, lower in pairs:
            assert (np.diff(face[upper, 0]) > 0).all()
            assert (np.diff(face[lower, 0]) > 0).all()
            assert (face[upper, 1] < face[lower, 1]).all()

    def test_mesh_edges_are_distinct_and_short(self) -> None:
        edges = mesh_edges()
        assert len(np.unique(edges, axis=0)) == len(edges) > 1000
        assert (edges[:, 0] < edges[:, 1]).all()
        face = canonical_face()
        assert np.linalg.norm(face[edges[:, 0]] - face[edges[:, 1]], axis=1).max() < 4


class TestMirroring:
    def test_landmarks_change_sides_and_back(self) -> None:
        mirrored = mirrored_landmarks()
        assert (mirrored[mirrored] == np.arange(lm.LANDMARKS)).all()
        assert mirrored[33] == 263
        assert mirrored[61] == 291
        assert mirrored[1] == 1
        assert set(mirrored[lm.IRIS[0]]) == set(lm.IRIS[1])

    @pytest.mark.parametrize(
        "group", [lm.RIGID, lm.CHIN, lm.JAW, lm.CHEEKS, lm.FACE_OVAL, lm.INNER_LIPS, lm.LIP_CORNERS]
    )
    def test_groups_are_symmetric(self, group: lm.Indices) -> None:
        assert set(mirrored_landmarks()[group]) == set(group)

    @pytest.mark.parametrize(
        "pair", [lm.EYE_UPPER, lm.EYE_LOWER, lm.LID_UPPER, lm.LID_LOWER, lm.EYE_CORNERS]
    )
    def test_rows_of_the_eyes_mirror_each_other(self, pair: tuple[lm.Indices, lm.Indices]) -> None:
        assert mirrored_landmarks()[pair[0]][::-1].tolist() == pair[1].tolist()

    @pytest.mark.parametrize("rows", [lm.LIP_UPPER, lm.LIP_LOWER])
    def test_rows_of_the_lips_mirror_themselves(self, rows: lm.Indices) -> None:
        assert (mirrored_landmarks()[rows][:, ::-1] == rows).all()

    def test_brows_mirror_each_other(self) -> None:
        assert set(mirrored_landmarks()[lm.BROWS[0]]) == set(lm.BROWS[1])

    def test_blendshapes_change_sides_and_back(self) -> None:
        assert (MIRRORED_BLENDSHAPES[MIRRORED_BLENDSHAPES] == np.arange(52)).all()
        left, right = lm.BLENDSHAPE["eyeBlinkLeft"], lm.BLENDSHAPE["eyeBlinkRight"]
        assert MIRRORED_BLENDSHAPES[left] == right
        assert MIRRORED_BLENDSHAPES[lm.BLENDSHAPE["jawOpen"]] == lm.BLENDSHAPE["jawOpen"]


def test_the_pose_drops_out_of_canonical_space() -> None:
    landmarks = laid(scale=37, turn=(0.2, -0.4, 0.7), at=(900, 100))
    assert np.abs(to_canonical(landmarks)(landmarks) - canonical_face()).max() < 1e-3
