"""How a graph runs: the generator contract, bundles on disk, one `Engine` over many backends.

Imports neither `rtxfer` nor `train`; both stand on it.
"""
