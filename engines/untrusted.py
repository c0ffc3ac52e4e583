"""Text and arrays out of files that anybody may have made: read, or refused in one way.

Parsers raise nearly anything on what was damaged, or was made to harm; here it is always a
`ValueError` that says what is wrong. Nothing in such a file is run, and none takes more memory than
its own size explains.
"""

from __future__ import annotations

import json
import math
import re
import struct
import tokenize
import tomllib
import zipfile
import zlib
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

LARGEST: Final = 64 * 1024**2
"""Bytes that any archive may unpack to."""

RATIO: Final = 50
"""How many times its own size it may be beyond that: floats shrink to half, a bomb to a
thousandth."""

_LINE: Final = 200
"""Characters of a name that somebody else has chosen."""

_LONG_KEY: Final = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){200}"""
)
"""A key of two hundred parts, a.b.c and so on."""

_DAMAGE: Final = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError),
    *(
        SyntaxError,
        TypeError,
        ValueError,
        struct.error,
        tokenize.TokenError,
        zipfile.BadZipFile,
        zlib.error,
    ),
)


def read_json(text: str | bytes) -> Any:
    """What a JSON text says.

    Raises:
        ValueError: it is none, or is nested deeper than any that is meant.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML text says.

    Raises:
        ValueError: as for `read_json`.
    """
    if _LONG_KEY.search(text):  # for which the parser's time grows with the square of its parts
        raise ValueError("it is nested too deeply")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def first_problem(error: Exception) -> str:
    """What is wrong, in a line: of all that a value breaks, the first, and where it stands."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:_LINE]
        return f"{place}: {first['msg']}" if place else first["msg"]
    lines = str(error).splitlines()
    return lines[0][:_LINE] if lines else type(error).__name__


def read_arrays(file: BinaryIO) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an `.npz`, each by its name; of objects there can be none.

    Args:
        file: open for reading, and can be sought in.

    Raises:
        ValueError: it is none, is damaged, holds a name twice, or an array is not as large as it
            says, or all of them are larger than such a file can be.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len({one.filename for one in members}) != len(members):
                raise ValueError("it holds a name twice")
            packed = file.seek(0, 2)
            if sum(one.file_size for one in members) > LARGEST + RATIO * packed:
                raise ValueError("it is too large for what it is")
            return {one.filename.removesuffix(".npy"): _array(archive, one) for one in members}
    except _DAMAGE as error:
        raise ValueError(str(error) or type(error).__name__) from error


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> npt.NDArray[Any]:
    with archive.open(member) as file:
        version = np.lib.format.read_magic(file)
        if version == (1, 0):
            shape, in_columns, kind = np.lib.format.read_array_header_1_0(file)
        elif version == (2, 0):
            shape, in_columns, kind = np.lib.format.read_array_header_2_0(file)
        else:
            raise ValueError(f"{member.filename} is of an unknown version")
        content = file.read()
    if kind.hasobject:
        raise ValueError(f"{member.filename} holds objects")
    if any(side < 0 for side in shape) or math.prod(shape) * kind.itemsize != len(content):
        raise ValueError(f"{member.filename} is not as large as it says")
    # Texts of no letters take no room, however many are said to be there.
    flat = np.frombuffer(content, kind) if content else np.zeros(min(1, math.prod(shape)), kind)
    return flat.reshape(shape, order="F" if in_columns else "C").copy()
