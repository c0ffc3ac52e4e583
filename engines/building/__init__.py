"""Engines built ahead, or beside a run."""
