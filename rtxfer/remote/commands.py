"""What can be asked of a live run, and how it is answered; docs/remote.md lists it.

A message is a JSON object with `do`; its answer is one with `ok`, and with `status`, or with
`problem` and `hint`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final, Protocol

from rtxfer.errors import InputError, RtxferError

MOST_NAME: Final = 4096
"""Characters of a portrait's name."""


@dataclass(frozen=True, slots=True)
class Status:
    """What viewers get at the moment.

    Attributes:
        running: whether a live run goes on.
        panic: whether they see the standby picture.
        frozen: whether they see a still.
        recording: whether a recording runs.
        portrait: name of the one that they see; "" for none.
        portraits: names that `portrait` takes.
        face: whether the driver's face is seen.
        output_fps: frames per second that are sent.
    """

    running: bool
    panic: bool
    frozen: bool
    recording: bool
    portrait: str
    portraits: tuple[str, ...]
    face: bool
    output_fps: float


class Controls(Protocol):
    """A live run, or a window, as the remote control sees it; called in any thread."""

    def panic(self, on: bool) -> None:
        """Show viewers the standby picture, or the portrait again."""

    def freeze(self, on: bool) -> None:
        """Let the output stand still, or go on."""

    def step(self, by: int) -> None:
        """Show the next portrait (1), or the one before (−1)."""

    def portrait(self, name: str) -> None:
        """Show a portrait by its name.

        Raises:
            InputError: there is none of that name.
        """

    def neutral(self) -> None:
        """Take a new resting face."""

    def record(self, on: bool) -> None:
        """Begin a recording, or finish it."""

    def status(self) -> Status:
        """What viewers get."""


SWITCHES: Final = ("panic", "freeze", "record")
"""Take `on`: true, false, or left out, which turns it round."""

DEEDS: Final = (*SWITCHES, "next", "previous", "portrait", "neutral", "status")


def obey(controls: Controls, text: str | bytes) -> str:
    """Do what a message says; never raises for what it holds.

    Args:
        controls: of the run.
        text: the message.

    Returns:
        The answer.
    """
    try:
        _do(controls, _read(text))
        return json.dumps({"ok": True, "status": asdict(controls.status())})
    except RtxferError as error:
        return refusal(error.problem, error.hint)


def refusal(problem: str, hint: str = "") -> str:
    """The answer to what was not done."""
    return json.dumps({"ok": False, "problem": problem, "hint": hint})


def _read(text: str | bytes) -> dict[str, Any]:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict) or message.get("do") not in DEEDS:
        raise InputError(
            "This is no message of the remote control.", f'"do" is {", ".join(DEEDS)}.'
        )
    return message


def _do(controls: Controls, message: dict[str, Any]) -> None:
    deed = message["do"]
    if deed in SWITCHES:
        _switch(controls, deed, message.get("on"))
    elif deed == "portrait":
        name = message.get("name")
        if not isinstance(name, str) or not 0 < len(name) <= MOST_NAME:
            raise InputError("Which portrait?", 'Send such as {"do": "portrait", "name": "grace"}.')
        controls.portrait(name)
    else:
        simple: dict[str, Callable[[], object]] = {
            "next": lambda: controls.step(1),
            "previous": lambda: controls.step(-1),
            "neutral": controls.neutral,
            "status": lambda: None,
        }
        simple[deed]()


def _switch(controls: Controls, deed: str, on: Any) -> None:
    if on is None:
        now = controls.status()
        on = not {"panic": now.panic, "freeze": now.frozen, "record": now.recording}[deed]
    if not isinstance(on, bool):
        raise InputError(f'"on" is {on!r}.', "It is true, false, or left out to turn it round.")
    switch: dict[str, Callable[[bool], None]] = {
        "panic": controls.panic,
        "freeze": controls.freeze,
        "record": controls.record,
    }
    switch[deed](on)
