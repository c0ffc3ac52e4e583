"""What the window knows and does without Qt: preferences, notices, how a live run is begun.

Nothing in here imports PyQt6, so all of it can be used, and tested, without a screen.
"""
