#!/usr/bin/env python3
"""Build engines: any bundle for any backend whose engines are built. See `--help`."""

from __future__ import annotations

import sys

import typer

from engines.building.command import build_engines
from engines.errors import EngineError

if __name__ == "__main__":
    try:
        typer.run(build_engines)
    except EngineError as error:
        sys.exit(f"{error.problem}\n{error.hint}".strip())
