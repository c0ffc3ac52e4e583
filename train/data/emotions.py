"""Emotions that sets label their pictures with, by one list of names."""

from __future__ import annotations

from typing import Final

EMOTIONS: Final = (
    *("neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt"),
)
"""The eight of AffectNet and RaFD."""

UNKNOWN: Final = -1
"""Of a picture whose set says nothing, or what is none of these."""

_WORDS: Final = {
    "neutral": ("neutral", "calm", "01", "02"),
    "happiness": ("happiness", "happy", "smiling", "smile", "03"),
    "sadness": ("sadness", "sad", "04"),
    "surprise": ("surprise", "surprised", "08"),
    "fear": ("fear", "fearful", "06"),
    "disgust": ("disgust", "disgusted", "07"),
    "anger": ("anger", "angry", "05"),
    "contempt": ("contempt", "contemptuous"),
}
"""Words of the sets, see `train.data.adapters`; the numbers are RAVDESS's."""

_NUMBER: Final = {word: EMOTIONS.index(name) for name, words in _WORDS.items() for word in words}


def emotion(label: str) -> int:
    """Number of the emotion that a set's label names, or `UNKNOWN`."""
    return _NUMBER.get(label.lower(), UNKNOWN)
