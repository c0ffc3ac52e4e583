"""What was learnt about a driver, kept for each user and camera.

A neutral belongs to a face *and* the lens it was seen through, so a profile is found by both.
Each is one small JSON file, replaced in one step.
"""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, field_validator

from engines.untrusted import first_problem, read_json
from rtxfer.atomic import replace_text
from rtxfer.calibration import Gains
from rtxfer.motion.neutral import Neutral
from rtxfer.sinks.destination import explained

_log = logging.getLogger(__name__)

VERSION: Final = 1


class Profile(BaseModel):
    """One user before one camera."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = VERSION
    user: str = Field(description="Whoever sits there; empty where only one person does.")
    camera: str = Field(description="The camera's stable id.")
    saved: datetime
    neutral: dict[str, Any] = Field(description="As `Neutral.to_json` gives it.")
    gains: Gains = Gains()

    @field_validator("neutral")
    @classmethod
    def _whole(cls, value: dict[str, Any]) -> dict[str, Any]:
        try:
            Neutral.from_json(value)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ValueError(f"not a neutral: {error}") from error
        return value

    @classmethod
    def of(cls, user: str, camera: str, neutral: Neutral, gains: Gains | None = None) -> Profile:
        """A profile of what was found just now."""
        return cls(
            user=user,
            camera=camera,
            saved=datetime.now(UTC),
            neutral=neutral.to_json(),
            gains=gains or Gains(),
        )

    def resting(self) -> Neutral:
        """The driver's resting face."""
        return Neutral.from_json(self.neutral)


class Profiles:
    """All profiles on this machine.

    A file that cannot be read is set aside under another name and warned of in the log; one
    of a later version of rtxfer is left alone.

    Args:
        folder: where they lie; None for the user's data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_data_path("rtxfer") / "profiles"

    def list(self) -> list[Profile]:
        """Every readable profile, the newest first."""
        paths = sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []
        found = [profile for path in paths if (profile := _read(path))]
        return sorted(found, key=lambda profile: profile.saved, reverse=True)

    def load(self, user: str, camera: str) -> Profile | None:
        """The profile of a user before a camera; None if there is none that can be read."""
        path = self._path(user, camera)
        return _read(path) if path.is_file() else None

    def save(self, profile: Profile) -> Path:
        """Keep a profile, in place of an older one of the same user and camera.

        Raises:
            OutputError: the folder cannot be written.
        """
        path = self._path(profile.user, profile.camera)
        with explained(path):
            replace_text(path, profile.model_dump_json())
        return path

    def delete(self, user: str, camera: str) -> bool:
        """Forget a profile.

        Returns:
            Whether there was one.
        """
        path = self._path(user, camera)
        with explained(path):
            try:
                path.unlink()
            except FileNotFoundError:
                return False
        return True

    def _path(self, user: str, camera: str) -> Path:
        """Users and cameras are called anything, file names are not: so a hash names the file."""
        name = json.dumps([user, camera]).encode()
        return self.folder / f"{hashlib.sha256(name).hexdigest()[:24]}.json"


def _read(path: Path) -> Profile | None:
    try:
        values = read_json(path.read_bytes())
        if isinstance(values, dict) and _is_later(values.get("version")):
            _log.warning("%s was made by a later rtxfer and is not used.", path)
            return None
        return Profile.model_validate(values)
    except ValueError as error:
        _set_aside(path, error)
    except OSError as error:
        _log.warning("The profile %s cannot be read: %s", path, error)
    return None


def _is_later(version: object) -> bool:
    return isinstance(version, int) and version > VERSION


def _set_aside(path: Path, error: Exception) -> None:
    """Keep a broken file for whoever wants to look at it, but never read it again."""
    aside = path.with_suffix(".broken")
    with suppress(OSError):
        path.replace(aside)
    _log.warning(
        "The profile %s is broken (%s); it lies at %s now.", path, first_problem(error), aside
    )
