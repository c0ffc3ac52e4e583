"""A mark in the pixels of every frame, that is not seen and can be found again."""
