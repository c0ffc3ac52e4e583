"""The window: a person picks a camera and a portrait, and presses Start.

The only place that imports PyQt6. Nothing in here waits: frames come from a `LiveRunner` by a
timer, slow work goes to `background`, and what happens elsewhere arrives as Qt signals.
"""
