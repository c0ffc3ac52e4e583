"""The person over the background: together the photograph, to the byte."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.head.layers import behind, continued, layers_of


@given(seed=st.integers(0, 99))
def test_one_layer_over_the_other_is_the_picture(seed: int) -> None:
    rng = np.random.default_rng(seed)
    image, background = rng.integers(0, 256, (2, 24, 32, 3), np.uint8)
    alpha = rng.choice([0, 3, 40, 128, 200, 255], (24, 32)).astype(np.uint8)
    layer, through = layers_of(image, alpha, background)
    assert (layer[..., :3] + behind(layer[..., 3], through) == image).all()
    assert (layer[..., 3] >= alpha).all()


def test_only_a_person_at_the_border_is_continued_beyond_it() -> None:
    layer = np.zeros((20, 30, 4), np.uint8)
    layer[:5, 10:20] = (10, 20, 30, 255)  # cut off by the upper border
    wide = continued(layer, 4)
    assert (wide[4:24, 4:34] == layer).all()
    assert (wide[:4, 14:24] == (10, 20, 30, 255)).all()
    assert not wide[:, :4].any()
    assert not wide[24:].any()
