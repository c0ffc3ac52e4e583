"""The whole head: cut out of the portrait once, and turned with the face in every frame.

A face that turns inside hair that stands still is a mask. `person` finds who is in the picture,
`cutout` tells apart what is theirs and what is behind, `layers` makes two layers of that, and
`field` says where each point of the head goes. The compositor lays it all together. See
docs/head.md.
"""
