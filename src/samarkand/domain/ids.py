"""Ids that derive from content: the same content has the same id on every machine."""

import hashlib


def content_id(prefix: str, *parts: str) -> str:
    """`prefix-` and 16 hexadecimal digits of the BLAKE2b hash of the parts, kept apart by a separator."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return f"{prefix}-{hashlib.blake2b(joined, digest_size=8).hexdigest()}"
