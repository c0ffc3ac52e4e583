"""What is kept between two starts: a validated, immutable value, and the file it lies in."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from platformdirs import user_config_path, user_pictures_path, user_videos_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rtxfer.atomic import replace_text
from rtxfer.settings import KEEP, MotionSettings, OutputSettings, Quality

FILE: Final = "preferences.json"
SYNTHETIC: Final = "synthetic"
"""The source that everybody has: the shipped clip."""

Fit = Literal["fit", "fill", "crop"]


class _Kept(BaseModel):
    # What a newer version has added is passed over rather than called broken.
    model_config = ConfigDict(frozen=True, extra="ignore")


class OutputPreferences(_Kept):
    """Where the portrait goes, and in what shape."""

    width: int | None = Field(1280, ge=16, le=8192)
    height: int | None = Field(720, ge=16, le=8192)
    fit: Fit = "crop"
    background: str = KEEP
    """What the portrait is set before, as `OutputSettings.background` says it."""
    mirror: bool = False
    """What viewers get is a mirror image."""
    rate: int = Field(30, ge=1, le=120)
    virtual_camera: str = "auto"
    """Sink to send to while running; "" for none."""
    recordings: Path = Field(default_factory=lambda: user_videos_path() / "rtxfer")
    snapshots: Path = Field(default_factory=lambda: user_pictures_path() / "rtxfer")
    microphone: str = ""
    """Whose sound recordings have; "" for none."""
    badge: bool = False
    """Whether every frame says, for all to see, that it was made."""

    def settings(self) -> OutputSettings:
        """The part of it that the transfer knows."""
        return OutputSettings(
            width=self.width,
            height=self.height,
            fit=self.fit,
            background=self.background,
            mirror=self.mirror,
        )


class CameraPreferences(_Kept):
    """What to ask of cameras; each may give something else."""

    width: int | None = Field(1280, ge=16, le=8192)
    height: int | None = Field(720, ge=16, le=8192)
    rate: int | None = Field(30, ge=1, le=240)
    format: Literal["auto", "MJPG", "YUYV"] = "auto"

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height; None leaves the choice to the camera."""
        return (self.width, self.height) if self.width and self.height else None


class WindowPreferences(_Kept):
    """How the window was left."""

    geometry: str = ""
    """Of Qt, as base64."""
    tab: int = Field(0, ge=0)
    side_by_side: bool = False
    mirror: bool = False
    """Show the preview as a mirror, whatever the output is."""


Theme = Literal["system", "light", "dark"]


class Preferences(_Kept):
    """Everything that is kept between two starts."""

    source: str = SYNTHETIC
    """As `rtxfer live --source` takes it."""
    sources: tuple[str, ...] = ()
    """Files and streams that were added by hand."""
    camera: CameraPreferences = CameraPreferences()
    mirrored: bool = False
    """The camera itself gives a mirrored picture."""
    targets: tuple[Path, ...] | None = None
    """The gallery; None before the first start, for the shipped portraits."""
    target: Path | None = None
    faces: dict[str, int] = Field(default_factory=dict)
    """By path of a portrait that shows several, which face was chosen: from 1, from the left."""
    generator: str | None = None
    backend: str = "auto"
    quality: Quality = "auto"
    build_engines: bool = True
    """Build engines that this machine's GPU is missing, in the background."""
    motion: MotionSettings = MotionSettings()
    presets: dict[str, MotionSettings] = Field(default_factory=dict)
    output: OutputPreferences = Field(default_factory=OutputPreferences)
    hotkeys: dict[str, str] = Field(default_factory=dict)
    """By action, keys that differ from the default."""
    remote: bool = False
    """Let scripts of the same person control it, see `rtxfer.remote`."""
    consented: bool = False
    """The first run's note on whose portraits may be used was accepted."""
    theme: Theme = "system"
    language: str = "system"
    """Of the window; one that it does not know is taken for the system's."""
    window: WindowPreferences = WindowPreferences()


def preferences_path() -> Path:
    """Where they lie."""
    return user_config_path("rtxfer") / FILE


def read_preferences(path: Path) -> tuple[Preferences, str]:
    """What is kept in a file.

    Returns:
        The preferences, and what the user should know: a file that cannot be understood is set
        aside under another name, and the defaults are taken.
    """
    try:
        return Preferences.model_validate_json(path.read_bytes()), ""
    except FileNotFoundError:
        return Preferences(), ""
    except (OSError, ValidationError, ValueError) as error:
        aside = path.with_name(path.name + ".broken")
        reason = _reason(error)
        try:
            path.replace(aside)
        except OSError:
            return Preferences(), f"{path} cannot be read ({reason})."
        return Preferences(), f"The settings could not be read ({reason}); kept as {aside}."


def write_preferences(path: Path, preferences: Preferences) -> None:
    """Keep them; the file is the old one or the new one, never a half.

    Raises:
        OSError: the folder cannot be written to.
    """
    replace_text(path, preferences.model_dump_json(indent=2))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}" if place else first["msg"]
    return str(error)
