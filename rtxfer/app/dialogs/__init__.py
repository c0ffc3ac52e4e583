"""What opens beside the window: calibration, which face, the first run, offline work, hotkeys."""

from rtxfer.app.dialogs.assistant import Answers, Assistant, AssistantChoices
from rtxfer.app.dialogs.calibration import CalibrationDialog
from rtxfer.app.dialogs.face import FaceDialog
from rtxfer.app.dialogs.hotkeys import HotkeyDialog
from rtxfer.app.dialogs.offline import OfflineDialog

__all__ = [
    "Answers",
    "Assistant",
    "AssistantChoices",
    "CalibrationDialog",
    "FaceDialog",
    "HotkeyDialog",
    "OfflineDialog",
]
