"""`python -m train`: make generators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Make generator bundles.", no_args_is_help=True, add_completion=False)


@app.callback()
def _root() -> None:
    """Make generator bundles."""


@app.command()
def warp(
    out: Annotated[Path, typer.Option(help="Folder of the bundle.")] = Path("engines/bundles/warp"),
) -> None:
    """Write the `warp` bundle, which needs no training."""
    from train.export import write_bundle
    from train.methods import warp as method

    print(write_bundle(out, method.manifest(), method.build()))


if __name__ == "__main__":
    app()
