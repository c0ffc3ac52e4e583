"""`dense_geometry`: Bodur et al., "3D Dense Geometry-Guided Facial Expression Synthesis", 2021."""
