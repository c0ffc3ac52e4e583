"""A clip into a file: animations, pictures, videos; the destination's name says which."""
