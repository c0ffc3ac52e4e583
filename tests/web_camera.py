"""A network camera without any network: a server on this machine that sends video as it is made."""

from __future__ import annotations

import io
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import av
import numpy as np
from PIL import Image as Pillow

from rtxfer.frame import Image

RATE = 25
SIZE = (160, 120)
PERIOD = 50
BOUNDARY = "frame"


def stamped(number: int) -> Image:
    """A picture that says which one it is, by its brightness."""
    return np.full((SIZE[1], SIZE[0], 3), 20 + 4 * (number % PERIOD), np.uint8)


class WebCamera:
    """Serves `/jpeg` (MJPEG), `/ts` (H.264 in MPEG-TS), a `file` under `/file`, and refusals.

    A context manager. `break_after` frames the connection is cut; after `stall_after` frames
    nothing more comes, though the connection stays.
    """

    def __init__(
        self,
        *,
        break_after: int | None = None,
        stall_after: int | None = None,
        file: Path | None = None,
    ) -> None:
        self.break_after = break_after
        self.stall_after = stall_after
        self.file = file
        self.sent = 0
        self.connections = 0
        self.stopping = threading.Event()
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                camera.connections += 1
                camera.answer(self)

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str, user: str = "") -> str:
        return f"http://{user}127.0.0.1:{self.port}/{path}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path).path.strip("/")
        if path == "private":
            request.send_error(401)
        elif path == "file":
            data = self.file.read_bytes()
            self._send(request, "video/mp4", iter([data]), len(data))
        elif path == "text":
            page = b"<html>a page</html>" * 500
            self._send(request, "text/html", iter([page]), len(page))
        elif path == "jpeg":
            kind = f"multipart/x-mixed-replace; boundary={BOUNDARY}"
            self._send(request, kind, self._live(_jpeg_part))
        elif path == "ts":
            self._send(request, "video/mp2t", self._live(TransportStream().packet))
        else:
            request.send_error(404)

    def __enter__(self) -> WebCamera:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def _live(self, encode: Callable[[int], bytes]) -> Iterator[bytes]:
        number = 0
        while not self.stopping.wait(1 / RATE) and number != self.break_after:
            if number == self.stall_after:
                self.stopping.wait()
                return
            yield encode(number)
            self.sent = number = number + 1

    @staticmethod
    def _send(
        request: BaseHTTPRequestHandler,
        kind: str,
        pieces: Iterator[bytes],
        length: int | None = None,
    ) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        if length is not None:
            request.send_header("Content-Length", str(length))
        request.end_headers()
        with suppress(OSError):  # the other side hung up
            for piece in pieces:
                request.wfile.write(piece)


def _jpeg_part(number: int) -> bytes:
    file = io.BytesIO()
    Pillow.fromarray(stamped(number)).save(file, "JPEG")
    data = file.getvalue()
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
    return head.encode() + data + b"\r\n"


class TransportStream:
    """H.264 without reordering, in MPEG-TS, frame by frame."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._container = av.open(self._file, "w", "mpegts")
        options = {"tune": "zerolatency", "preset": "ultrafast", "g": "10"}
        self._stream = self._container.add_stream("libx264", rate=RATE, options=options)
        self._stream.width, self._stream.height = SIZE
        self._stream.pix_fmt = "yuv420p"
        self._taken = 0

    def packet(self, number: int) -> bytes:
        """The bytes that frame `number` adds."""
        frame = av.VideoFrame.from_ndarray(stamped(number), "rgb24")
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        self._container.mux(self._stream.encode(frame))
        data = self._file.getvalue()[self._taken :]
        self._taken += len(data)
        return data


class RtspCamera:
    """A camera that speaks RTSP: H.264 in RTP over the control connection (RFC 2326 § 10.12).

    A context manager; a thread for each connection, which ends with it.
    """

    def __init__(self) -> None:
        self.sent = 0
        self.stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self._listener.getsockname()[1]}/live"

    def __enter__(self) -> RtspCamera:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.stopping.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rwb") as wire, suppress(OSError):
            for line in wire:
                method = line.split(b" ")[0].decode()
                headers = dict(
                    header.rstrip(b"\r\n").split(b": ", 1)
                    for header in iter(wire.readline, b"\r\n")
                )
                wire.write(self._reply(method, headers[b"CSeq"].decode()))
                wire.flush()
                if method == "PLAY":
                    self._play(wire)
                    break

    def _reply(self, method: str, sequence: str) -> bytes:
        more, body = "", ""
        if method == "DESCRIBE":
            body = "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:video\r\n"
            more = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        elif method == "SETUP":
            more = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n"
        return f"RTSP/1.0 200 OK\r\nCSeq: {sequence}\r\n{more}\r\n{body}".encode()

    def _play(self, wire: io.BufferedRWPair) -> None:
        encoder = av.CodecContext.create("libx264", "w")
        encoder.width, encoder.height, encoder.pix_fmt = *SIZE, "yuv420p"
        encoder.time_base = Fraction(1, RATE)
        encoder.options = {"tune": "zerolatency", "preset": "ultrafast", "g": "10"}
        packets = 0
        while not self.stopping.wait(1 / RATE):
            frame = av.VideoFrame.from_ndarray(stamped(self.sent), "rgb24")
            frame.pts, frame.time_base = self.sent, Fraction(1, RATE)
            data = b"".join(bytes(packet) for packet in encoder.encode(frame))
            units = [unit for unit in re.split(b"\0\0\0?\1", data) if unit]
            for unit in units:
                last = 0x80 if unit is units[-1] else 0
                moment = self.sent * 90_000 // RATE
                packet = struct.pack(">BBHII", 0x80, last | 96, packets % 65_536, moment, 1) + unit
                wire.write(struct.pack(">cBH", b"$", 0, len(packet)) + packet)
                packets += 1
            wire.flush()
            self.sent += 1
