"""The whole judgement: everybody on everything, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.progress import track

from engines.bundle import open_bundle
from rtxfer.atomic import OPEN, replace_bytes, replace_text
from rtxfer.errors import InputError
from rtxfer.resting import resting_face
from rtxfer.target import Target
from train.data.adapters import Item, items_of
from train.data.pack import Pack
from train.data.packing import encode
from train.data.prepare import Options, refusal
from train.export import add_metrics
from train.judging.actors import Actor, latency, open_actors
from train.judging.contact_sheet import contact_sheet
from train.judging.cross_reenactment import Part, Performance, perform, sized
from train.judging.embed import demand_place, embed
from train.judging.judges import Judges
from train.judging.measures import mean_of
from train.judging.moments import write_film
from train.judging.page import Scene, page
from train.judging.pairs import clip_pairs, pack_pairs
from train.judging.self_reenactment import compare
from train.judging.table import (
    COLUMNS,
    ActorFigures,
    blendshape_table,
    figures_of,
    markdown,
    plain,
)
from train.pretrained import open_pretrained
from train.pretrained.perceptual import Net

FILMS: Final = "films"
SHEET: Final = "sheet.jpg"
SHEET_QUALITY: Final = 88


def judge(
    bundles: Sequence[str],
    data: Path,
    out: Path,
    *,
    clips: Path | None = None,
    targets: Path | None = None,
    every: int = 1,
    net: Net = "alex",
    pretrained: Path | None = None,
    sign: bool = False,
    into: Path | None = None,
) -> list[ActorFigures]:
    """Judge bundles by the protocol of `train.judging` and write the report.

    Args:
        bundles: names or folders; the floors need not be named.
        data: a pack with crops of split "eval".
        out: folder of the report; what it holds of an earlier one is replaced.
        clips: a clip or a folder of them: drivers, and pairs for self-reenactment of those
            that may not be trained on.
        targets: a portrait or a folder of them; with `clips`, cross-reenactment is judged too.
        every: of the clips, take every n-th frame.
        net: body of LPIPS.
        pretrained: folder of the frozen networks.
        sign: write the figures into the manifests of the bundles given.
        into: a page in Markdown that takes the table over, see `train.judging.embed`.

    Raises:
        InputError: nothing to judge on, a bundle that cannot be judged, or a page without a place
            for the table.
    """
    if into is not None:
        demand_place(into)
    out.mkdir(parents=True, exist_ok=True)
    judges = Judges(open_pretrained(pretrained, net=net, judge=True))
    drivers = [item for item in _items(clips) if item.clip]
    portraits = [_portrait(item) for item in _items(targets) if not item.clip]
    with ExitStack() as stack:
        actors = open_actors(bundles, stack)
        found = pack_pairs(Pack(data, "eval"))
        pairs = list(chain(found, *(clip_pairs(i.path, every) for i in drivers if _is_unseen(i))))
        if not pairs:
            raise InputError(
                f"{data} has no two pictures of one person in split eval.",
                "Prepare some: python -m train prepare --split eval",
            )
        # Before the long work, so that what cannot be used is told at once.
        parts = list(_parts(drivers, portraits))
        likenesses = list(compare(actors, track(pairs, "Same person"), judges))
        performances: list[Performance] = []
        scenes = list(_scenes(actors, parts, judges, every, out, performances))
        latencies = {actor.label: latency(actor, pairs[0]) for actor in actors if actor.moves}
    rows = [
        figures_of(a.label, likenesses, performances, latencies.get(a.label, {})) for a in actors
    ]
    notes = [*_about(len(pairs), len(scenes), every, net), *_moved(performances), *judges.notes]
    table = markdown(rows, notes)
    shapes = blendshape_table(rows)
    replace_text(out / "report.md", "\n".join(filter(None, [table, shapes])), OPEN)
    replace_text(out / "index.html", page(rows, notes, scenes), OPEN)
    if scenes:
        replace_bytes(out / SHEET, encode(contact_sheet(scenes), SHEET_QUALITY), OPEN)
    if into is not None:
        embed(into, table, out / SHEET if scenes else None)
    facts: dict[str, Any] = {
        "notes": notes,
        "rows": [asdict(row) for row in rows],
        "pairs": [asdict(likeness) for likeness in likenesses],
        "performances": [asdict(performance) for performance in performances],
    }
    replace_text(out / "report.json", json.dumps(plain(facts), indent=1) + "\n", OPEN)
    for actor, row in zip(actors, rows, strict=True):
        if sign and actor.moves and actor.bundle in bundles:
            figures = {name: row.figures[name] for name in COLUMNS if name in row.figures}
            add_metrics(open_bundle(actor.bundle).folder, figures)
    return rows


def _items(place: Path | None) -> list[Item]:
    return [] if place is None else list(items_of(str(place)))


def _is_unseen(item: Item) -> bool:
    """Whether no generator of ours can have trained on it: `prepare` would not take it."""
    return bool(refusal(item, Options(split="train")))


def _portrait(item: Item) -> Target:
    return replace(sized(Target.open(item.path)), name=_name(item))


def _parts(drivers: Sequence[Item], portraits: Sequence[Target]) -> Iterator[Part]:
    """Every driver on every portrait."""
    for driver in drivers if portraits else ():
        neutral = resting_face(driver.path)
        for portrait in portraits:
            yield Part(_name(driver), driver.path, neutral, portrait)


def _name(item: Item) -> str:
    """Unique among the items of a folder, and fit for a file."""
    return item.identity.replace("/", "-")


def _scenes(
    actors: Sequence[Actor], parts: Sequence[Part], judges: Judges, every: int, out: Path,
    performances: list[Performance],
) -> Iterator[Scene]:  # fmt: skip
    """Every part as everybody plays it; what was measured goes into `performances`."""
    (out / FILMS).mkdir(exist_ok=True)
    for part in track(parts, "Strangers"):
        albums = {}
        for actor in actors:
            performance, albums[actor.label] = perform(actor, part, judges, every)
            performances.append(performance)
        film = ""
        if all(album.film for album in albums.values()):
            film = f"{FILMS}/{part.name}-{part.target.name}.webp"
            write_film(out / film, list(albums.values()))
            for album in albums.values():
                album.film.clear()  # many scenes' films would not fit into memory
        yield Scene(part.name, part.target.name, albums, film)


def _about(pairs: int, scenes: int, every: int, net: str) -> list[str]:
    return [
        f"self-reenactment: {pairs} pairs; cross-reenactment: {scenes} of driver and target, "
        f"every {every}. frame; LPIPS by {net}",
        "best in bold; copy-target is not marked under cross-reenactment, since an unmoved "
        "picture gets identity and steadiness for nothing",
        "milliseconds are of this machine at this moment: compare them only with each other",
    ]


def _moved(performances: Sequence[Performance]) -> list[str]:
    """What likeness can be asked of a face that moves."""
    own = mean_of([one.figures.get("driver_to_self", np.nan) for one in performances])
    if not np.isfinite(own):
        return []
    return [
        f"moving as they do, the drivers themselves keep a likeness of {own:.3f} to their calmest "
        "frame: a portrait that moves as much cannot be expected to keep more"
    ]
