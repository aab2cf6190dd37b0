"""Any known register, from bytes to cells and refusals."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator

from samarkand.collect.registers import heritage, table
from samarkand.collect.registers.areas import Areas
from samarkand.collect.registers.settle import settled
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

LARGEST = 512 * 2**20
_GZIP = b"\x1f\x8b"


def parse_register(
    data: bytes, file: str, known: Callable[[str], bool], code_of_name: Callable[[str], str | None]
) -> Iterator[Statistic | Refusal]:
    """Cells of a register (plain or gzipped) and the refusals: nothing is left out silently.

    `known` tells whether a two-letter code is a country's; `code_of_name` finds it by an English name.
    """
    body = _unpacked(data, file)
    areas = Areas(known, code_of_name)
    if heritage.looks_like(body):
        return settled(heritage.inscriptions(body, file, areas), file, listed=True)
    shape, rows = table.opened(body, file)
    return settled(table.cells(shape, rows, file, areas), file, shape.listed)


def _unpacked(data: bytes, file: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        body = gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SamarkandError(f"damaged gzip data ({error})", file, "fetch the file again") from error
    if len(body) > LARGEST:
        raise SamarkandError(f"unpacks to more than {LARGEST // 2**20} MB", file, "split the file")
    return body
