"""`samarkand collect` for a test to kill: it may reach this machine, and commits every three pages."""

import sys
from pathlib import Path

from samarkand import wiring
from samarkand.adapters import warc_captures
from samarkand.adapters.address_guard import AddressGuard

if __name__ == "__main__":
    warc_captures.MOST_PAGES = 3
    print(wiring.collect(Path(sys.argv[1]), AddressGuard(allow_loopback=True)))
