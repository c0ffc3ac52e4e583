"""Judging generators: any number of bundles on the same pairs, drivers and portraits.

The protocol is fixed, so that two reports of the same data can be laid side by side. Nothing in
it is drawn by chance, hence there are no seeds.

**Rows.** Two floors, then the bundles in the order given: `copy-target`, the portrait unmoved;
and `warp`, which has no learned part.

**Self-reenactment.** A portrait is moved to where the landmarks of another picture of the same
person are, and compared with that picture.
- Photographs: of the pack's split "eval", every two of one person and set with different
  expressions, in both orders. Compared inside both faces' hull.
- Clips, of those that `prepare` would refuse for training: the calmest frame (`calmest`) is the
  portrait; the truths are 16 frames, evenly spaced over those whose landmarks lie inside its
  crop. Truths are seen through the portrait's crop, so heads move as the camera saw them.
  Compared inside the frame.
- Each set and each clip counts alike in the means.
- A bundle with a driver graph is shown the truth as its driver, the portrait as its rest.
- The crop, 256² and 1.9 times the face, is composed as the contract says, without the
  product's fading at its border. Generators of another size get the portrait scaled.

**Cross-reenactment.** Every clip drives every portrait through `rtxfer.transfer.Transfer` with its
default settings, all of it, every n-th frame from the first. The neutral is
`resting_face(clip)`. Portraits are shrunk until their crop is at most 512 pixels. The output
is tracked by a tracker of its own, which has first seen the portrait at rest; that is the
output's neutral. Frames in which the driver is not found do not count.

What each figure means is told in docs/evaluation.md.
"""

from train.judging.judgement import judge

__all__ = ["judge"]
