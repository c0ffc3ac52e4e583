"""`python -m rtxfer` is the command `rtxfer`."""

from rtxfer.cli import main

main()
