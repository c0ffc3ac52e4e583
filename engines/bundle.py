"""A generator on disk: found, verified, listed."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from engines.conformance import problems
from engines.contract import CONTRACT, PER_FRAME, GraphName, Manifest
from engines.errors import BundleError
from engines.onnx_header import read_header
from engines.onnx_limits import refuse_unsafe

MANIFEST: Final = "manifest.toml"
MOST_MANIFEST: Final = 1024**2
"""Bytes of one; those that are shipped have 2 KB."""
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

    @property
    def running(self) -> tuple[GraphName, ...]:
        """The graphs that run in every frame."""
        return tuple(name for name in PER_FRAME if self.has(name))

    def wanted(self, name: GraphName) -> tuple[str, ...] | None:
        """Outputs of a graph that are fetched in every frame; None: all."""
        return ("flow",) if name == "render" and not self.manifest.draws else None


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
    bundle = Bundle(folder, _manifest(folder))
    _verify(bundle)
    _check(bundle)
    return bundle


def _verify(bundle: Bundle) -> None:
    """See that every graph is there and is the one that the manifest means."""
    folder, manifest = bundle.folder, bundle.manifest
    for graph in manifest.graphs.values():
        path = folder / graph.file
        _demand_inside(path, folder)
        if not path.is_file():
            raise BundleError(
                f"The bundle {manifest.name} lacks {graph.file} (in {folder}).",
                "Install the bundle again.",
            )
        refuse_unsafe(path)
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != graph.sha256:
            raise BundleError(
                f"{path} is damaged: its sha256 is {found[:12]}…, not {graph.sha256[:12]}….",
                "Install the bundle again; a graph that was changed is never run.",
            )


def _check(bundle: Bundle) -> None:
    """See that the graphs keep to the contract."""
    manifest = bundle.manifest
    found = problems(manifest, {name: read_header(bundle.graph(name)) for name in manifest.graphs})
    if found:
        hint = "See engines/contract.py for what a bundle must be, and export it again."
        if manifest.contract < CONTRACT:
            hint = f"It was made for contract {manifest.contract}, this is {CONTRACT}. {hint}"
        raise BundleError(
            f"The bundle {manifest.name} does not keep to the contract: {'; '.join(found)}.", hint
        )


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
    _demand_inside(path, folder)
    try:
        if path.stat().st_size > MOST_MANIFEST:
            raise ValueError(f"it has more than {MOST_MANIFEST} bytes")
        values = tomllib.loads(path.read_text("utf-8"))
        _demand_known(path, values.get("contract"))
        manifest = Manifest.model_validate(values)
    except (OSError, ValueError, RecursionError) as error:
        raise BundleError(
            f"{path} is not a valid manifest: {error}", "Install the bundle again."
        ) from error
    missing = {"target", "render"} - set(manifest.graphs)
    if missing:
        raise BundleError(f"{path} names no {' and no '.join(sorted(missing))} graph.")
    return manifest


def _demand_inside(path: Path, folder: Path) -> None:
    """A link may lead to any file of whoever opens the bundle."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # it leads round in a circle
        inside = False
    if not inside:
        raise BundleError(
            f"{path} is a link that leads out of the bundle.",
            "Put the file itself there, or install the bundle again.",
        )


def _demand_known(path: Path, contract: object) -> None:
    """A newer contract may say what this one cannot even read."""
    if isinstance(contract, int) and contract > CONTRACT:
        raise BundleError(
            f"{path} is of contract {contract}; this rtxfer knows those up to {CONTRACT}.",
            "Update rtxfer, or take another bundle.",
        )
