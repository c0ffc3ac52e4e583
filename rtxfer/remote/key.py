"""The port and the token of the remote control, in a file that only its owner can read."""

from __future__ import annotations

import json
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_config_path

from engines.untrusted import read_json
from rtxfer.atomic import replace_text
from rtxfer.errors import InputError, OutputError

FILE: Final = "remote.json"
PORT: Final = 47878
LEAST_TOKEN: Final = 32
"""Characters; what is shorter was written by hand and could be guessed."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a client needs.

    Attributes:
        port: on 127.0.0.1.
        token: proves that the client may read its owner's files.
    """

    port: int
    token: str

    @classmethod
    def load(cls, path: Path) -> Key:
        """That of the run that began last.

        Raises:
            InputError: there is none, it is damaged, or others can read it.
        """
        try:
            if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
                raise InputError(
                    f"Others can read {path}, so its token is worth nothing.",
                    f"Delete it (rm '{path}') and start the live run again: a new one is made.",
                )
            kept = read_json(path.read_text())
            key = cls(int(kept["port"]), str(kept["token"]))
        except FileNotFoundError as error:
            raise InputError(
                "Nothing that can be controlled was started yet.",
                "Start it with rtxfer live --remote, or switch Remote control on in the menu.",
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path} cannot be read ({error}).", "Delete it and start the live run again."
            ) from error
        if len(key.token) < LEAST_TOKEN:
            raise InputError(f"The token in {path} is too short.", "Delete it; a new one is made.")
        return key

    @classmethod
    def made(cls, path: Path, port: int) -> Key:
        """One for `port`, kept in `path`; an earlier token stays in use where it is a good one.

        Raises:
            OutputError: the folder cannot be written to.
        """
        try:
            token = cls.load(path).token
        except InputError:
            token = secrets.token_urlsafe(32)
        try:
            # Its draft is made by mkstemp, which nobody but the owner can open.
            replace_text(path, json.dumps({"port": port, "token": token}))
        except OSError as error:
            raise OutputError(
                f"{path} cannot be written ({error.strerror}).", "See that the folder is yours."
            ) from error
        return cls(port, token)


def key_path() -> Path:
    """Where it lies."""
    return user_config_path("rtxfer") / FILE
