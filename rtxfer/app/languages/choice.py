"""Which languages there are, and which of them is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SYSTEM: Final = "system"
"""Whichever the desktop is in."""

SOURCE: Final = "en"
"""The language of the words in the code."""

LANGUAGES: Final = {
    SOURCE: "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "zh_CN": "简体中文",
}
"""By name of its file, each as it calls itself."""

_TRADITIONAL: Final = {"Hant", "TW", "HK", "MO"}
"""Parts of a tag that tell of Chinese in other signs than those of `zh_CN`."""


def choose(wanted: str, tags: Sequence[str]) -> str:
    """The language that the window speaks.

    Args:
        wanted: as in the preferences; what is not known, or `SYSTEM`, leaves it to the system.
        tags: what the system prefers, the best first, as BCP 47 writes them ("de-AT").

    Returns:
        A key of `LANGUAGES`.
    """
    if wanted in LANGUAGES:
        return wanted
    traditional = any(_TRADITIONAL & set(_parts(tag)) for tag in tags)
    for tag in tags:
        spoken = _parts(tag)[0]
        if spoken == "zh":
            if not traditional:
                return "zh_CN"
        elif spoken in LANGUAGES:
            return spoken
    return SOURCE


def _parts(tag: str) -> list[str]:
    return tag.replace("_", "-").split("-")
