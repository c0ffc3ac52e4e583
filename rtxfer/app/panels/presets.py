"""Ready-made expressions to begin from."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication

from rtxfer.settings import MotionSettings


def shipped_presets() -> dict[str, MotionSettings]:
    """By translated title; the first is the default."""

    translate = QCoreApplication.translate
    return {
        translate("Presets", "Natural"): MotionSettings(),
        translate("Presets", "Subtle"): MotionSettings(strength=0.7, head=0.4, smoothing=1.5),
        translate("Presets", "Lively"): MotionSettings(
            strength=1.3, brows=1.2, mouth=1.1, head=1.0
        ),
        translate("Presets", "Only the face"): MotionSettings(head=0.0),
        translate("Presets", "Steady"): MotionSettings(smoothing=2.5, head=0.5),
    }
