"""The stage that the four published methods share: a carrier below, the paper's network on top.

The papers' networks make a face of a face and a condition, and learn from millions of samples
where things go. Here landmarks say where things go (the carrier), and the network draws what
the photograph does not show. With `carrier=none` it is the papers' own task.
"""
