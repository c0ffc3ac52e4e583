"""One look, light or dark as the system has it: colours, the palette and the style sheet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette
from PyQt6.QtWidgets import QApplication

from rtxfer.app.style_sheet import STYLE_SHEET


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme.

    Attributes:
        window: behind everything.
        surface: panels.
        raised: buttons and fields.
        hover: buttons under the pointer.
        border: thin lines.
        stage: behind the preview.
        text: plain text.
        muted: captions, and what is less important.
        accent: what is chosen, and the one thing to press next.
        on_accent: text on it.
        good: it works.
        warning: it mends itself.
        danger: it needs the user.
        driver: the driver in charts.
    """

    window: str
    surface: str
    raised: str
    hover: str
    border: str
    stage: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    warning: str
    danger: str
    driver: str

    def __getitem__(self, name: str) -> QColor:
        return QColor(getattr(self, name))


LIGHT: Final = Colours(
    window="#f3f4f7",
    surface="#ffffff",
    raised="#f3f4f7",
    hover="#e8eaf0",
    border="#dcdfe7",
    stage="#e6e8ee",
    text="#1b1e26",
    muted="#5d677b",
    accent="#3d5bf0",
    on_accent="#ffffff",
    good="#13754a",
    warning="#945600",
    danger="#c22a3a",
    driver="#98a2b8",
)
DARK: Final = Colours(
    window="#14161b",
    surface="#1b1e25",
    raised="#262a33",
    hover="#303541",
    border="#2e333e",
    stage="#0d0f13",
    text="#e7e9ef",
    muted="#949cad",
    accent="#7590ff",
    on_accent="#0d1020",
    good="#4cc38a",
    warning="#f0b04a",
    danger="#ff6f78",
    driver="#7c869b",
)

PICTURES: Final = Path(str(resources.files("rtxfer.app").joinpath("pictures")))
"""What a style sheet can only take from files."""

SMALL: Final = 0.92
"""Of hints, over the size of plain text."""

_worn: Colours | None = None
_forced: Qt.ColorScheme | None = None


def scheme() -> Qt.ColorScheme:
    """Light or dark; light where the system does not say."""
    if _forced is not None:
        return _forced
    hints = QGuiApplication.styleHints()
    dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
    return Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light


def colours() -> Colours:
    """Those of the scheme in use."""
    return _worn or _of_scheme()


def _of_scheme() -> Colours:
    return DARK if scheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication, force: Qt.ColorScheme | None = None) -> None:
    """Dress the whole program, and again whenever the system changes its scheme.

    Args:
        app: the application.
        force: a scheme to use whatever the system says.
    """
    global _forced
    _forced = force
    app.setStyle("Fusion")
    _dress(app)
    hints = app.styleHints()
    if hints is not None:
        hints.colorSchemeChanged.connect(lambda _: _dress(app))


def force_scheme(app: QApplication, chosen: str) -> None:
    """Wear "light" or "dark" from now on, or whatever the "system" has."""
    global _forced
    _forced = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(chosen)
    _dress(app)


def _dress(app: QApplication) -> None:
    global _worn
    chosen = _worn = _of_scheme()
    app.setPalette(_palette(chosen))
    names = asdict(chosen) | {"pictures": PICTURES.as_posix()} | _sizes()
    app.setStyleSheet(Template(STYLE_SHEET).substitute(names))


def text_size(of_base: float = 1.0) -> int:
    """Pixels of text that is so much larger than the system's own, or smaller."""
    return max(9, round(QFontInfo(QGuiApplication.font()).pixelSize() * of_base))


def _sizes() -> dict[str, str]:
    """Of the kinds of text, by the system's font, which people set as they can read it."""
    shares = {"base": 1.0, "title": 1.55, "heading": 1.08, "hint": SMALL, "start": 1.15}
    return {name: str(text_size(share)) for name, share in shares.items()}


def _palette(chosen: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, name in (
        ((role.Window,), "window"),
        ((role.Base, role.ToolTipBase), "surface"),
        ((role.AlternateBase, role.Button), "raised"),
        ((role.Light, role.Midlight), "hover"),
        ((role.Mid, role.Dark), "border"),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "text"),
        ((role.PlaceholderText,), "muted"),
        ((role.Highlight, role.Link, role.Accent), "accent"),
        ((role.HighlightedText, role.BrightText), "on_accent"),
    ):
        for one in roles:
            palette.setColor(one, chosen[name])
    for one in (role.WindowText, role.Text, role.ButtonText):
        faded = chosen["muted"]
        faded.setAlpha(140)
        palette.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return palette
