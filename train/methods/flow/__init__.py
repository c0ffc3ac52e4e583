"""`flow`: ours."""
