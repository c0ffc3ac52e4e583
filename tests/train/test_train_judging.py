"""Tables and pages by hand, pairs, and the whole judgement once, small."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

from engines.bundle import open_bundle
from rtxfer.errors import InputError
from rtxfer.evaluate import BlendshapeFidelity
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.frame import Frame, Image
from rtxfer.motion.relative import still
from rtxfer.sources import open_source
from rtxfer.target import Target
from tests.faces import laid, moved, signal_of
from tests.media import make_video
from train.data.face import MIRROR, Face
from train.data.pack import Pack
from train.data.packing import Crop, PackWriter
from train.data.prepare import CROP_SCALE, cut
from train.export import add_metrics
from train.judging import judge
from train.judging.actors import open_actors
from train.judging.contact_sheet import HEAD
from train.judging.cross_reenactment import Performance, _same_emotion, _Seen, _whose
from train.judging.moments import FILM_RATE, MOMENTS, TILE, Album, scores
from train.judging.page import Scene, page
from train.judging.pairs import clip_pairs, pack_pairs
from train.judging.table import (
    COLUMNS,
    ActorFigures,
    blendshape_table,
    cells_of,
    columns_of,
    figures_of,
    markdown,
    plain,
)

SIZE = 256


@pytest.fixture(scope="module")
def portrait(eileen: Target) -> Crop:
    return cut(eileen.image, eileen.signal, 0, SIZE)


# Rows


def test_the_floors_come_first_and_namesakes_are_told_apart(tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    shutil.copytree(open_bundle("warp").folder, twin)
    with ExitStack() as stack:
        actors = open_actors([str(twin), "warp", str(twin)], stack)
    assert [actor.label for actor in actors] == ["copy-target", "warp", str(twin)]
    assert [actor.moves for actor in actors] == [False, True, True]


def test_a_bundle_for_another_crop_is_refused(tmp_path: Path) -> None:
    wide = tmp_path / "wide"
    shutil.copytree(open_bundle("warp").folder, wide)
    manifest = wide / "manifest.toml"
    text = manifest.read_text("utf-8").replace("crop_scale = 1.9", "crop_scale = 2.5")
    manifest.write_text(text, "utf-8")
    with ExitStack() as stack, pytest.raises(InputError, match=r"2\.5"):
        open_actors([str(wide)], stack)


# Table and page


def rows() -> list[ActorFigures]:
    return [
        ActorFigures("copy-target", {"l1": 9.0, "ssim": 0.7, "to_target": 1.0, "au_gain": 0.0}),
        ActorFigures("warp", {"l1": 5.001, "ssim": 0.8, "to_target": 0.8, "au_gain": 1.3}),
        ActorFigures("flow", {"l1": 5.004, "ssim": 0.9, "to_target": 0.9, "au_gain": 0.8}),
        ActorFigures("broken", {"l1": float("nan"), "ssim": 0.1, "to_target": float("nan")}),
    ]


def test_the_best_is_bold() -> None:
    lines = markdown(rows(), ["a note"]).splitlines()
    assert lines[0] == "| generator | L1 ↓ | SSIM ↑ | AU gain →1 | like target ↑ |"
    assert lines[2] == "| copy-target | 9.00 | 0.700 | 0.00 | 1.000 |"
    # What reads alike is alike.
    assert lines[3] == "| warp | **5.00** | 0.800 | 1.30 | 0.800 |"
    assert lines[4] == "| flow | **5.00** | **0.900** | **0.80** | **0.900** |"
    assert lines[5] == "| broken | – | 0.100 | – | – |"
    assert lines[-1] == "- a note"


def test_columns_without_numbers_are_left_out() -> None:
    columns = columns_of(
        [*rows(), ActorFigures("other", {"lpips": float("nan"), "render cpu": 3.0})]
    )
    assert list(columns) == ["l1", "ssim", "au_gain", "to_target", "render cpu"]
    assert cells_of(rows(), {}) == []


def test_blendshapes_are_told_one_by_one_both_sides_together() -> None:
    def shown(actor: str, **shapes: tuple[float, float]) -> Performance:
        told = {name: BlendshapeFidelity(*both, 0.5) for name, both in shapes.items()}
        return Performance(actor, "a", "b", 9, {}, {}, told)

    shows = [
        shown("flow", mouthPressLeft=(0.2, 0.4), mouthPressRight=(0.4, 0.6), mouthLeft=(1, 0.9)),
        shown("warp", mouthPressLeft=(0.5, 0.7)),
    ]
    rows = [figures_of(name, [], shows, {}) for name in ("flow", "warp")]
    assert rows[0].blendshapes["mouthPress"]["gain"] == pytest.approx(0.3)
    assert blendshape_table(rows).splitlines()[2:] == [
        "| blendshape | flow | warp |",
        "| :-- | --: | --: |",
        "| mouthLeft | 1.00 · 0.90 | – |",
        "| mouthPress | 0.30 · 0.50 | 0.50 · 0.70 |",
    ]
    assert blendshape_table([figures_of("flow", [], [], {})]) == ""


def test_json_knows_no_nan() -> None:
    assert plain({"a": [float("nan"), np.float64(0.5)], 7: "x"}) == {"a": [None, 0.5], "7": "x"}


class Reader(HTMLParser):
    """Checks that what is opened is closed, and collects where things come from."""

    VOID = frozenset({"meta", "img", "link", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sources: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_is_whole_and_stands_alone(driver_frames: list[Frame], eileen: Target) -> None:
    album = Album(eileen.signal.landmarks)
    yawn = np.zeros(52, np.float32)
    yawn[BLENDSHAPE["jawOpen"]] = 0.8
    album.look(driver_frames[0], laid(), moved(blendshapes=yawn), eileen.image)
    albums = {"copy-target": album, "<flow>": Album(eileen.signal.landmarks)}
    text = page(rows(), ["5 < 6"], [Scene("d", "t & u", albums, "films/d-t.webp")])
    reader = read(text)
    assert "<h2>Wide-open mouth</h2>" in text
    assert "Grin" not in text
    assert "&lt;flow&gt;" in text
    assert "5 &lt; 6" in text
    assert "<b>0.900</b>" in text
    pictures = [s for s in reader.sources if s.startswith("data:image/jpeg;base64,")]
    assert len(pictures) == 2
    assert set(reader.sources) - set(pictures) == {"films/d-t.webp"}
    assert not reader.tags & {"script", "link", "iframe"}
    assert "://" not in text


def test_a_page_without_cross_reenactment() -> None:
    assert "<img" not in page(rows(), [], [])
    read(page(rows(), [], []))


# Whose face


def test_drivers_too_are_less_like_themselves_when_they_move() -> None:
    def unit(angle: float) -> np.ndarray:
        return np.array([np.cos(angle), np.sin(angle), 0], np.float32)

    portrait = np.array([0, 0, 1], np.float32)
    seen = []
    for number, angle in enumerate((0.0, 0.2, 0.6, 0.4)):
        blendshapes = np.zeros(52, np.float32)
        blendshapes[BLENDSHAPE["jawOpen"]] = number / 4  # the first is the calmest
        driver = signal_of(blendshapes=blendshapes)
        seen.append(_Seen(driver, None, 0.0, (unit(angle), portrait)))
    figures = _whose(seen, portrait)
    assert figures["to_target"] == pytest.approx(1)
    assert figures["leak"] == pytest.approx(0, abs=1e-6)
    assert figures["driver_to_self"] == pytest.approx(np.cos([0.2, 0.6, 0.4]).mean(), abs=1e-5)
    assert np.isnan(_whose(seen[:1], portrait)["driver_to_self"]), "one frame says nothing"
    assert _whose(seen, None) == {}


def test_emotions_are_compared_where_they_were_judged() -> None:
    judged = [
        ("happiness", "happiness"),
        None,
        ("surprise", "neutral"),
        ("neutral", "neutral"),
        None,
        ("anger", "neutral"),
        ("neutral", "neutral"),
    ]
    seen = [_Seen(signal_of(), None, 0.0, None, emotions) for emotions in judged]
    assert _same_emotion(seen) == {"emotion": pytest.approx(3 / 5)}
    assert _same_emotion([one for one in seen if one.emotions is None]) == {}


# Moments


def test_moments_are_the_drivers_strongest(driver_frames: list[Frame], eileen: Target) -> None:
    assert not any(scores(still()).values())
    turned = moved(head=(0, -0.3, 0))
    assert max(scores(turned), key=scores(turned).__getitem__) == "head turn"
    album = Album(eileen.signal.landmarks)
    grin = np.zeros(52, np.float32)
    grin[[BLENDSHAPE["mouthSmileLeft"], BLENDSHAPE["mouthSmileRight"]]] = 1
    strengths = (0.2, 0.9, 0.5)
    for frame, strength in zip(driver_frames, strengths, strict=False):
        album.look(frame, laid(), moved(blendshapes=grin * strength), eileen.image)
    assert set(album.best) == {"grin"}
    assert album.best["grin"].score == pytest.approx(0.9)
    assert set(album.best) < set(MOMENTS)


def test_a_film_is_short_and_unhurried(driver_frames: list[Frame], eileen: Target) -> None:
    album = Album(eileen.signal.landmarks)
    for frame in driver_frames[:60]:
        album.look(frame, laid(), still(), eileen.image)
    times = [picture.time for picture in album.film]
    assert min(np.diff(times)) >= 0.98 / FILM_RATE
    assert len(times) >= 15


# Pairs and the whole


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, portrait: Crop) -> Path:
    """Two faces of one person: a portrait and the same mirrored."""
    folder = tmp_path_factory.mktemp("pack")
    face = Face(portrait.image, portrait.landmarks, portrait.blendshapes).moved(MIRROR, SIZE)
    mirrored = Crop(
        face.image, face.landmarks, face.blendshapes, 0, portrait.matrix, portrait.quality
    )
    facts = {"identity": "eileen", "clip": "", "source": "nasa", "licence": "CC0", "split": "eval"}
    with PackWriter(folder, SIZE, CROP_SCALE, 95) as writer:
        for name, crop in (("left", portrait), ("right", mirrored)):
            writer.add(name, facts | {"expression": name}, [crop], {})
    return folder


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, driver_frames: list[Frame]) -> Path:
    """A dozen frames: brows, an open jaw, a smile."""
    path = tmp_path_factory.mktemp("clips") / "driver.mp4"
    images: list[Image] = [frame.image for frame in driver_frames[60:205:12]]
    return make_video(path, pts=range(0, 3 * len(images), 3), images=images)


def test_photographs_pair_in_both_orders(pack: Path) -> None:
    pairs = list(pack_pairs(Pack(pack, "eval")))
    assert [pair.name for pair in pairs] == ["eileen, left → right", "eileen, right → left"]
    pair = pairs[0]
    assert pair.valid.shape == pair.mouth.shape == (SIZE, SIZE)
    assert 0.1 < pair.valid.mean() / 255 < 0.6
    assert 0 < pair.mouth.mean() < pair.valid.mean()
    centre = np.append(pair.truth.landmarks[[61, 291], :2].mean(0), 1)
    assert np.abs((pair.around_mouth @ centre)[:2] - 0.5).max() < 0.2


def test_frames_of_a_clip_pair_with_the_calmest(clip: Path) -> None:
    pairs = list(clip_pairs(clip))
    assert 5 <= len(pairs) <= 12
    assert len({id(pair.source) for pair in pairs}) == 1
    assert all(pair.name != other.name for pair in pairs for other in pairs if pair is not other)
    assert max(float(np.abs(pair.motion().blendshapes).max()) for pair in pairs) > 0.3


def test_the_whole_judgement(tmp_path: Path, pack: Path, clip: Path, driver_path: Path) -> None:
    target = driver_path.parent / "grace_hopper.jpg"
    rows = judge(["warp"], pack, tmp_path, clips=clip, targets=target, pretrained=tmp_path / "none")
    assert [row.label for row in rows] == ["copy-target", "warp"]
    copy, warp = (row.figures for row in rows)
    assert set(rows[0].groups) == {"nasa", "driver"}
    assert warp["landmarks"] < 0.5 * copy["landmarks"]
    assert warp["mouth_l1"] < copy["mouth_l1"]
    assert warp["ssim"] > copy["ssim"]
    assert warp["au_correlation"] > 0.6
    assert copy["au_correlation"] == pytest.approx(0, abs=1e-6)
    assert copy["flicker"] == 0
    assert warp["turn_error"] < 5
    assert "26" in rows[1].units

    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert len(report["performances"]) == 2
    assert any("no LPIPS" in note for note in report["notes"])
    table = (tmp_path / "report.md").read_text("utf-8")
    assert "LPIPS ↓" not in table
    assert any("no emotion" in note for note in report["notes"])
    assert "emotion" not in table.splitlines()[0]
    assert "leak" not in table.splitlines()[0]
    assert re.search(r"\| warp \| \*\*\d", table)
    sources = read((tmp_path / "index.html").read_text("utf-8")).sources
    films = [source for source in sources if not source.startswith("data:")]
    assert films == ["films/driver-grace_hopper.webp"]
    sheet = cv2.imread(str(tmp_path / "sheet.jpg"))
    moments, rest = divmod(sheet.shape[0] - HEAD, TILE)
    assert (moments > 0, rest, sheet.shape[1]) == (True, 0, 3 * TILE)
    with open_source(tmp_path / films[0]) as film:
        assert film.info.width == 3 * film.info.height


def test_a_bundle_is_signed_with_its_figures(tmp_path: Path, pack: Path) -> None:
    twin, shipped = tmp_path / "twin", open_bundle("warp")
    shutil.copytree(shipped.folder, twin)
    out = tmp_path / "report"
    _, floor, row = judge([str(twin)], pack, out, pretrained=tmp_path / "none", sign=True)
    signed = open_bundle(str(twin)).manifest
    assert signed.metrics["mouth_l1"] == pytest.approx(row.figures["mouth_l1"], abs=1e-4)
    assert row.figures["mouth_l1"] == floor.figures["mouth_l1"]
    assert set(signed.metrics) <= set(COLUMNS), "no milliseconds, they are the machine's"
    assert signed.model_copy(update={"metrics": shipped.manifest.metrics}) == shipped.manifest
    add_metrics(twin, {"ssim": 0.5, "lpips": float("nan")})
    assert open_bundle(str(twin)).manifest.metrics == {"ssim": 0.5}
    assert sorted(path.name for path in twin.iterdir()) == sorted(
        path.name for path in shipped.folder.iterdir()
    )
