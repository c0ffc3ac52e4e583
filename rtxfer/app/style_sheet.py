"""The style sheet; `$names` are those of `theme.Colours`, and `$pictures` is a folder."""

from __future__ import annotations

from typing import Final

STYLE_SHEET: Final = """
* { font-size: ${base}px; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 5px 7px; }

QLabel[kind="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[kind="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[kind="muted"], QLabel[kind="hint"] { color: $muted; }
QLabel[kind="hint"] { font-size: ${hint}px; }
QLabel[kind="good"] { color: $good; }
QLabel[kind="warning"] { color: $warning; }
QLabel[kind="bad"] { color: $danger; }
QLabel[kind="figure"] { font-weight: 600; }

#header { background: $stage; }
#side { background: $surface; border-left: 1px solid $border; }
#gallery { background: $surface; border-top: 1px solid $border; }
#status { background: $surface; border-top: 1px solid $border; }
#transport { background: $surface; border-top: 1px solid $border; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }

QPushButton, QToolButton, QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit {
    background: $raised; color: $text; border: 1px solid $border; border-radius: 7px;
    padding: 6px 11px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QLineEdit:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled { color: $driver; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:focus, QPushButton#start:focus { border: 2px solid $text; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $raised; color: $muted; border-color: $border; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:checked { background: $danger; color: $surface; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {
    background: transparent; border-color: transparent; padding: 5px 7px;
}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QToolButton[kind="quiet"]:focus, QPushButton[kind="quiet"]:focus { border-color: $accent; }
QToolButton:checked { background: $hover; border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QPushButton#start { font-size: ${start}px; padding: 11px 16px; border-radius: 9px; }

QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$pictures/chevron.svg"); width: 13px; height: 13px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $border; outline: none; padding: 4px;
    selection-background-color: $hover; selection-color: $text;
}
QMenu { background: $surface; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $hover; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }

QListView, QListWidget, QPlainTextEdit {
    background: transparent; color: $text; border: none; outline: none;
}
#sources::item { border-radius: 9px; border: 1px solid transparent; padding: 5px; }
#sources::item:hover { background: $raised; }
#sources::item:selected { background: $raised; color: $text; border-color: $accent; }

QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 11px 4px 9px 4px; margin: 0 10px; font-weight: 600;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }

QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: $surface; border: 1px solid $accent;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $border; }
QSlider::handle:horizontal:disabled { border-color: $border; }

QCheckBox { spacing: 9px; }
QCheckBox::indicator {
    width: 16px; height: 16px; border: 1px solid $driver; border-radius: 5px; background: $surface;
}
QCheckBox::indicator:hover, QCheckBox:focus::indicator { border-color: $accent; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$pictures/check.svg");
}
QCheckBox::indicator:disabled { border-color: $border; background: $raised; }
QProgressBar { background: $border; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $driver; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

#notice { background: $surface; border: 1px solid $border; border-radius: 10px; }
#notice[level="error"] { border-color: $danger; }

#steps { background: $surface; border-right: 1px solid $border; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame#card[state="active"] { border-color: $accent; }
QFrame#card[state="skipped"] QLabel { color: $muted; }
"""
