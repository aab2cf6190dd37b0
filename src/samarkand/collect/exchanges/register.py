"""A whole sheet: entries in its order, and every row that was not taken, with its place and reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import Codebook
from samarkand.collect.exchanges.cells import folded
from samarkand.collect.exchanges.days import Days
from samarkand.collect.exchanges.entry import Entry, Reader, RowRefusedError
from samarkand.collect.exchanges.layout import laid_out
from samarkand.collect.exchanges.mapping import ExchangeMapping
from samarkand.collect.exchanges.places import locate
from samarkand.collect.exchanges.sides import Sides
from samarkand.collect.exchanges.words import links
from samarkand.collect.registers.areas import two_letters
from samarkand.collect.registers.settle import SKIPPED, summed
from samarkand.domain.artefact import Artefact
from samarkand.domain.document import Document
from samarkand.domain.errors import SamarkandError
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Stage
from samarkand.domain.source import Source
from samarkand.ports.artefacts import Artefacts, Kept
from samarkand.ports.sheets import Row, Sheet


@dataclass
class Entered:
    """A register as taken: a document and a mention a row, artefacts, and what was refused or doubted."""

    documents: list[Document] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    artefacts: list[Artefact] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    refused: int = 0

    @property
    def digest(self) -> str:
        """Changes with anything that is in force because of this register."""
        parts = (*map(repr, self.documents), *map(repr, self.mentions), *map(repr, self.artefacts))
        return content_id("rows", *parts).removeprefix("rows-")


def enter(
    sheet: Sheet,
    mapping: ExchangeMapping,
    keeper: Source,
    codebook: Codebook,
    names: Mapping[str, str],
    artefacts: Artefacts,
    today: date,
    file: str,
) -> Entered:
    """Reads every row below the headings; refusals of one kind are listed up to twenty and then summed up.

    `names` are codes of countries and bodies with their names. SamarkandError where the sheet is not what the mapping says.
    """
    layout = laid_out(sheet, mapping, file)
    languages = load_languages()
    words = {**{t.name: t.code for t in codebook.types}, **{t.code: t.code for t in codebook.types}, **mapping.types}
    reader = Reader(
        mapping=mapping,
        layout=layout,
        keeper=keeper,
        types={folded(word): code for word, code in words.items()},
        stages={s.value: s for s in Stage} | {folded(word): stage for word, stage in mapping.stages.items()},
        names={t.code: t.name for t in codebook.types},
        days=Days(mapping.date_formats, [languages[code] for code in mapping.languages or sorted(languages)]),
        sides=Sides(names, two_letters(), mapping.parties, mapping.separators, links()),
        locate=locate,
        today=today,
    )
    _check_constants(reader, file)
    where = f"{file}:{sheet.name}" if sheet.name else file
    out = Entered()
    below = sheet.rows[layout.header.number :]
    out.refusals = list(summed(_taken(below, reader, artefacts, out, partial(Refusal, where, source_id=keeper.id))))
    return out


def _check_constants(reader: Reader, file: str) -> None:
    constants = reader.mapping.constants
    try:
        for word in constants.parties:
            reader.sides.parties(word)
        if constants.date:
            reader.days.period(constants.date)
    except ValueError as problem:
        raise SamarkandError(f"constants: {problem}", file, "mend it in the mapping") from problem


def _taken(
    rows: tuple[Row, ...], reader: Reader, artefacts: Artefacts, out: Entered, refusal: partial[Refusal]
) -> Iterator[Refusal]:
    """Fills `out` and yields what was refused or doubted, row by row."""
    texts: dict[str, int] = {}
    ids: dict[str, int] = {}
    for row in rows:
        if row.is_blank:
            yield refusal(row.number, f"{SKIPPED}blank", "an empty row")
            continue
        try:
            entry = reader.entry(row)
            _refuse_doubles(entry, row, texts, ids)
        except RowRefusedError as problem:
            out.refused += 1
            yield refusal(row.number, *problem.args)
            continue
        yield from (refusal(row.number, kind, reason, kept=True) for kind, reason in entry.doubts)
        out.documents.append(entry.document)
        out.mentions.append(entry.mention)
        for kind, name in entry.artefacts:
            kept = artefacts.keep(name)
            if isinstance(kept, Kept):
                out.artefacts.append(Artefact(kind, name, kept.sha256, kept.size, entry.document.id))
            else:
                yield refusal(row.number, kept.kind, f"{kept.reason}; the row is taken without it", kept=True)


def _refuse_doubles(entry: Entry, row: Row, texts: dict[str, int], ids: dict[str, int]) -> None:
    document = entry.document
    if (before := texts.setdefault(document.text_hash, row.number)) != row.number:
        raise RowRefusedError("double row", f"says the same as row {before}")
    if (before := ids.setdefault(document.id, row.number)) != row.number:
        raise RowRefusedError("double key", f"has the key of row {before}, which says otherwise")
