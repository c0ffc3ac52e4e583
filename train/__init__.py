"""Where generators are made. Nothing imports this package; the product needs none of it."""
