"""Any known register, from bytes to cells and refusals."""

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator

from samarkand.collect.registers import archive, heritage, sdmx, sdmx_json, sdmx_ml, world_bank
from samarkand.collect.registers.areas import Areas
from samarkand.collect.registers.declarations import looks_like_xml
from samarkand.collect.registers.reading import Table, text_table
from samarkand.collect.registers.settle import Row, settled
from samarkand.collect.registers.shape import Shape, checked, shape_of
from samarkand.collect.registers.table import cells
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal
from samarkand.domain.statistic import Statistic

LARGEST = 512 * 2**20
_GZIP = b"\x1f\x8b"


def parse_register(
    data: bytes,
    file: str,
    known: Callable[[str], bool],
    code_of_name: Callable[[str], str | None],
    own: Shape | None = None,
) -> Iterator[Statistic | Refusal]:
    """Cells of a register (plain, gzipped or zipped) and the refusals: nothing is left out silently.

    `known` tells whether a two-letter code is a country's; `code_of_name` finds it by an English name. `own` is the
    user's word for what the columns mean; without it a shape is known by its header.
    """
    body = _unpacked(data, file)
    areas = Areas(known, code_of_name)
    if looks_like_xml(body) and not sdmx_ml.looks_like(body):
        return settled(heritage.inscriptions(body, file, areas), file, listed=True)
    shaped = [(_shape(table, own, file), table) for table in _tables(body, file, own)]
    return settled(_rows(shaped, file, areas), file, any(shape.listed for shape, _ in shaped))


def _rows(shaped: list[tuple[Shape, Table]], file: str, areas: Areas) -> Iterator[Row]:
    for shape, table in shaped:
        yield from cells(shape, table, file, areas)


def _shape(table: Table, own: Shape | None, file: str) -> Shape:
    return checked(own, table.header, file) if own else shape_of(table.header, file)


def _tables(body: bytes, file: str, own: Shape | None) -> list[Table]:
    if looks_like_xml(body):
        return sdmx_ml.tables(body, file)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _of_json(body, file)
    if archive.looks_like(body):
        return archive.tables(body, file, own)
    table = text_table(body, file, own)
    return [sdmx.csv_table(table) if sdmx.is_sdmx_csv(table.header) else table]


def _of_json(body: bytes, file: str) -> list[Table]:
    try:
        tree = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise SamarkandError(f"not JSON: {problem}", file, "fetch the file again") from problem
    if sdmx_json.looks_like(tree):
        return sdmx_json.tables(tree, file)
    if world_bank.looks_like(tree):
        return world_bank.tables(tree, file)
    raise SamarkandError(
        "no JSON of a kind we know", file, "known are SDMX-JSON data messages and the World Bank's pages"
    )


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
