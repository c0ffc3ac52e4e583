"""Keys: those of the window, and those that are heard while another program has focus.

`actions` has what can be done by a key. `contract` says what a system must offer for keys from any
program; one file for each system offers it, `anywhere` chooses among them.
"""

from rtxfer.app.hotkeys.actions import DIRECT_TARGETS, HotkeyAction, Hotkeys, hotkey_actions
from rtxfer.app.hotkeys.anywhere import AnywhereKeys

__all__ = ["DIRECT_TARGETS", "AnywhereKeys", "HotkeyAction", "Hotkeys", "hotkey_actions"]
