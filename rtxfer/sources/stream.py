"""A network camera or stream as a live source, through FFmpeg."""

from __future__ import annotations

import socket
import time
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import av
from av.codec.context import Flags
from av.error import (
    ConnectionRefusedError,
    FFmpegError,
    HTTPForbiddenError,
    HTTPNotFoundError,
    HTTPUnauthorizedError,
    InvalidDataError,
)
from av.error import EOFError as FFmpegEnd

from rtxfer.errors import DeviceError, InputError
from rtxfer.frame import Image
from rtxfer.sources.grabber import Grabber
from rtxfer.sources.live_source import LiveSourceEnded
from rtxfer.sources.pixels import pixel_aspect, upright_rgb

SCHEMES: Final = frozenset({"rtsp", "rtsps", "rtmp", "rtmps", "http", "https", "srt", "udp", "tcp"})
"""What a stream's address may begin with."""

_CONNECT_SECONDS = 5.0
_READ_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 1.0

# Latency rather than smoothness: little is collected before the first picture, and packets are
# not held back to be put in order. TCP because pictures torn by lost packets cannot be
# tracked, and many routers let nothing else through. What was collected is not thrown away
# (FFmpeg's nobuffer): the next picture that can be decoded by itself may be seconds off.
_OPTIONS = {
    "analyzeduration": "1000000",
    "probesize": "500000",
    "max_delay": "0",
    "reorder_queue_size": "0",
    "rtsp_transport": "tcp",
}


class StreamSource:
    """A stream of which only the newest frame counts; see `LiveSource`.

    A clip that is served as a whole is shown at its own pace, and ends.

    Args:
        url: `rtsp://…`, `http://…`, with `user:password@` where needed.

    Raises:
        InputError: not an address of a kind in `SCHEMES`.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme.lower() not in SCHEMES or not parts.netloc:
            raise InputError(
                f"{_public(url)} is not the address of a stream.",
                f"It begins with {', '.join(f'{scheme}://' for scheme in sorted(SCHEMES))}.",
            )
        self._url = url
        self._name = _public(url)
        self._grabber: Grabber | None = None

    @property
    def name(self) -> str:
        """The address, without user name and password."""
        return self._name

    def open(self) -> None:
        """Begin; a server that takes long to answer is waited for in `read`.

        Raises:
            DeviceError: refused, unknown or unreadable; the hint says what to do.
        """
        self.close()
        silent = DeviceError(f"{self._name} sends no pictures.", "Look at the camera or server.")
        self._grabber = Grabber(self._name, partial(_Stream, self._url, self._name), lambda: silent)
        try:
            self._grabber.start()
        except Exception:
            self.close()
            raise

    def read(self, timeout: float) -> Image | None:
        """The newest frame, RGB uint8 [H, W, 3], or None if none came within `timeout` seconds.

        Raises:
            DeviceError: it could not be opened after all, or the connection broke.
            LiveSourceEnded: the clip is over.
        """
        if self._grabber is None:
            raise RuntimeError("read() before open()")
        return self._grabber.read(timeout)

    def close(self) -> None:
        """Hang up, within half a second whatever the network does."""
        if self._grabber:
            self._grabber.stop()
            self._grabber = None


class _Stream:
    """An open stream; a `Feed`."""

    def __init__(self, url: str, name: str) -> None:
        self._name = name
        _require_host(url, name)
        try:
            self._container = av.open(
                url, options=_OPTIONS, timeout=(_CONNECT_SECONDS, _READ_SECONDS)
            )
        except (FFmpegError, OSError) as error:
            raise _unreachable(name, error) from error
        if not self._container.streams.video:
            self.release()
            raise DeviceError(f"{name} holds no video.", "Check the address; it may be sound only.")
        self._stream = stream = self._container.streams.video[0]
        stream.thread_type = "SLICE"  # threads by frame would hold several back
        stream.codec_context.flags |= Flags.low_delay
        self._is_clip = self._container.duration is not None
        self._frames = self._container.decode(stream)
        self._began: float | None = None

    def grab(self) -> Image | None:
        """The next frame."""
        try:
            frame = next(self._frames, None)
        except InvalidDataError:
            return None  # joined amidst a picture, or a packet was lost
        except FFmpegEnd:
            frame = None
        except (FFmpegError, OSError) as error:
            raise _broken(self._name, error) from error
        if frame is None:
            if self._is_clip:
                raise LiveSourceEnded
            raise DeviceError(f"{self._name} has ended.", "It is tried again by itself.")
        if self._is_clip:
            self._wait_for(frame.time or 0.0)
        return upright_rgb(frame, pixel_aspect(self._stream))

    def release(self) -> None:
        """Hang up."""
        self._container.close()

    def _wait_for(self, moment: float) -> None:
        now = time.monotonic()
        if self._began is None:
            self._began = now - moment
        time.sleep(min(max(0.0, self._began + moment - now), _LONGEST_WAIT_SECONDS))


def _require_host(url: str, name: str) -> None:
    """FFmpeg would call an unknown host an "Input/output error"."""
    host = urlsplit(url).hostname
    if not host:
        return
    try:
        socket.getaddrinfo(host, None)
    except OSError as error:
        raise DeviceError(
            f"{name} cannot be opened: there is no host called {host}.",
            "Check the name, and that this computer is in the network.",
        ) from error


def _unreachable(name: str, error: Exception) -> DeviceError:
    problem = f"{name} cannot be opened ({_reason(error)})."
    if isinstance(error, HTTPUnauthorizedError | HTTPForbiddenError):
        return DeviceError(
            problem, "Write user name and password before the host: ://user:password@…"
        )
    if isinstance(error, HTTPNotFoundError):
        return DeviceError(problem, "The server answers, but not at this path; check what follows.")
    if isinstance(error, ConnectionRefusedError):
        return DeviceError(problem, "Nothing listens there; check the port, and start the server.")
    if isinstance(error, InvalidDataError):
        return DeviceError(problem, "It is no video; the stream itself may have another address.")
    return DeviceError(problem, "Check the address, and that this computer reaches the camera.")


def _broken(name: str, error: Exception) -> DeviceError:
    return DeviceError(
        f"The connection to {name} broke ({_reason(error)}).", "It is tried again by itself."
    )


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or type(error).__name__)


def _public(url: str) -> str:
    """The address without what may be secret: user, password, and what follows a question mark."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
