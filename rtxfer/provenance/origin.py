"""What a result was made with, and out of what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from engines.contract import Manifest


@dataclass(frozen=True, slots=True)
class GeneratorUsed:
    """A bundle that drew some of the frames.

    Attributes:
        name: of the bundle.
        version: of the bundle.
        bundle: sha256 over the names and sha256 of its graphs, as `of` takes it.
    """

    name: str
    version: str
    bundle: str

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """As a bundle says of itself."""
        graphs = sorted((str(name), graph.sha256) for name, graph in manifest.graphs.items())
        lines = "".join(f"{name} {sha256}\n" for name, sha256 in graphs)
        return cls(manifest.name, manifest.version, hashlib.sha256(lines.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Origin:
    """What frames come from; of a live run it grows when portrait or generator are exchanged.

    Attributes:
        generators: whatever drew them, in order.
        portraits: files of the portraits, in order; for a manifest of their own alone, their
            names are told nowhere.
    """

    generators: tuple[GeneratorUsed, ...] = ()
    portraits: tuple[Path, ...] = ()

    @classmethod
    def of(cls, manifest: Manifest, portrait: Path | None) -> Self:
        """One generator and one portrait; None where that lies in no file."""
        paths = () if portrait is None else (portrait.absolute(),)
        return cls((GeneratorUsed.of(manifest),), paths)

    def joined(self, other: Origin) -> Origin:
        """Both, each thing once; itself where the other adds nothing."""
        generators = tuple(dict.fromkeys(self.generators + other.generators))
        portraits = tuple(dict.fromkeys(self.portraits + other.portraits))
        if (generators, portraits) == (self.generators, self.portraits):
            return self
        return Origin(generators, portraits)

    def to_json(self) -> dict[str, Any]:
        """As plain values, for the journal of unfinished work."""
        return {
            "generators": [[one.name, one.version, one.bundle] for one in self.generators],
            "portraits": [str(path) for path in self.portraits],
        }

    @classmethod
    def from_json(cls, values: Any) -> Self:
        """What `to_json` gave; nothing known where it is something else."""
        try:
            assert isinstance(values, Mapping)
            generators = tuple(GeneratorUsed(*map(str, one)) for one in values["generators"])
            return cls(generators, tuple(Path(str(path)) for path in values["portraits"]))
        except (AssertionError, KeyError, TypeError):
            return cls()
