"""Pairs of one person from an unconditional face generator, as many as wanted.

The network is MobileStyleGAN (Belousov, "MobileStyleGAN: A Lightweight Convolutional Neural
Network for High-Fidelity Image Synthesis", 2021): a style of 512 numbers becomes a face. What
it was never taught, to move a face, is read off its own pictures: many styles are drawn and
tracked, each attribute is regressed on the style, and a style is then moved along what was
found, in those layers only that should change.

| module          | what it does                                                       |
|-----------------|--------------------------------------------------------------------|
| `ir.py`         | runs the network's files in torch                                  |
| `network.py`    | the network, its style in three parts, on a CPU or a GPU           |
| `attributes.py` | what of a tracked face can be changed                              |
| `styles.py`     | draws, renders and tracks styles; kept in the user's cache         |
| `directions.py` | along what a style moves for an attribute to change                |
| `people.py`     | draws people: one near neutral, the others with edits              |
| `pair_set.py`   | the set on disk: pictures, `pairs.csv`, journal                    |
| `synthesise.py` | makes a set                                                        |
| `batches.py`    | the same pairs as batches of tensors, never written                |
"""
