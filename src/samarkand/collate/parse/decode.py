"""Bytes to text, with the doubt said."""

from samarkand.collate.parse.row import Where
from samarkand.domain.refusal import Refusal


def decode(data: bytes, where: Where) -> tuple[str, Refusal | None]:
    """UTF-8 where it is, else what resiliparse detects, with a warning that says so."""
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        from resiliparse.parse.encoding import detect_encoding

        name = str(detect_encoding(data[:100_000]))
        return data.decode(name, "replace"), where.refuse("encoding", f"not UTF-8; read as {name}", kept=True)
