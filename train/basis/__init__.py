"""How faces move: on the mean (`mean`), and as the tracker reads them (`sharpen`)."""
