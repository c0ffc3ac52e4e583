"""Directions are learned from styles and attributes; people are drawn along them."""

from functools import cache

import numpy as np
import pytest

from rtxfer.face.signal import Signal
from tests.train.synthetic import Painter, generator, rule, tracked
from train.synthesis.attributes import ATTRIBUTES, EXPRESSIONS, TURNS, attributes, numbers
from train.synthesis.directions import Directions, find_directions
from train.synthesis.network import STYLE
from train.synthesis.people import FURTHEST_TURN, MOST, calming, draw_person

YAW, PITCH, JAW, SMILE = (ATTRIBUTES.index(name) for name in ("yaw", "pitch", "jaw", "smile"))


@cache
def directions() -> Directions:
    return find_directions(tracked())


class TestDirections:
    def test_a_rule_is_found_again(self) -> None:
        found = directions()
        assert set(found.held_out) == set(ATTRIBUTES)
        assert min(found.held_out.values()) > 0.8
        for slope, true in zip(found.slopes, rule(), strict=True):
            assert slope @ true / np.linalg.norm(slope) / np.linalg.norm(true) > 0.8

    def test_where_there_is_no_rule_the_held_out_styles_say_so(self) -> None:
        found = find_directions(tracked(noise=30))
        assert max(found.held_out.values()) < 0.4

    def test_moving_a_style_changes_its_attribute_and_does_not_turn_the_head(self) -> None:
        found = directions()
        assert np.allclose(np.linalg.norm(found.moves, axis=1), 1)
        turned = found.slopes[[YAW, PITCH]] @ found.moves.T
        assert np.abs(turned[:, [ATTRIBUTES.index(name) for name in EXPRESSIONS]]).max() < 1e-9
        assert abs(turned[0, PITCH]) < 1e-9
        assert abs(turned[1, YAW]) < 1e-9
        for name in ATTRIBUTES:
            assert found.effect(name) > 0
        step = found.centre.astype(np.float32) + 2 * found.moves[JAW].astype(np.float32)
        assert found.predicted(step)[JAW] == pytest.approx(2 * found.effect("jaw"), rel=1e-3)

    def test_rest_is_what_least_shows(self) -> None:
        assert (directions().rest < -0.8).all()


class TestPeople:
    def test_the_same_seed_gives_the_same_person(self) -> None:
        at_hand = generator(Painter())
        one, again = (draw_person(at_hand, directions(), 3, (5, 1)) for _ in range(2))
        other = draw_person(at_hand, directions(), 3, (5, 2))
        assert np.array_equal(one.styles.mid, again.styles.mid)
        assert np.array_equal(one.strengths, again.strengths)
        assert not np.allclose(one.styles.fine, other.styles.fine)

    def test_each_edit_moves_its_part_of_the_style_within_bounds(self) -> None:
        at_hand, moves = generator(Painter()), directions().moves
        turned = 0
        for number in range(60):
            person = draw_person(at_hand, directions(), 4, (0, number))
            styles = person.styles
            assert styles.mid.shape == (5, STYLE)
            assert {part.dtype.name for part in (styles.coarse, styles.mid)} == {"float32"}
            assert (styles.fine == styles.fine[0]).all(), "who it is stays"
            away = np.linalg.norm(styles.mid - styles.fine, axis=1)
            assert away.max() < MOST + 1e-3
            expected = styles.fine + person.strengths[:, :2] @ moves[:2]
            assert np.allclose(styles.coarse, expected, atol=1e-4)
            for name, most in FURTHEST_TURN.items():
                assert np.abs(person.strengths[:, ATTRIBUTES.index(name)]).max() <= most
            edited = person.strengths[1:, len(TURNS) :]
            assert ((edited != 0).sum(1) >= 1).all()
            assert ((edited != 0).sum(1) <= 3).all()
            turned += int((person.strengths[1:, YAW] != 0).sum())
        assert 0.45 < turned / 240 < 0.75

    def test_edits_start_from_the_neutral_picture(self) -> None:
        person = draw_person(generator(Painter()), directions(), 4, (0, 3))
        moves = directions().moves
        steps = person.strengths[:, len(TURNS) :] @ moves[len(TURNS) :]
        neutral = person.styles.mid[0]
        assert np.allclose(neutral, person.styles.fine[0] + steps[0], atol=1e-4)
        assert np.allclose(person.styles.mid[1:], neutral + steps[1:], atol=1e-4)

    def test_a_smile_is_taken_back_to_rest(self) -> None:
        found = directions()
        # Along its own direction, so that a known step takes it back.
        level = found.centre + found.rest[SMILE] / found.effect("smile") * found.moves[SMILE]
        smiling = (level + 2 * found.moves[SMILE]).astype(np.float32)
        assert calming(smiling, found)[SMILE] == pytest.approx(-2, abs=0.01)
        laughing = (level + 9 * found.moves[SMILE]).astype(np.float32)
        assert calming(laughing, found)[SMILE] == -3.5, "but not beyond what pictures bear"

    def test_who_is_at_rest_is_left_alone(self) -> None:
        found = directions()
        # The least step that lowers all predictions at once.
        lower = np.linalg.lstsq(found.slopes, np.full(len(ATTRIBUTES), -5.0), rcond=None)[0]
        assert not calming((found.centre + lower).astype(np.float32), found).any()


class TestAttributes:
    def test_an_open_jaw_and_a_smile_are_told(self, driver_signals: list[Signal]) -> None:
        kept = np.stack([numbers(driver_signals[i]) for i in (5, 110, 195)])
        rest, jaw, smile = attributes(kept)
        assert jaw[JAW] > rest[JAW] + 0.3
        assert smile[SMILE] > rest[SMILE] + 0.3
        assert np.abs(attributes(kept)[:, :2]).max() < 0.6, "radians"

    def test_a_mirrored_face_looks_and_turns_the_other_way(
        self, driver_signals: list[Signal]
    ) -> None:
        signal = driver_signals[60]
        (one,), (other,) = (
            attributes(numbers(each)[None]) for each in (signal, signal.unmirrored())
        )
        for name in ("yaw", "look"):
            row = ATTRIBUTES.index(name)
            assert other[row] == pytest.approx(-one[row], abs=0.03)
        assert other[SMILE] == pytest.approx(one[SMILE], abs=1e-5)
