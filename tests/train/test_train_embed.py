"""A report's table goes where a page wants it, and nothing else of the page changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtxfer.errors import InputError
from train.judging.embed import END, START, demand_place, embed


def test_the_table_and_its_picture_are_renewed(tmp_path: Path) -> None:
    page, sheet = tmp_path / "methods.md", tmp_path / "sheet.jpg"
    page.write_text(f"# Methods\n\nBefore.\n\n{START}\nold\n{END}\n\nAfter \\1.\n", "utf-8")
    sheet.write_bytes(b"picture")
    demand_place(page)
    for table in ("| a |\n", "| \\2 |\n"):
        embed(page, table, sheet)
    text = page.read_text("utf-8")
    assert text.startswith(f"# Methods\n\nBefore.\n\n{START}\n\n| \\2 |\n\n![")
    assert text.endswith(f"(images/methods.jpg)\n\n{END}\n\nAfter \\1.\n")
    assert "old" not in text
    assert "| a |" not in text
    assert (tmp_path / "images" / "methods.jpg").read_bytes() == b"picture"


def test_without_pictures_the_table_stands_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{START}{END}", "utf-8")
    embed(page, "| a |", None)
    assert page.read_text("utf-8") == f"{START}\n\n| a |\n\n{END}"
    assert not (tmp_path / "images").exists()


def test_a_page_without_a_place_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    with pytest.raises(InputError, match="There is no page"):
        demand_place(page)
    page.write_text(f"{END} {START}", "utf-8")
    with pytest.raises(InputError, match="does not say where"):
        demand_place(page)
