"""Put a report's table and pictures into a page of the documentation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from rtxfer.atomic import replace_text
from rtxfer.errors import InputError

START: Final = "<!-- report -->"
END: Final = "<!-- /report -->"
"""Between these lines of the page the table comes to stand, in place of the last one."""

_PLACE: Final = re.compile(f"{START}.*?{END}", re.DOTALL)

IMAGES: Final = "images"
"""Folder beside the page in which the picture lies, under the page's own name."""


def demand_place(page: Path) -> None:
    """Refuse a page that has no place for a table.

    Raises:
        InputError: there is no such page, or none of its lines say where.
    """
    if not page.is_file():
        raise InputError(f"There is no page {page}.", "Write it first; the table goes into it.")
    if not _PLACE.search(page.read_text("utf-8")):
        raise InputError(
            f"{page} does not say where the table shall stand.",
            f"Put the two lines {START} and {END} there.",
        )


def embed(page: Path, table: str, sheet: Path | None) -> None:
    """Renew the table of a page, and its picture.

    Args:
        page: in Markdown, see `demand_place`.
        table: in Markdown.
        sheet: a JPEG that is copied beside the page, if there is one.
    """
    parts = [START, table.strip()]
    if sheet is not None:
        picture = page.parent / IMAGES / f"{page.stem}.jpg"
        picture.parent.mkdir(exist_ok=True)
        shutil.copyfile(sheet, picture)
        parts.append(f"![The most telling moments, each generator beside the driver.]"
                     f"({IMAGES}/{picture.name})")  # fmt: skip
    text = "\n\n".join([*parts, END])
    replace_text(page, _PLACE.sub(lambda _: text, page.read_text("utf-8"), count=1))
