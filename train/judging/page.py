"""The report as one HTML page with its pictures inside; only the films lie beside it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Final

from rtxfer.face.action_units import ACTION_UNITS
from train.judging.moments import MOMENTS, Album
from train.judging.table import ActorFigures, cells_of, columns_of

_UNIT_FIGURES: Final = ("gain", "correlation", "icc")

_PAGE: Final = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Generators compared</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff; }
  section { overflow-x: auto; margin-bottom: 2.5rem; }
  table { border-collapse: collapse; }
  th, td { padding: .2rem .6rem; text-align: right; white-space: nowrap; }
  th:first-child { text-align: left; }
  .figures tr + tr { border-top: 1px solid #ddd; }
  .grid th, .grid td { padding: 1px; text-align: center; font-weight: normal; font-size: 13px; }
  .grid .first { padding-left: 10px; }
  .grid img { display: block; width: 144px; height: 144px; }
  figure { margin: 0 0 1rem; }
  figcaption { font-size: 13px; }
</style>
</head>
<body>
<h1>Generators compared</h1>
<section>
$figures
</section>
$notes
<section>
<h2>Action units</h2>
<p>Gain · correlation · ICC(3,1), means over the performances whose driver uses the unit.</p>
$units
</section>
$grids
$films
</body>
</html>
""")


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One driver on one target, as every actor played it.

    Attributes:
        albums: by the actor's label.
        film: name of the file that shows it, empty if there is none.
    """

    driver: str
    target: str
    albums: dict[str, Album]
    film: str = ""


def page(rows: Sequence[ActorFigures], notes: Iterable[str], scenes: Sequence[Scene]) -> str:
    """The whole page; `scenes` may be none."""
    grids = [_grid(name, scenes) for name in MOMENTS]
    films = [_film(scene) for scene in scenes if scene.film]
    return _PAGE.substitute(
        figures=_figures(rows),
        notes=_list(notes),
        units=_units(rows),
        grids="\n".join(filter(None, grids)),
        films="<section>\n<h2>Side by side</h2>\n" + "\n".join(films) + "\n</section>"
        if films
        else "",
    )


def _figures(rows: Sequence[ActorFigures]) -> str:
    columns = columns_of(rows)
    heads = [f"<th>{escape(c.title)} {c.arrow}</th>" for c in columns.values()]
    lines = [f"<tr><th>generator</th>{''.join(heads)}</tr>"]
    for row, cells in zip(rows, cells_of(rows, columns), strict=True):
        inside = (f"<td>{f'<b>{text}</b>' if best else text}</td>" for text, best in cells)
        lines.append(f"<tr><th>{escape(row.label)}</th>{''.join(inside)}</tr>")
    return _table("figures", lines)


def _units(rows: Sequence[ActorFigures]) -> str:
    names = [name for name in ACTION_UNITS if any(name in row.units for row in rows)]
    lines = [f"<tr><th>generator</th>{''.join(f'<th>AU {name}</th>' for name in names)}</tr>"]
    for row in rows:
        cells = []
        for name in names:
            unit = row.units.get(name, {})
            figures = (f"{unit[figure]:z.2f}" for figure in _UNIT_FIGURES if figure in unit)
            cells.append(" · ".join(figures))
        inside = "".join(f"<td>{cell or '–'}</td>" for cell in cells)
        lines.append(f"<tr><th>{escape(row.label)}</th>{inside}</tr>")
    return _table("figures", lines)


def _grid(name: str, scenes: Sequence[Scene]) -> str:
    """Drivers down, targets and actors across, all at one moment."""
    shown = [scene for scene in scenes if any(name in a.best for a in scene.albums.values())]
    if not shown:
        return ""
    drivers = list(dict.fromkeys(scene.driver for scene in shown))
    targets = list(dict.fromkeys(scene.target for scene in shown))
    actors = list(shown[0].albums)
    over = (f'<th colspan="{len(actors)}">{escape(target)}</th>' for target in targets)
    under = (_cell("th", escape(actor), n == 0) for _ in targets for n, actor in enumerate(actors))
    lines = [
        f"<tr><th></th><th></th>{''.join(over)}</tr>",
        f"<tr><th></th><th>driver</th>{''.join(under)}</tr>",
    ]
    for driver in drivers:
        own = {scene.target: scene for scene in shown if scene.driver == driver}
        first = next(a for scene in own.values() for a in scene.albums.values() if name in a.best)
        picture = _picture(first.best[name].driver, f"{driver}: {name}")
        cells = [f"<th>{escape(driver)}</th>", _cell("td", picture)]
        for target in targets:
            cells += _tiles(name, own.get(target), actors)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    title = escape(name[0].upper() + name[1:])
    return f"<section>\n<h2>{title}</h2>\n{_table('grid', lines)}\n</section>"


def _tiles(name: str, scene: Scene | None, actors: Sequence[str]) -> list[str]:
    """The actors in one scene; empty where the moment does not occur."""
    cells = []
    for number, actor in enumerate(actors):
        best = scene.albums[actor].best.get(name) if scene else None
        inside = ""
        if scene and best:
            words = f"{scene.driver} on {scene.target} by {actor}: {name}"
            inside = _picture(best.portrait, words)
        cells.append(_cell("td", inside, number == 0))
    return cells


def _film(scene: Scene) -> str:
    words = escape(f"{scene.driver} on {scene.target}: driver, {', '.join(scene.albums)}")
    image = f'<img src="{escape(scene.film)}" alt="{words}" loading="lazy">'
    return f"<figure>{image}<figcaption>{words}</figcaption></figure>"


def _picture(jpeg: bytes, words: str) -> str:
    data = base64.b64encode(jpeg).decode()
    return f'<img src="data:image/jpeg;base64,{data}" alt="{escape(words)}">'


def _cell(kind: str, inside: str, first: bool = False) -> str:
    mark = ' class="first"' if first else ""
    return f"<{kind}{mark}>{inside}</{kind}>"


def _table(kind: str, lines: list[str]) -> str:
    return f'<table class="{kind}">\n' + "\n".join(lines) + "\n</table>"


def _list(notes: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(note)}</li>\n" for note in notes)
    return f"<ul>\n{lines}</ul>" if lines else ""
