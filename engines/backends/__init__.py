"""Who runs a graph: one file each, and the registry of their names."""
