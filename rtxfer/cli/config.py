"""`--config`: the window's settings as the defaults of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rtxfer.errors import InputError

if TYPE_CHECKING:
    from rtxfer.app.model.preferences import Preferences


def defaults_of(path: Path) -> dict[str, dict[str, Any]]:
    """What options default to, by command.

    Args:
        path: a file as the window writes it; see `rtxfer.app.model.preferences`. A part will do.

    Raises:
        InputError: it is missing, or cannot be understood.
    """
    from pydantic import ValidationError

    from rtxfer.app.model.preferences import Preferences, preferences_path

    hint = f"The window writes one to {preferences_path()}; take it as an example."
    try:
        kept = Preferences.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: {place}: {first['msg']}".replace(": :", ":"), hint) from error
    shared = _motion(kept) | _engine(kept)
    return {"live": shared | _live(kept), "video": shared}


def _motion(kept: Preferences) -> dict[str, Any]:
    return kept.motion.model_dump(exclude={"calibrated"})  # of which there is no option


def _engine(kept: Preferences) -> dict[str, Any]:
    return {"generator": kept.generator, "backend": kept.backend}


def _live(kept: Preferences) -> dict[str, Any]:
    output = kept.output
    size = f"{output.width}x{output.height}" if output.width and output.height else "original"
    camera = output.virtual_camera
    return {
        "source": kept.source,
        "target": kept.target,
        "sink": None if camera in ("", "auto") else [camera],
        "quality": kept.quality,
        "size": size,
        "fit": output.fit,
        "rate": output.rate,
        "background": output.background,
        "mirror_output": output.mirror,
        "mirrored": kept.mirrored,
    }
