"""`warp`: no learned part."""
