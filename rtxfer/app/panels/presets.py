"""Ready-made expressions to begin from."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication

from rtxfer.settings import MotionSettings


def shipped_presets() -> dict[str, MotionSettings]:
    """By translated title; the first is the default."""

    def title(text: str) -> str:
        return QCoreApplication.translate("Presets", text)

    return {
        title("Natural"): MotionSettings(),
        title("Subtle"): MotionSettings(strength=0.7, head=0.4, smoothing=1.5),
        title("Lively"): MotionSettings(strength=1.3, brows=1.2, mouth=1.1, head=1.0),
        title("Only the face"): MotionSettings(head=0.0),
        title("Steady"): MotionSettings(smoothing=2.5, head=0.5),
    }
