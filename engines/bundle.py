"""A generator on disk: found, verified, listed."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from pydantic import ValidationError

from engines.contract import GraphName, Manifest
from engines.errors import BundleError

MANIFEST: Final = "manifest.toml"
DEFAULT: Final = "flow"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle.

    Attributes:
        folder: where it lies.
        manifest: what it says of itself.
    """

    folder: Path
    manifest: Manifest

    def graph(self, name: GraphName) -> Path:
        """Path of one graph."""
        return self.folder / self.manifest.graphs[name].file

    def has(self, name: GraphName) -> bool:
        """Whether the bundle brings that graph."""
        return name in self.manifest.graphs


def shelves() -> list[Path]:
    """Folders in which bundles are looked for: the shipped ones, then the user's own."""
    shipped = Path(str(resources.files("engines").joinpath("bundles")))
    return [shipped, user_data_path("rtxfer") / "bundles"]


def installed() -> list[str]:
    """Names of all bundles found, shipped ones first."""
    names = [
        folder.name
        for shelf in shelves()
        if shelf.is_dir()
        for folder in sorted(shelf.iterdir())
        if (folder / MANIFEST).is_file()
    ]
    return list(dict.fromkeys(names))


def open_bundle(name: str | Path = DEFAULT) -> Bundle:
    """Load and verify a bundle.

    Args:
        name: a name from `installed()`, or a folder.

    Raises:
        BundleError: not found, damaged, or not to the contract.
    """
    folder = _find(name)
    manifest = _manifest(folder)
    for graph in manifest.graphs.values():
        path = folder / graph.file
        if not path.is_file():
            raise BundleError(
                f"The bundle {manifest.name} lacks {graph.file} (in {folder}).",
                "Install the bundle again.",
            )
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != graph.sha256:
            raise BundleError(
                f"{path} is damaged: its sha256 is {found[:12]}…, not {graph.sha256[:12]}….",
                "Install the bundle again; a graph that was changed is never run.",
            )
    return Bundle(folder, manifest)


def _find(name: str | Path) -> Path:
    for folder in [Path(name), *(shelf / str(name) for shelf in shelves())]:
        if (folder / MANIFEST).is_file():
            return folder
    known = ", ".join(installed()) or "none"
    raise BundleError(
        f"There is no generator bundle called {name}.",
        f"Installed: {known}. A folder with a {MANIFEST} may be given too.",
    )


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise BundleError(
            f"{path} is not a valid manifest: {error}", "Install the bundle again."
        ) from error
    missing = {"target", "render"} - set(manifest.graphs)
    if missing:
        raise BundleError(f"{path} names no {' and no '.join(sorted(missing))} graph.")
    return manifest
