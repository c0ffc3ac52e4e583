"""Which backend suits this machine: measured, and held against the reference."""
