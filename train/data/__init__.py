"""From pictures and clips of faces to batches: adapters → `prepare` → a pack → `dataset`."""
