"""Which of the 478 landmarks and 52 blendshapes is what.

Indices follow MediaPipe's face mesh. "Right" and "left" are the subject's own: in an
un-mirrored picture the subject's right eye is on the left. Rows of paired landmarks run
from the picture's left to its right.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.intp]

MESH: Final = 468
LANDMARKS: Final = 478
"""`MESH` mesh points, then 5 points of the right iris and 5 of the left."""


def _ids(text: str) -> Indices:
    return np.array([int(word) for word in text.split()], np.intp)


RIGID: Final = _ids("33 133 362 263 168 6 197 195 4 10 151 127 356 129 358")
"""Points that hardly move with expression: eye corners, nose, forehead, temples."""

EYE_UPPER: Final = (_ids("246 161 160 159 158 157 173"), _ids("398 384 385 386 387 388 466"))
EYE_LOWER: Final = (_ids("7 163 144 145 153 154 155"), _ids("382 381 380 374 373 390 249"))
"""Lid margins (right eye, left eye), paired upper with lower."""

LID_UPPER: Final = (_ids("247 30 29 27 28 56 190"), _ids("414 286 258 257 259 260 467"))
LID_LOWER: Final = (_ids("25 110 24 23 22 26 112"), _ids("341 256 252 253 254 339 255"))
"""The row of skin next to each lid margin, column by column."""

EYE_CORNERS: Final = (_ids("33 133"), _ids("362 263"))
IRIS: Final = (_ids("468 469 470 471 472"), _ids("473 474 475 476 477"))

LIP_UPPER: Final = np.stack(
    [
        _ids("191 80 81 82 13 312 311 310 415"),
        _ids("183 42 41 38 12 268 271 272 407"),
        _ids("184 74 73 72 11 302 303 304 408"),
        _ids("185 40 39 37 0 267 269 270 409"),
    ]
)
LIP_LOWER: Final = np.stack(
    [
        _ids("95 88 178 87 14 317 402 318 324"),
        _ids("96 89 179 86 15 316 403 319 325"),
        _ids("77 90 180 85 16 315 404 320 307"),
        _ids("146 91 181 84 17 314 405 321 375"),
    ]
)
"""Lips [4 rows, 9 columns], from the inner contour (row 0) to the outer one (row 3)."""

LIP_CORNERS: Final = _ids("61 76 62 78 308 292 306 291")
MOUTH_CORNERS: Final = _ids("61 291")
INNER_LIPS: Final = np.concatenate([LIP_UPPER[0], LIP_LOWER[0], _ids("78 308")])

BROWS: Final = (
    _ids("70 63 105 66 107 46 53 52 65 55"),
    _ids("300 293 334 296 336 276 283 282 295 285"),
)
ABOVE_EYE: Final = tuple(
    np.stack([EYE_UPPER[eye][1:6], LID_UPPER[eye][1:6], *map(_ids, rows)])
    for eye, rows in enumerate(
        (
            ("225 224 223 222 221", "46 53 52 65 55", "70 63 105 66 107"),
            ("441 442 443 444 445", "285 295 282 283 276", "336 296 334 293 300"),
        )
    )
)
"""Above each eye, upwards: lid margin, fold, the skin above it, and the brow's lower and upper
edge [5 rows, 5 columns]."""

CHIN: Final = _ids("152 148 377 176 400 175 199 200 171 396")
JAW: Final = _ids("152 148 176 149 150 136 172 58 132 377 400 378 379 365 397 288 361")
CHEEKS: Final = _ids("50 280 205 425 117 346 118 347 123 352 187 411 207 427 36 266 147 376")
FACE_OVAL: Final = _ids(
    "10 338 297 332 284 251 389 356 454 323 361 288 397 365 379 378 400 377 "
    "152 148 176 149 150 136 172 58 132 93 234 127 162 21 54 103 67 109"
)

BLENDSHAPES: Final = tuple(
    """_neutral browDownLeft browDownRight browInnerUp browOuterUpLeft browOuterUpRight cheekPuff
    cheekSquintLeft cheekSquintRight eyeBlinkLeft eyeBlinkRight eyeLookDownLeft eyeLookDownRight
    eyeLookInLeft eyeLookInRight eyeLookOutLeft eyeLookOutRight eyeLookUpLeft eyeLookUpRight
    eyeSquintLeft eyeSquintRight eyeWideLeft eyeWideRight jawForward jawLeft jawOpen jawRight
    mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft mouthFrownRight mouthFunnel
    mouthLeft mouthLowerDownLeft mouthLowerDownRight mouthPressLeft mouthPressRight mouthPucker
    mouthRight mouthRollLower mouthRollUpper mouthShrugLower mouthShrugUpper mouthSmileLeft
    mouthSmileRight mouthStretchLeft mouthStretchRight mouthUpperUpLeft mouthUpperUpRight
    noseSneerLeft noseSneerRight""".split()
)
"""MediaPipe's blendshape channels in its own order; each value is 0–1."""

BLENDSHAPE: Final = {name: index for index, name in enumerate(BLENDSHAPES)}
