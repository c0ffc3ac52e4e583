"""The one trainer, for every method."""
