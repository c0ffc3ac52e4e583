"""Whole files made into damaged ones, each by a few numbers: the same numbers, the same damage."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Final

_TOO_DAMAGED: Final = (
    *(ValueError, LookupError, TypeError, RuntimeError, EOFError, OSError),
    *(struct.error, zlib.error, zipfile.BadZipFile),
)
"""An earlier damage leaves nothing that could be changed from within."""

Damage = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

TEXTS: Final = ("manifest", "preferences", "profile", "batch", "policy", "message", "bench")
"""Kinds that are text, besides the tables."""

HEADER: Final = 400
"""Bytes at the beginning that are hit more often than the rest."""

_LENGTHS: Final = (0, 1, 2, 7, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000)


def damaged(content: bytes, kind: str, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """A damaged copy.

    Args:
        content: a whole file.
        kind: see `tests.generated.seeds`.
        draw: what is done, and where.
        others: whole files of any kind, to splice with.
    """
    ways: list[Damage] = [*_OF_BYTES]
    if kind in TEXTS or kind.startswith("table"):
        ways += [*_OF_TEXT * 2]
    if kind == "motion":
        ways = [_member_damaged] * 8 + [_flipped, _cut]
    if kind == "journal":
        ways = [_sealed_again] * 10 + [_flipped, _cut]
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        try:
            content = draw.choice(ways)(content, draw, others)
        except _TOO_DAMAGED:
            break
    return content


def _place(content: bytes, draw: random.Random) -> int:
    if not content:
        return 0
    return draw.randrange(min(len(content), HEADER) if draw.random() < 0.5 else len(content))


def _flipped(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    made = bytearray(content)
    for _ in range(draw.choice((1, 2, 8, max(1, len(made) // 100)))):
        if made:
            made[_place(content, draw)] = draw.randrange(256)
    return bytes(made)


def _cut(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    return content[: draw.randrange(len(content) + 1)]


def _hollow(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """A stretch that was never written, as by a disk that was taken out."""
    start, length = _place(content, draw), draw.choice((4, 64, 4096))
    filled = draw.choice((b"\0", b"\xff")) * len(content[start : start + length])
    return content[:start] + filled + content[start + length :]


def _doubled(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    start = _place(content, draw)
    piece = content[start : start + draw.choice((1, 16, 512, len(content)))]
    return content[:start] + piece * draw.choice((2, 3)) + content[start + len(piece) :]


def _missing(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    start = _place(content, draw)
    return content[:start] + content[start + draw.choice((1, 4, 100, 2000)) :]


def _spliced(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    other = draw.choice(others)
    start = _place(other, draw)
    piece = other[start : start + draw.choice((16, 500, len(other)))]
    place = _place(content, draw)
    kept = content[place:] if draw.random() < 0.5 else content[place + len(piece) :]
    return content[:place] + piece + kept


def _absurd(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """A length, count, size or offset that cannot be."""
    order = draw.choice("<>")
    number = struct.pack(f"{order}I", draw.choice(_LENGTHS))
    number = draw.choice((number, number * 2, number[:2]))
    place = _place(content, draw)
    names = [found.start() for found in re.finditer(rb"[A-Za-z]{4}", content)]
    if names and draw.random() < 0.6:  # boxes and chunks have their lengths beside their names
        place = max(0, draw.choice(names) + draw.choice((-4, 4, 8, 12, 16)))
    return content[:place] + number + content[place + len(number) :]


_OF_BYTES: Final = (
    _flipped,
    _flipped,
    _cut,
    _hollow,
    _doubled,
    _missing,
    _spliced,
    _absurd,
    _absurd,
)

_WORDS: Final = (
    "nan", "inf", "-inf", "NaN", "Infinity", "1e999", "-1", "0", "1e-320", "9" * 400, "9" * 5000,
    "0x7fffffffffffffff", "true", "null", "[]", "{}", '""', '"\\ud800"', '"\\u0000"', "\0",
    '"../../etc/passwd"', '"' + "a" * 100_000 + '"', "1979-05-27T07:32:00Z", "[" * 60_000,
    '{"a":' * 30_000, "[[1]]", '"%n%s"', "\ufeff", "\u202e", "'", '"""', "{", "],", "2026-13-45",
    '"/"', '"."', '"**/*"', '"[a"', "1_000", "[a.b.c]", "a." * 20_000 + "a",
)  # fmt: skip


def _word(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """Another word for one of it."""
    text = content.decode("utf-8", "replace")
    found = list(re.finditer(r'"[^"]*"|[\w.+-]+', text))
    if not found:
        return content
    one = draw.choice(found)
    return (text[: one.start()] + draw.choice(_WORDS) + text[one.end() :]).encode(
        "utf-8", "replace"
    )


def _line(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at = draw.randrange(len(lines))
    changed: list[bytes] = draw.choice(([], [lines[at]] * 2, [lines[at]] * 500, [lines[at][::-1]]))
    return b"".join([*lines[:at], *changed, *lines[at + 1 :]])


def _written_otherwise(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    text = content.decode("utf-8", "replace")
    return draw.choice(
        [
            text.encode("utf-16"),
            text.encode("utf-8-sig"),
            text.replace("\n", "\r").encode(),
            text.upper().encode(),
            b"\0" * 64 + content,
        ]
    )


_OF_TEXT: Final = (_word, _word, _word, _line, _written_otherwise)


def _member_damaged(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """One array of an archive damaged, and the archive packed again so that its sums are right."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw.choice(list(members))
    way = draw.random()
    if way < 0.35:
        members[name] = _header_changed(members[name], draw)
    elif way < 0.55:
        members[name] = draw.choice(_OF_BYTES)(members[name], draw, others)
    elif way < 0.75:
        about = members["about.npy"]
        start = about.index(b"\n") + 1
        members["about.npy"] = _array_of(draw.choice(_OF_TEXT)(about[start:], draw, others))
    elif way < 0.85:
        del members[name]
    else:
        members[draw.choice(("../x.npy", "more.npy", "code.npy", name + "/x"))] = members[name]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return packed.getvalue()


def _array_of(text: bytes) -> bytes:
    head = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({len(text)},), }}".encode()
    return _headed(head) + text


def _headed(head: bytes) -> bytes:
    head = head.ljust((len(head) + 10) // 64 * 64 + 53) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head


def _header_changed(member: bytes, draw: random.Random) -> bytes:
    """An array that says to be of another type or shape."""
    length = struct.unpack_from("<H", member, 8)[0]
    head, rest = member[10 : 10 + length].decode("latin1"), member[10 + length :]
    kind = draw.choice(("|O", "<f8", "<c16", "<U8", "<M8[s]", "|V4", ">f4", "<f2", "?", "x"))
    shape = draw.choice(
        ("()", "(0,)", "(-1,)", "(10**12,)", "(3,)", "(1000000000, 1000000)", "(4, 0)", "'a'")
    )
    if draw.random() < 0.5:
        head = re.sub(r"'descr': '[^']*'", f"'descr': '{kind}'", head)
    else:
        head = re.sub(r"\([^)]*\)", shape, head)
    return _headed(head.strip().encode("latin1")) + rest


def _sealed_again(content: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """A journal changed and given the checksum that belongs to it, as only malice would."""
    body = json.loads(content)["body"]
    if draw.random() < 0.3:
        inner = json.loads(body)
        packed = base64.b64decode(inner["arrays"])
        inner["arrays"] = base64.b64encode(draw.choice(_OF_BYTES)(packed, draw, others)).decode()
        body = json.dumps(inner)
    else:
        body = draw.choice(_OF_TEXT)(body.encode(), draw, others).decode("utf-8", "replace")
    digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    return json.dumps({"sha256": digest, "body": body}).encode()
