"""What steadiness costs."""

from __future__ import annotations

import pytest

from rtxfer.app.model.smoothing_lag import smoothing_lag


def test_steadier_is_later() -> None:
    lags = [smoothing_lag(amount) for amount in (0.0, 0.5, 1.0, 2.0, 4.0)]
    assert lags[0] == pytest.approx(0, abs=1)
    assert lags == sorted(lags)
    assert 3 < lags[2] < 100
