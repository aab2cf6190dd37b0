"""XML looked at before any parser sees it."""

import re

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def declares(data: bytes) -> bool:
    """Does it declare a document type or entities? No feed and no part of a document needs either.

    NUL bytes are passed over, so that UTF-16 and UTF-32 hide nothing.
    """
    return bool(_DECLARES.search(data.replace(b"\0", b"") if b"\0" in data else data))
