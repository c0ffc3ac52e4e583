"""Relative motion: what changed in the driver's face, and where it takes the target's.

`neutral` finds the driver's resting face, `relative` measures the change against it,
`smoothing` steadies it, `retarget` lays it onto the portrait. Pure functions and small state.
"""
