"""What an organisation demands of every rtxfer on a machine."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from platformdirs import site_config_path
from pydantic import BaseModel, ConfigDict

from engines.untrusted import first_problem, read_toml
from rtxfer.errors import InputError

VARIABLE: Final = "RTXFER_POLICY"
"""Environment variable that names a policy besides that of the machine, for trying one."""


class Policy(BaseModel):
    """What `policy.toml` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    badge: bool = False
    """Whether every frame shows that it was made."""
    certificate: str | None = None
    """What results are signed with, where nobody asks for another."""

    def joined(self, other: Policy) -> Policy:
        """Both: what either demands is demanded."""
        return Policy(
            badge=self.badge or other.badge,
            certificate=self.certificate or other.certificate,
        )


def policy_path() -> Path:
    """Where the machine's policy lies."""
    return site_config_path("rtxfer") / "policy.toml"


def policy() -> Policy:
    """What is demanded here; nothing where there is no policy.

    Raises:
        InputError: there is one, and it cannot be understood: it is not passed over.
    """
    found = _read(policy_path())
    named = os.environ.get(VARIABLE)
    return found.joined(_read(Path(named))) if named else found


@cache
def _read(path: Path) -> Policy:
    hint = "Mend it, or ask whoever looks after this computer; see docs/provenance.md."
    try:
        return Policy.model_validate(read_toml(path.read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError as error:
        raise InputError(f"The policy {path} cannot be read ({error.strerror}).", hint) from error
    except ValueError as error:
        reason = first_problem(error)
        raise InputError(f"The policy {path} cannot be understood: {reason}", hint) from error
