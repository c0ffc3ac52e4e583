"""What a network half sees beside a person: edges and hair stay, clouds go."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from rtxfer.head.matte import without_clouds

Alpha = npt.NDArray[np.uint8]
SIDE = 400


@pytest.fixture
def person() -> Alpha:
    """A disc with a soft edge."""
    alpha = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(alpha, (200, 200), 90, 255, -1)
    return np.asarray(cv2.GaussianBlur(alpha, (0, 0), 2), np.uint8)


def test_an_edge_stays(person: Alpha) -> None:
    assert np.abs(without_clouds(person).astype(int) - person).max() <= 20


def test_strands_of_hair_stay(person: Alpha) -> None:
    hairy = person.copy()
    for angle in range(0, 180, 12):
        tip = np.radians(angle)
        end = (round(200 + 95 * np.cos(tip)), round(200 - 95 * np.sin(tip)))
        cv2.line(hairy, (200, 200), end, 255, 1)
    kept = without_clouds(hairy)
    strands = (hairy > 200) & (person < 100)
    assert strands.sum() > 20
    assert kept[strands].mean() > 0.85 * hairy[strands].mean()


def test_a_cloud_beside_them_goes(person: Alpha) -> None:
    cloudy = person.copy()
    cloudy[240:330, 20:180] = np.maximum(cloudy[240:330, 20:180], 140)
    kept = without_clouds(np.asarray(cv2.GaussianBlur(cloudy, (0, 0), 6), np.uint8))
    assert kept[250:320, 30:95].max() < 10
    assert kept[150:250, 150:250].min() == 255


def test_what_is_half_seen_amidst_them_stays(person: Alpha) -> None:
    """A fan between an arm and a dress."""
    held = person.copy()
    cv2.circle(held, (200, 200), 30, 130, -1)
    assert (without_clouds(held)[190:210, 190:210] == 130).all()
