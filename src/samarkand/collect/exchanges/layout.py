"""Where in a sheet the mapping's headings stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samarkand.collect.exchanges.cells import folded, on_one_line, text_of
from samarkand.collect.exchanges.mapping import ExchangeMapping
from samarkand.domain.errors import SamarkandError
from samarkand.ports.sheets import Cell, Fault, Row, Sheet

LOOKED_AT = 30


@dataclass(frozen=True)
class Layout:
    """`header` is the row of the headings. Headings are found without regard to capitals and spaces."""

    mapping: ExchangeMapping
    header: Row

    @cached_property
    def _at(self) -> Mapping[str, int]:
        """Positions by heading, as the sheet and as the mapping write it."""
        out: dict[str, int] = {}
        for at, name in enumerate(self._names):
            out.setdefault(folded(name), at)
        spelt = (*self._names, *self.mapping.headings, *_in_braces(self.mapping))
        return {name: out[folded(name)] for name in spelt}

    @cached_property
    def _names(self) -> Sequence[str]:
        return tuple(map(heading_of, self.header.cells))

    @cached_property
    def roles(self) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Everything the mapping reads, by what it is read as."""
        more = (("quantity", tuple(self.mapping.quantities)), ("artefact", tuple(self.mapping.artefacts)))
        return (*self.mapping.columns.roles(), *more)

    @cached_property
    def _by_role(self) -> Mapping[str, tuple[str, ...]]:
        return dict(self.roles)

    def headings_of(self, role: str) -> tuple[str, ...]:
        return self._by_role.get(role, ())

    def cell(self, row: Row, heading: str) -> Cell:
        at = self._at[heading]
        return row.cells[at] if at < len(row.cells) else None

    def filled(self, row: Row, template: str) -> str:
        """The words themselves, or what stands under the heading in `{Heading}`."""
        if not (template.startswith("{") and template.endswith("}")):
            return template
        return text_of(self.cell(row, template[1:-1]))

    def in_order(self, row: Row) -> Iterator[tuple[str, Cell]]:
        """Headings as the sheet writes them with their cells: those of the mapping first, then the others."""
        for at in self._order:
            name = self._names[at]
            if name and at < len(row.cells):
                yield name, row.cells[at]

    @cached_property
    def _order(self) -> Sequence[int]:
        mapped = dict.fromkeys(self._at[h] for _, headings in self.roles for h in headings)
        return (*mapped, *(at for at in range(len(self.header.cells)) if at not in mapped))


def heading_of(cell: Cell) -> str:
    return on_one_line(cell.text if isinstance(cell, Fault) else text_of(cell))


def laid_out(sheet: Sheet, mapping: ExchangeMapping, file: str) -> Layout:
    """The layout of the sheet; SamarkandError where a heading is missing or stands twice."""
    header = _header(sheet, mapping, file)
    there = [folded(heading_of(cell)) for cell in header.cells]
    wanted = [*mapping.headings, *_in_braces(mapping)]
    if missing := [h for h in wanted if folded(h) not in there]:
        listed = ", ".join(repr(h) for h in map(heading_of, header.cells) if h)
        raise SamarkandError(
            f"row {header.number} has no heading {', '.join(map(repr, missing))}", file, f"it has {listed}"
        )
    if double := [h for h in wanted if there.count(folded(h)) > 1]:
        raise SamarkandError(
            f"the heading {double[0]!r} stands twice in row {header.number}", file, "rename one of the two"
        )
    return Layout(mapping, header)


def _in_braces(mapping: ExchangeMapping) -> Iterator[str]:
    for unit in mapping.quantities.values():
        if unit.startswith("{") and unit.endswith("}"):
            yield unit[1:-1]


def _header(sheet: Sheet, mapping: ExchangeMapping, file: str) -> Row:
    """The row the mapping says, else the one among the first that has most of its headings."""
    if mapping.header is not None:
        if mapping.header > len(sheet.rows):
            raise SamarkandError(f"there is no row {mapping.header}", file, "mend header in the mapping")
        return sheet.rows[mapping.header - 1]
    if not sheet.rows:
        raise SamarkandError("the sheet is empty", file, "name another under sheet in the mapping")
    wanted = {folded(h) for h in mapping.headings}
    return max(sheet.rows[:LOOKED_AT], key=lambda row: len(wanted & {folded(heading_of(c)) for c in row.cells}))
