"""Frames sent as they are made: virtual cameras, recordings, snapshots."""
