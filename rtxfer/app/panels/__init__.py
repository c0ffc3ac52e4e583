"""The parts of the window in which things are chosen."""
