"""The badge's switch: what it does, and that it cannot take back what a policy demands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QPoint, Qt

from rtxfer.provenance import policy
from rtxfer.provenance.badge import VARIABLE, badge_wanted
from rtxfer.provenance.finish import marking


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """By whoever runs the tests; and put back after each."""
    monkeypatch.setenv(VARIABLE, "")


def shown() -> bool:
    """Whether a frame that is finished now has the badge in its corner."""
    image = np.full((360, 640, 3), 200, np.uint8)
    finish(image)
    return bool(image[-60:, -160:].min() < 120)


finish = marking("warp")


def click(qtbot: Any, box: Any) -> None:
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def test_it_is_off_until_it_is_switched_on(window: Any, store: Any, qtbot: Any) -> None:
    switch = window.output.badge
    assert (switch.box.isChecked(), switch.box.isEnabled()) == (False, True)
    assert not shown()
    click(qtbot, switch.box)
    assert store.value.output.badge
    assert os.environ[VARIABLE] == "yes"
    assert shown(), "amidst a run, from the next frame on"
    click(qtbot, switch.box)
    assert not store.value.output.badge
    assert not shown()


def test_it_is_kept(open_window: Callable[..., Any], store: Any) -> None:
    store.change(output=store.value.output.model_copy(update={"badge": True}))
    window = open_window(store)
    assert window.output.badge.box.isChecked()
    assert badge_wanted()


@pytest.mark.parametrize(
    ("text", "reason"), [("badge = true", "A policy"), ("badge = 3.5", "cannot be understood")]
)
def test_a_policy_is_stronger(
    open_window: Callable[..., Any],
    store: Any,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    reason: str,
) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text)
    monkeypatch.setenv(policy.VARIABLE, str(path))
    window = open_window(store)
    switch = window.output.badge
    assert (switch.box.isChecked(), switch.box.isEnabled()) == (True, False)
    assert reason in switch.reason.text()
    click(qtbot, switch.box)
    assert switch.box.isChecked()
    assert not store.value.output.badge, "it was not the user who chose"


def test_an_option_is_stronger(
    open_window: Callable[..., Any], store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "yes")
    switch = open_window(store).output.badge
    assert (switch.box.isChecked(), switch.box.isEnabled()) == (True, False)
    assert "started" in switch.reason.text()
