"""Whatever is written says that it was made, and tells when it was changed since."""

from __future__ import annotations

import json
import socket
import stat
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from c2pa import Context, Reader
from PIL import Image as Pillow

from rtxfer import __version__
from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.provenance import GeneratorUsed, Origin, publish, save_picture, sidecar_of
from rtxfer.provenance.manifest import SOURCE_TYPE
from rtxfer.provenance.read import read_claim
from rtxfer.sinks import open_sink

FLOW = GeneratorUsed("flow", "3", "ab" * 32)
ORIGIN = Origin((FLOW,))
EMBEDDED = ("clip.mp4", "clip.mov", "clip.gif", "clip.webp")
BESIDE = ("clip.mkv", "clip.webm")


def write(path: Path, origin: Origin = ORIGIN, frames: int = 3) -> None:
    rate = Fraction(25)
    with open_sink(path, size=(64, 48), rate=rate, time_base=1 / rate, origin=origin) as sink:
        for number in range(frames):
            image = np.full((48, 64, 3), 40 * number, np.uint8)
            sink.write(Frame(image, number, number, 1 / rate))


def read(path: Path, kind: str | None = None, store: bytes | None = None) -> dict[str, Any]:
    """By the reader of the Content Authenticity Initiative, with no settings of ours."""
    with Context() as context, path.open("rb") as file:
        reader = Reader(kind, file, store, context=context)
        return json.loads(reader.json())


def created(store: dict[str, Any]) -> dict[str, Any]:
    manifest = store["manifests"][store["active_manifest"]]
    (actions,) = [one for one in manifest["assertions"] if one["label"] == "c2pa.actions.v2"]
    return actions["data"]["actions"][0]


def flip(path: Path, share: float = 0.5) -> None:
    content = bytearray(path.read_bytes())
    content[int(share * len(content))] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", EMBEDDED)
def test_holds_a_manifest_that_others_read(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    store = read(tmp_path / name)
    assert store["validation_state"] == "Valid"
    action = created(store)
    assert action["action"] == "c2pa.created"
    assert action["digitalSourceType"] == SOURCE_TYPE
    assert action["softwareAgent"] == {"name": "rtxfer", "version": __version__}
    assert action["parameters"]["rtxfer.generators"] == [
        {"name": "flow", "version": "3", "sha256": "ab" * 32}
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


@pytest.mark.parametrize("name", BESIDE)
def test_has_a_manifest_beside_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(path)
    store = read(path, "application/octet-stream", sidecar_of(path).read_bytes())
    assert store["validation_state"] == "Valid"
    assert created(store)["digitalSourceType"] == SOURCE_TYPE
    assert sorted(one.name for one in tmp_path.iterdir()) == [name, f"{name}.c2pa"]


def test_two_films_of_one_stem_keep_a_manifest_each(tmp_path: Path) -> None:
    for name in BESIDE:
        write(tmp_path / name)
    claims = [read_claim(tmp_path / name) for name in BESIDE]
    assert [claim.state for claim in claims if claim] == ["ours", "ours"]


@pytest.mark.parametrize("pattern", ["%03d.png", "%03d.jpg"])
def test_every_picture_of_a_sequence_is_signed(tmp_path: Path, pattern: str) -> None:
    write(tmp_path / pattern)
    pictures = sorted(tmp_path.iterdir())
    assert len(pictures) == 3
    assert {read(path)["validation_state"] for path in pictures} == {"Valid"}


@pytest.mark.parametrize("name", [*EMBEDDED, *BESIDE])
def test_a_change_is_noticed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(path)
    before = read_claim(path)
    assert before is not None
    assert before.state == "ours"
    flip(path, 0.97 if name in BESIDE else 0.999)
    after = read_claim(path)
    assert after is not None
    assert after.state == "changed"
    assert after.problems


def test_a_manifest_of_another_file_is_noticed(tmp_path: Path) -> None:
    write(tmp_path / "a.mkv")
    write(tmp_path / "b.mkv", frames=4)
    sidecar_of(tmp_path / "a.mkv").replace(sidecar_of(tmp_path / "b.mkv"))
    claim = read_claim(tmp_path / "b.mkv")
    assert claim is not None
    assert claim.state == "changed"


def test_what_was_not_made_here_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Pillow.new("RGB", (64, 64)).save(path)
    assert read_claim(path) is None
    path.write_text("no picture at all")
    assert read_claim(path) is None


def test_a_portrait_with_a_manifest_is_named_as_an_ingredient(tmp_path: Path) -> None:
    signed, plain = tmp_path / "Jane Doe.png", tmp_path / "John Doe.png"
    image = np.zeros((48, 64, 3), np.uint8)
    save_picture(image, signed, Origin())
    Pillow.fromarray(image).save(plain)
    write(tmp_path / "clip.mp4", Origin((FLOW,), (signed, plain, tmp_path / "gone.png")))
    store = read(tmp_path / "clip.mp4")
    assert store["validation_state"] == "Valid"
    (ingredient,) = store["manifests"][store["active_manifest"]]["ingredients"]
    assert ingredient["active_manifest"] == read(signed)["active_manifest"]
    assert "Doe" not in json.dumps(store)
    claim = read_claim(tmp_path / "clip.mp4")
    assert claim is not None
    assert claim.portraits == 1
    assert claim.generators == ("flow 3",)


def test_no_copy_of_a_picture_lies_in_the_manifest(tmp_path: Path) -> None:
    write(tmp_path / "clip.mp4")
    assert "thumbnail" not in json.dumps(read(tmp_path / "clip.mp4"))


def test_the_old_file_stays_where_signing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clip.mp4"
    write(path)
    old = path.read_bytes()
    monkeypatch.setattr("rtxfer.provenance.sign.definition", lambda *_: {"assertions": 3})
    with pytest.raises(OutputError, match="could not be signed"):
        write(path, frames=5)
    assert path.read_bytes() == old
    assert [one.name for one in tmp_path.iterdir()] == ["clip.mp4"]


def test_everybody_who_could_read_a_result_still_can(tmp_path: Path) -> None:
    save_picture(np.zeros((8, 8, 3), np.uint8), tmp_path / "a.png", ORIGIN)
    write(tmp_path / "b.mkv")
    plain = tmp_path / "plain"
    plain.touch()
    modes = {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    assert modes == {stat.S_IMODE(plain.stat().st_mode)}


def test_nobody_is_asked_over_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    write(tmp_path / "clip.mp4")
    assert read_claim(tmp_path / "clip.mp4") is not None


def test_publishing_moves_and_leaves_nothing(tmp_path: Path) -> None:
    write(tmp_path / "clip.mp4")
    draft = tmp_path / "draft.mp4"
    draft.write_bytes((tmp_path / "clip.mp4").read_bytes())
    publish(draft, tmp_path / "moved.mp4", ORIGIN)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["clip.mp4", "moved.mp4"]


def test_an_origin_grows_and_survives_a_journal() -> None:
    other = Origin((GeneratorUsed("warp", "1", "cd"),), (Path("/p/a.png"),))
    both = ORIGIN.joined(other)
    assert [one.name for one in both.generators] == ["flow", "warp"]
    assert both.joined(ORIGIN) is both
    assert Origin.from_json(json.loads(json.dumps(both.to_json()))) == both
    for damaged in (None, 3, [], {}, {"generators": [1], "portraits": []}, {"generators": []}):
        assert Origin.from_json(damaged) == Origin()
