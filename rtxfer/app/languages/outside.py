"""Words that come from where Qt is not known: devices, live runs, portraits, jobs.

They are made in English, for the command line and the log, and are translated where the window
shows them. Each is listed here as it stands in the code, with %1, %2 for what is filled in; the
English text is recognised by that, and what was filled in is put into the translated one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from PyQt6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT: Final = "Outside"

TEMPLATES: Final[tuple[str, ...]] = (
    QT_TRANSLATE_NOOP("Outside", "There are no more frames."),
    QT_TRANSLATE_NOOP("Outside", "The portrait rests."),
    QT_TRANSLATE_NOOP("Outside", "It is open but gives no picture."),
    QT_TRANSLATE_NOOP("Outside", "Take the cover off, or close the other program that uses it."),
    QT_TRANSLATE_NOOP("Outside", "The picture is back."),
    QT_TRANSLATE_NOOP("Outside", "This is a bug of rtxfer; the log has more."),
    QT_TRANSLATE_NOOP("Outside", "It takes no frames at the moment."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "The others go on. If it stays like this, remove it and add it again.",
    ),
    QT_TRANSLATE_NOOP("Outside", "It takes frames again."),
    QT_TRANSLATE_NOOP("Outside", "The resting face was taken."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Another scene or person: the portrait rests until their resting face is taken.",
    ),
    QT_TRANSLATE_NOOP("Outside", "It moves again."),
    QT_TRANSLATE_NOOP("Outside", "The face is seen again."),
    QT_TRANSLATE_NOOP("Outside", "No face is seen; the portrait rests."),
    QT_TRANSLATE_NOOP("Outside", "Sit so that the camera sees your whole face, with light on it."),
    QT_TRANSLATE_NOOP("Outside", "%1, run by %2"),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Wayland gives no program the keys of another one, and this desktop has no portal that"
        " does (%1).",
    ),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Wayland gives no program the keys of another one, and there is no D-Bus (%1).",
    ),
    QT_TRANSLATE_NOOP("Outside", "The desktop's portal for keys does not answer."),
    QT_TRANSLATE_NOOP("Outside", "The desktop's portal for keys refuses: %1."),
    QT_TRANSLATE_NOOP("Outside", "There is no X server to listen at."),
    QT_TRANSLATE_NOOP("Outside", "on this system that was not built."),
    QT_TRANSLATE_NOOP("Outside", "full"),
    QT_TRANSLATE_NOOP("Outside", "mouth read every other frame"),
    QT_TRANSLATE_NOOP("Outside", "drawn at 3/4 size"),
    QT_TRANSLATE_NOOP("Outside", "drawn at 1/2 size"),
    QT_TRANSLATE_NOOP("Outside", "no learned part"),
    QT_TRANSLATE_NOOP("Outside", "no learned part, drawn at 1/2 size"),
    QT_TRANSLATE_NOOP("Outside", "No virtual camera is ready."),
    QT_TRANSLATE_NOOP("Outside", "%1 gives no pictures."),
    QT_TRANSLATE_NOOP("Outside", "Plug it in again."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME"
        " Camera. Zoom, Teams, Discord, Skype and others see v4l2loopback only.",
    ),
    QT_TRANSLATE_NOOP("Outside", "The package pyvirtualcam is missing."),
    QT_TRANSLATE_NOOP("Outside", "There is no v4l2loopback device."),
    QT_TRANSLATE_NOOP("Outside", "On Debian or Ubuntu run: %1"),
    QT_TRANSLATE_NOOP("Outside", "a camera in user space, without a kernel module"),
    QT_TRANSLATE_NOOP("Outside", "Install OBS Studio, and start its virtual camera once."),
    QT_TRANSLATE_NOOP("Outside", "Install UnityCapture and run its Install.bat."),
    QT_TRANSLATE_NOOP("Outside", "GStreamer or its PipeWire plug-in is missing."),
    QT_TRANSLATE_NOOP("Outside", "PipeWire is not running in this session."),
    QT_TRANSLATE_NOOP("Outside", "%1 may not be written by you."),
    QT_TRANSLATE_NOOP("Outside", "Run: sudo usermod -aG video $USER, then log out and in again."),
    QT_TRANSLATE_NOOP("Outside", "%1 is not installed."),
    QT_TRANSLATE_NOOP("Outside", "The package sounddevice is missing."),
    QT_TRANSLATE_NOOP("Outside", "The library PortAudio is missing."),
    QT_TRANSLATE_NOOP("Outside", "The microphone %1 is gone."),
    QT_TRANSLATE_NOOP("Outside", "Plug it in again, or record without sound."),
    QT_TRANSLATE_NOOP("Outside", "The microphone %1 cannot be used (%2)."),
    QT_TRANSLATE_NOOP("Outside", "The PipeWire camera did not start: %1."),
    QT_TRANSLATE_NOOP("Outside", "The PipeWire camera stopped: %1."),
    QT_TRANSLATE_NOOP("Outside", "Applications that show it may have to choose it again."),
    QT_TRANSLATE_NOOP("Outside", "A virtual camera cannot show %1×%2 pixels."),
    QT_TRANSLATE_NOOP("Outside", "Choose an even width and height."),
    QT_TRANSLATE_NOOP("Outside", "%1 is damaged."),
    QT_TRANSLATE_NOOP("Outside", "The virtual camera cannot be used: %1."),
    QT_TRANSLATE_NOOP("Outside", "%1 takes no more frames (%2)."),
    QT_TRANSLATE_NOOP("Outside", "There is no virtual camera (no v4l2loopback device)."),
    QT_TRANSLATE_NOOP("Outside", "The camera %1 is not there."),
    QT_TRANSLATE_NOOP("Outside", "No camera was found."),
    QT_TRANSLATE_NOOP("Outside", "Plug one in, or choose another source."),
    QT_TRANSLATE_NOOP("Outside", "%1 is unplugged."),
    QT_TRANSLATE_NOOP("Outside", "Plug it in again; it is then used again."),
    QT_TRANSLATE_NOOP("Outside", "%1 cannot be opened."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Plug it in again, into the computer itself rather than a hub; close other programs "
        "that use it.",
    ),
    QT_TRANSLATE_NOOP("Outside", "%1 is in use by %2."),
    QT_TRANSLATE_NOOP("Outside", "Close %1."),
    QT_TRANSLATE_NOOP("Outside", "another program"),
    QT_TRANSLATE_NOOP("Outside", "%1 is a folder, not a %2."),
    QT_TRANSLATE_NOOP("Outside", "There is no file %1."),
    QT_TRANSLATE_NOOP("Outside", "%1 is empty (0 bytes)."),
    QT_TRANSLATE_NOOP("Outside", "Copy or download it again; it did not arrive whole."),
    QT_TRANSLATE_NOOP("Outside", "%1 is damaged or cut short (%2)."),
    QT_TRANSLATE_NOOP("Outside", "Copy or download the picture again."),
    QT_TRANSLATE_NOOP("Outside", "%1 is not a picture that can be read."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.",
    ),
    QT_TRANSLATE_NOOP("Outside", "%1 is partly transparent; grey is laid behind it."),
    QT_TRANSLATE_NOOP("Outside", "%1 is not a video that can be read (%2)."),
    QT_TRANSLATE_NOOP("Outside", "%1 holds no video stream."),
    QT_TRANSLATE_NOOP("Outside", "%1 cannot be opened (%2)."),
    QT_TRANSLATE_NOOP("Outside", "Check the address, and that this computer reaches the camera."),
    QT_TRANSLATE_NOOP("Outside", "The connection to %1 broke (%2)."),
    QT_TRANSLATE_NOOP("Outside", "It is tried again by itself."),
    QT_TRANSLATE_NOOP("Outside", "%1 sends no pictures."),
    QT_TRANSLATE_NOOP("Outside", "%1 is not the address of a stream."),
    QT_TRANSLATE_NOOP("Outside", "%1 holds no video."),
    QT_TRANSLATE_NOOP("Outside", "%1 has ended."),
    QT_TRANSLATE_NOOP("Outside", "No face was found in %1."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Use a portrait in which the whole face is seen, from the front or slightly from the "
        "side, and large enough.",
    ),
    QT_TRANSLATE_NOOP("Outside", "The face in %1 is only %2 pixels tall."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Use a larger picture, or cut it closer: at least %1 pixels, better 300.",
    ),
    QT_TRANSLATE_NOOP("Outside", "%1 lay on its side or head; it was turned."),
    QT_TRANSLATE_NOOP("Outside", "%1 shows %2 faces; %3, counted from the left."),
    QT_TRANSLATE_NOOP("Outside", "the largest one moves: number %1"),
    QT_TRANSLATE_NOOP("Outside", "No process could be started for it: %1."),
    QT_TRANSLATE_NOOP("Outside", "Close other programs, and try again."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Close other programs, or raise the limit (ulimit -n 1024), and run it again.",
    ),
    QT_TRANSLATE_NOOP(
        "Outside",
        "Close other programs, raise the limit (ulimit -v), or take smaller pictures.",
    ),
    QT_TRANSLATE_NOOP("Outside", "%1 The portrait is shown here only."),
    QT_TRANSLATE_NOOP("Outside", "The settings could not be read (%1); kept as %2."),
    QT_TRANSLATE_NOOP("Outside", "%1 cannot be read (%2)."),
    QT_TRANSLATE_NOOP("Outside", "Look whether it is switched on."),
    QT_TRANSLATE_NOOP("Outside", "No face is seen."),
    QT_TRANSLATE_NOOP("Outside", "Sit before the camera, with light from the front."),
    QT_TRANSLATE_NOOP("Outside", "Bring your whole face into the picture."),
    QT_TRANSLATE_NOOP("Outside", "Move back, until your whole face is in view."),
    QT_TRANSLATE_NOOP("Outside", "Come closer to the camera."),
    QT_TRANSLATE_NOOP("Outside", "Turn your face towards the camera."),
    QT_TRANSLATE_NOOP("Outside", "Hold your head still."),
    QT_TRANSLATE_NOOP("Outside", "Keep your eyes open."),
    QT_TRANSLATE_NOOP("Outside", "Close your mouth, teeth a little apart."),
    QT_TRANSLATE_NOOP("Outside", "Relax your face, as if nobody looked."),
    QT_TRANSLATE_NOOP("Outside", "Looking at the portrait"),
    QT_TRANSLATE_NOOP("Outside", "Opening the generator"),
    QT_TRANSLATE_NOOP("Outside", "Finding the driver's resting face"),
    QT_TRANSLATE_NOOP("Outside", "Seeing how the portrait answers"),
    QT_TRANSLATE_NOOP("Outside", "Moving the portrait"),
    QT_TRANSLATE_NOOP("Outside", "The worker's process ended by itself (exit %1)."),
    QT_TRANSLATE_NOOP(
        "Outside",
        "It may have run out of memory: close other programs, or choose a smaller size.",
    ),
    QT_TRANSLATE_NOOP("Outside", "All that is needed works."),
    QT_TRANSLATE_NOOP("Outside", "Videos can be moved. To mend for more: %1."),
    QT_TRANSLATE_NOOP("Outside", "To mend: %1."),
    QT_TRANSLATE_NOOP("Outside", "Close the other program that feeds it, or name another device."),
    QT_TRANSLATE_NOOP("Outside", "The package pyvirtualcam is not installed."),
    QT_TRANSLATE_NOOP("Outside", "The package sounddevice is not installed."),
    QT_TRANSLATE_NOOP("Outside", "The library PortAudio is not installed."),
    QT_TRANSLATE_NOOP("Outside", "The certificate %1 cannot be read (%2)."),
    QT_TRANSLATE_NOOP("Outside", "The policy %1 cannot be read (%2)."),
    QT_TRANSLATE_NOOP("Outside", "Run: %1"),
    QT_TRANSLATE_NOOP("Outside", "Moves the photograph and draws mouth and eyes anew."),
    QT_TRANSLATE_NOOP(
        "Outside", "Moves the photograph's own pixels and draws nothing: the fastest."
    ),
    QT_TRANSLATE_NOOP(
        "Outside", "Draws expression and identity, each attended for itself (Ali and Hughes 2020)."
    ),
    QT_TRANSLATE_NOOP(
        "Outside", "Redraws the face by action units, taught by its depth (Bodur et al. 2021)."
    ),
    QT_TRANSLATE_NOOP(
        "Outside", "Draws the expression as it is read off the driver's picture (Shao et al. 2021)."
    ),
    QT_TRANSLATE_NOOP(
        "Outside", "Redraws the face by how far each action unit has changed (Ling et al. 2020)."
    ),
)
"""What is not among them stays English: see docs/languages.md."""

_SLOT: Final = re.compile(r"%(\d)")
_GAP: Final = re.compile(r"(?<=[.!?]) ")
"""Between two sentences."""


def spoken(text: str) -> str:
    """A text from outside of Qt in the window's language; as it is where it is not listed.

    Args:
        text: in English: the problem or the hint of an error, or one after the other.
    """
    whole = _find(text)
    if whole is not None:
        return whole
    for gap in _GAP.finditer(text):
        first, second = _find(text[: gap.start()]), _find(text[gap.end() :])
        if first is not None and second is not None:
            return f"{first} {second}"
    return text


def _find(text: str) -> str | None:
    """A text as a whole; None where it is not listed."""
    exact, patterns = _patterns()
    if text in exact:
        return QCoreApplication.translate(CONTEXT, text)
    for pattern, template in patterns:
        found = pattern.fullmatch(text)
        if found is not None:
            return _filled(QCoreApplication.translate(CONTEXT, template), found)
    return None


def _filled(words: str, found: re.Match[str]) -> str:
    return _SLOT.sub(lambda slot: spoken(found[f"_{slot[1]}"]), words)


@lru_cache(maxsize=1)
def _patterns() -> tuple[frozenset[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Those without anything to fill in; and the others, those with the most words first."""
    open_ = sorted((one for one in TEMPLATES if _SLOT.search(one)), key=_words, reverse=True)
    made = tuple((_pattern(template), template) for template in open_)
    return frozenset(TEMPLATES) - frozenset(open_), made


def _words(template: str) -> int:
    return len(_SLOT.sub("", template))


def _pattern(template: str) -> re.Pattern[str]:
    parts = _SLOT.split(template)  # words, number, words, number, …, words
    literal = [re.escape(part) for part in parts[::2]]
    slots = [f"(?P<_{number}>.+?)" for number in parts[1::2]] + [""]
    return re.compile("".join(map("".join, zip(literal, slots, strict=True))), re.DOTALL)
