"""`python -m samarkand` is the same as `samarkand`."""

from samarkand.cli import main

main()
