"""One process at a time."""

from pathlib import Path
from typing import BinaryIO

from samarkand.domain.errors import SamarkandError


def lock(path: Path) -> BinaryIO:
    """Held as long as the file that is given back is; the system lets go of it when the process ends, however.

    Raises:
        SamarkandError: another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.open("ab")
    try:
        import fcntl
    except ImportError:  # a system without such locks
        return held
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        held.close()
        raise SamarkandError("another run is collecting here", str(path.parent), "wait until it is done") from problem
    return held
