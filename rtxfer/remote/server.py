"""The server: a WebSocket on loopback that no browser page can use.

Three things keep others out. It listens on 127.0.0.1 alone. A request that says which page it comes
from (`Origin`), as every browser's does, is refused before anything else is looked at. And a client
must send the token, which lies in a file of its owner.
"""

from __future__ import annotations

import hmac
import logging
import threading
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engines.closing import Closing
from rtxfer.errors import DeviceError, MissingDependencyError
from rtxfer.remote.commands import Controls, obey, refusal
from rtxfer.remote.key import PORT, Key, key_path

if TYPE_CHECKING:
    from websockets.http11 import Request, Response
    from websockets.sync.server import Server, ServerConnection

HOST: Final = "127.0.0.1"
MOST_BYTES: Final = 16_384
MOST_CLIENTS: Final = 16
HELLO_SECONDS: Final = 5.0
"""Within which a client opens its connection."""

_log = logging.getLogger(__name__)


class RemoteServer(Closing):
    """Listens from when it is made until it is closed; a context manager.

    Args:
        controls: what is controlled; called in threads of the server.
        port: to listen on; 0 takes a free one.
        path: where the key is kept.

    Attributes:
        key: what a client needs.

    Raises:
        DeviceError: the port is taken.
        MissingDependencyError: the package `websockets` is not there.
        OutputError: the key cannot be kept.
    """

    def __init__(self, controls: Controls, port: int = PORT, path: Path | None = None) -> None:
        self._controls = controls
        self._clients = threading.BoundedSemaphore(MOST_CLIENTS)
        self._obeying = threading.Lock()  # of two clients one after the other
        self._server = self._listen(port)
        try:
            self.key = Key.made(path or key_path(), self._server.socket.getsockname()[1])
        except BaseException:
            self._server.socket.close()
            raise
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="remote", daemon=True
        )
        self._thread.start()

    def _listen(self, port: int) -> Server:
        try:
            from websockets.sync.server import serve
        except ImportError as error:
            raise MissingDependencyError(
                "The remote control needs the package websockets.", "Run: pip install websockets"
            ) from error
        quiet = logging.getLogger("rtxfer.remote.websockets")
        quiet.setLevel(logging.CRITICAL)  # whoever knocks and leaves is no error of ours
        try:
            return serve(
                self._talk,
                HOST,
                port,
                process_request=self._admit,
                max_size=MOST_BYTES,
                open_timeout=HELLO_SECONDS,
                compression=None,
                logger=quiet,
            )
        except OSError as error:
            raise DeviceError(
                f"Port {port} cannot be listened on ({error.strerror}).",
                "Another rtxfer may be controlled there: close it, or name another --remote-port.",
            ) from error

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.headers.get_all("Origin"):
            return connection.respond(HTTPStatus.FORBIDDEN, "Web pages cannot control rtxfer.\n")
        given = request.headers.get_all("Authorization")
        wanted = f"Bearer {self.key.token}"
        if len(given) != 1 or not hmac.compare_digest(given[0].encode(), wanted.encode()):
            return connection.respond(
                HTTPStatus.UNAUTHORIZED,
                "Send the header Authorization: Bearer TOKEN; it is in remote.json.\n",
            )
        return None

    def _talk(self, connection: ServerConnection) -> None:
        from websockets.exceptions import ConnectionClosed

        if not self._clients.acquire(blocking=False):
            connection.close(1013, "too many clients")
            return
        try:
            for message in connection:
                with self._obeying:
                    answer = self._answer(message)
                connection.send(answer)
        except ConnectionClosed:
            pass
        finally:
            self._clients.release()

    def _answer(self, message: str | bytes) -> str:
        try:
            return obey(self._controls, message)
        except Exception:
            _log.exception("A remote command failed.")
            return refusal("It failed; that is a bug of rtxfer.", "The log has more.")

    def close(self) -> None:
        """End; safe to call twice."""
        self._server.shutdown()
        self._thread.join(1.0)
