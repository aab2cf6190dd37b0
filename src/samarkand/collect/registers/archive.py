"""Downloads of several files in one: the World Bank's table of an indicator, the bulk data of UNESCO's institute."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from samarkand.collect.registers.reading import Table, text_table
from samarkand.collect.registers.settle import SKIPPED
from samarkand.collect.registers.shape import Shape
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal

LARGEST = 2**30
_UIS = re.compile(r"(?P<set>\w*?)_?(?:DATA_)?(?P<what>NATIONAL|REGIONAL|COUNTRY|LABEL)(?:_DATA)?\.csv", re.IGNORECASE)
_BANK = re.compile(r"API_.*\.csv", re.IGNORECASE)
Members = Mapping[str, bytes]


def looks_like(body: bytes) -> bool:
    return body.startswith(b"PK")


def tables(body: bytes, file: str, shape: Shape | None) -> list[Table]:
    """The tables of data in it; SamarkandError where the archive is damaged, too large or of no known kind."""
    members = _members(body, file)
    bank = [name for name in members if _BANK.fullmatch(name)]
    national = [name for name in members if (m := _UIS.fullmatch(name)) and m["what"].upper() == "NATIONAL"]
    if bank:
        return [_without_groups(text_table(members[name], f"{file}:{name}", shape), members, file) for name in bank]
    if national:
        return [_labelled(name, members, file, shape) for name in sorted(national)]
    if len(members) == 1 or shape:
        return [text_table(data, f"{file}:{name}", shape) for name, data in sorted(members.items())]
    listed = ", ".join(sorted(members)[:8]) or "nothing"
    raise SamarkandError(f"no archive of a kind we know; it holds {listed}", file, "unpack it and import its files")


def _members(body: bytes, file: str) -> Members:
    """CSV and TSV files by their bare names. Nothing is written, so no name can lead anywhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            wanted = [m for m in archive.infolist() if m.filename.lower().endswith((".csv", ".tsv"))]
            if sum(member.file_size for member in wanted) > LARGEST:
                raise SamarkandError(f"unpacks to more than {LARGEST // 2**20} MB", file, "import its files one by one")
            return {member.filename.rpartition("/")[2]: archive.read(member) for member in wanted}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        raise SamarkandError(f"a damaged archive ({problem})", file, "fetch the file again") from problem


def _without_groups(table: Table, members: Members, file: str) -> Table:
    """Without the rows of what the archive itself says are regions, or income groups; they are counted."""
    about = next((data for name, data in members.items() if name.lower().startswith("metadata_country")), b"")
    groups = {r["Country Code"] for r in _rows(about) if r.get("Country Code") and not (r.get("Region") or "").strip()}
    at = table.header.index("Country Code") if "Country Code" in table.header else None
    if at is None or not groups:
        return table
    lines = list(table.lines)
    is_group = [len(line) > at and line[at].strip() in groups for _, line in lines]
    left = (number for (number, _), group in zip(lines, is_group, strict=True) if group)
    notes = tuple(Refusal(file, number, f"{SKIPPED}group", "a group of countries") for number in left)
    kept = (line for line, group in zip(lines, is_group, strict=True) if not group)
    return replace(table, lines=kept, notes=(*table.notes, *notes))


def _labelled(name: str, members: Members, file: str, shape: Shape | None) -> Table:
    """National data with the label of each indicator, and a note of the regional data that is left."""
    set_ = _UIS.fullmatch(name)
    prefix = set_["set"].upper() if set_ else ""

    def beside(what: str) -> bytes:
        found = ((_UIS.fullmatch(other), data) for other, data in members.items())
        return next((d for m, d in found if m and m["what"].upper() == what and m["set"].upper() == prefix), b"")

    labels = _dictionary(beside("LABEL"), "INDICATOR_ID", "INDICATOR_LABEL_EN")
    countries = _dictionary(beside("COUNTRY"), "COUNTRY_ID", "COUNTRY_NAME_EN")
    regional = beside("REGIONAL").count(b"\n")
    reason = f"{max(regional - 1, 0):,} rows of regions, which are no countries"
    notes = (Refusal(file, 0, "regions", reason, kept=True),) if regional > 1 else ()
    table = text_table(members[name], f"{file}:{name}", shape)
    header = [column.upper() for column in table.header]
    indicator, country = (_position(header, column, file) for column in ("INDICATOR_ID", "COUNTRY_ID"))
    more = (_reader(labels, indicator), _reader(countries, country))
    lines = ((n, line and [*line, *(read(line) for read in more)]) for n, line in table.lines)
    return Table([*header, "INDICATOR_LABEL_EN", "COUNTRY_NAME_EN"], lines, (*table.notes, *notes))


def _reader(names: Mapping[str, str], at: int) -> Callable[[Sequence[str]], str]:
    return lambda line: names.get(line[at].strip(), "") if len(line) > at else ""


def _position(header: Sequence[str], column: str, file: str) -> int:
    if column not in header:
        raise SamarkandError(f"national data without {column}", file, "fetch the file again")
    return header.index(column)


def _dictionary(data: bytes, key: str, value: str) -> Mapping[str, str]:
    return {row[key]: row.get(value) or "" for row in _rows(data, upper=True) if row.get(key)}


def _rows(data: bytes, upper: bool = False) -> Iterator[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig", "replace"), newline="")
    lines = csv.reader(text)
    header = [name.strip().upper() if upper else name.strip() for name in next(lines, [])]
    yield from (dict(zip(header, line, strict=False)) for line in lines)
