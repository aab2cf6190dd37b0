"""Bytes to text, with the doubt said."""

from samarkand.collate.parse.row import Where
from samarkand.domain.refusal import Refusal

_SAMPLE = 100_000
_BY_MARK = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _wide(data: bytes) -> str:
    """The name of an encoding of two or four bytes a letter: by its mark, else by where its NUL bytes stand."""
    if not data:
        return ""
    if marked := next((name for mark, name in _BY_MARK.items() if data.startswith(mark)), ""):
        return marked
    first, second = data[:4000:2], data[1:4000:2]
    few, many = sorted((first.count(0), second.count(0)))
    if many * 2 < len(first) or few * 10 > many:
        return ""
    return "utf-16-le" if second.count(0) == many else "utf-16-be"


def _holds_nul(data: bytes, where: Where) -> Refusal | None:
    count = data.count(0)
    return where.refuse("encoding", f"{count:,} NUL bytes became spaces", kept=True) if count else None


def decode(data: bytes, where: Where) -> tuple[str, Refusal | None]:
    """UTF-8 where it is, else as its mark or resiliparse says, with a warning that names what was taken."""
    name = _wide(data)
    if not name:
        try:
            return data.decode("utf-8-sig"), _holds_nul(data, where)
        except UnicodeDecodeError:
            from resiliparse.parse.encoding import detect_encoding

            name = str(detect_encoding(data[:_SAMPLE]))
    return data.decode(name, "replace"), where.refuse("encoding", f"not UTF-8; read as {name}", kept=True)
