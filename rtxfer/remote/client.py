"""One message to the live run of this person on this computer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from rtxfer.errors import DeviceError, InputError, MissingDependencyError
from rtxfer.remote.key import Key, key_path
from rtxfer.remote.server import HOST

PATIENCE: Final = 5.0
"""Seconds for an answer; a panic that takes longer has failed."""


def ask(message: dict[str, Any], path: Path | None = None) -> dict[str, Any]:
    """Send it and wait for the answer.

    Args:
        message: as docs/remote.md lists them.
        path: of the key.

    Returns:
        The status after it.

    Raises:
        DeviceError: nothing listens, or it does not answer.
        InputError: it refused; or there is no key.
    """
    key = Key.load(path or key_path())
    try:
        from websockets.exceptions import InvalidStatus, WebSocketException
        from websockets.sync.client import connect
    except ImportError as error:
        raise MissingDependencyError(
            "The remote control needs the package websockets.", "Run: pip install websockets"
        ) from error
    header = {"Authorization": f"Bearer {key.token}"}
    try:
        with connect(
            f"ws://{HOST}:{key.port}",
            additional_headers=header,
            open_timeout=PATIENCE,
            compression=None,
            proxy=None,
        ) as connection:
            connection.send(json.dumps(message))
            answer = json.loads(connection.recv(PATIENCE))
    except InvalidStatus as error:
        raise DeviceError(
            f"Port {key.port} answers, but not as this person's rtxfer does.",
            "Start the live run again with --remote.",
        ) from error
    except (OSError, WebSocketException, TimeoutError, ValueError) as error:
        raise DeviceError(
            f"No live run answers on port {key.port}.",
            "Start one with rtxfer live --remote, or switch Remote control on in the menu.",
        ) from error
    if not answer.get("ok"):
        raise InputError(str(answer.get("problem", "It was refused.")), str(answer.get("hint", "")))
    return dict(answer["status"])
