"""A GStreamer pipeline in a process of its own, fed through a pipe.

A process of its own, because neither a crash in a plug-in nor a call that never returns can
then harm ours.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

_LEASH: Final = 'exec 3<&0; "$@" <&3 3<&- >&2 & exec 0<&- 3<&-; read -r _ <&2; kill -9 $!; wait'
"""Runs the command and kills it when our end of its messages' socket is closed.

The system closes that end however our process dies. The end of the frames would not do: a
pipeline that waits for a consumer does not notice it.
"""

_READY = b"PREROLL"  # gst-launch says so when every element has been made and connected
_END_SECONDS = 0.3
_KEPT_BYTES = 8192
_LARGEST_PIPE = 1 << 20  # what the system allows to everybody


class GstLaunchError(Exception):
    """The pipeline does not start, takes no more frames, or has ended; its text says why."""


class GstLaunch:
    """A running pipeline that begins with `fdsrc fd=0`.

    Args:
        pipeline: the description, word by word.
        frame_bytes: size of a frame. The pipe holds one, so that none grows old in it.
    """

    def __init__(self, pipeline: Sequence[str], frame_bytes: int) -> None:
        reader, self._frames = os.pipe()
        self._messages, theirs = socket.socketpair()
        self._said = b""
        try:
            with suppress(OSError):
                fcntl.fcntl(self._frames, fcntl.F_SETPIPE_SZ, min(frame_bytes, _LARGEST_PIPE))
            self._process = subprocess.Popen(
                ["sh", "-c", _LEASH, "sh", "gst-launch-1.0", "--no-fault", *pipeline],
                stdin=reader,
                stderr=theirs.fileno(),
                env={**os.environ, "LC_ALL": "C"},
                start_new_session=True,  # Ctrl-C is for us, who then end it in good order
            )
        except BaseException:
            os.close(self._frames)
            self._messages.close()
            raise
        finally:
            os.close(reader)
            theirs.close()
        os.set_blocking(self._frames, False)
        self._messages.setblocking(False)

    def wait_ready(self, timeout: float) -> None:
        """Wait until every element has been made and is connected.

        Raises:
            GstLaunchError: one cannot be, or it took longer than `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        poll = select.poll()
        poll.register(self._messages, select.POLLIN)
        poll.register(self._frames, 0)  # tells only that nobody reads any more
        while True:
            events = dict(poll.poll(_milliseconds_until(deadline)))
            self._listen()
            if self._frames in events:
                raise GstLaunchError(self._reason())
            if _READY in self._said:
                return
            if not events:
                raise GstLaunchError(f"it did not start within {timeout:g} seconds")

    def write(self, frame: bytes | memoryview, timeout: float) -> None:
        """Hand over one frame, whole.

        Raises:
            GstLaunchError: the pipeline has ended, or did not take the frame within `timeout`
                seconds; a frame may then be half written, and the pipeline must be closed.
        """
        deadline = time.monotonic() + timeout
        poll = select.poll()
        poll.register(self._frames, select.POLLOUT)
        self._listen()
        rest = memoryview(frame)
        while rest:
            try:
                rest = rest[os.write(self._frames, rest) :]
            except BlockingIOError:
                if not poll.poll(_milliseconds_until(deadline)):
                    raise GstLaunchError(f"no frame was taken for {timeout:g} seconds") from None
            except BrokenPipeError:
                self._listen()
                raise GstLaunchError(self._reason()) from None

    def close(self) -> None:
        """End the process, whatever it is doing; safe to call twice."""
        if self._process.returncode is not None:
            return
        os.close(self._frames)
        self._messages.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _listen(self) -> None:
        """Take what it says, or it would wait for us; the end of it holds the reason."""
        with suppress(BlockingIOError, ConnectionError):
            while said := self._messages.recv(_KEPT_BYTES):
                self._said = (self._said + said)[-_KEPT_BYTES:]

    def _reason(self) -> str:
        said = self._said.decode(errors="replace")
        reasons = re.findall(r"^(?:ERROR|WARNING): (?:from element \S+ )?(.*)$", said, re.MULTILINE)
        return reasons[0] if reasons else "it ended without giving a reason"


def _milliseconds_until(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic()) * 1000
