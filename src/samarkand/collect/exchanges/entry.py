"""One row of a register: the document it is, the mention it makes, and the artefacts it points to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from samarkand.codebook.initiatives import load_initiatives
from samarkand.codebook.languages import load_languages
from samarkand.collect.exchanges.cells import folded, number_of, on_one_line, split, text_of
from samarkand.collect.exchanges.days import Days, NoDateError
from samarkand.collect.exchanges.layout import Layout
from samarkand.collect.exchanges.mapping import ExchangeMapping
from samarkand.collect.exchanges.sides import Sides, UnknownPartyError
from samarkand.domain.artefact import ArtefactKind
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.mention import REGISTER, Axes, Direction, Mention, Quantity
from samarkand.domain.party import UNNAMED, Place
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.domain.scale import Stage
from samarkand.domain.source import Source
from samarkand.ports.sheets import BROKEN, Cell, Fault, Row
from samarkand.text.initiatives import names

MOST_PARTIES = 12
_NEEDED = frozenset({"key", "date", "start", "end", "type", "stage", "parties", "origin", "target"})
_REACHED = frozenset(stage for stage in Stage if stage.is_practice)
Locate = Callable[[str], tuple[str | None, str | None]]


class RowRefusedError(Exception):
    """A row that is not taken; the arguments are the kind and the reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`artefacts` are kinds and names as the row gives them; `doubts` are kinds and reasons of what was left out."""

    document: Document
    mention: Mention
    artefacts: tuple[tuple[ArtefactKind, str], ...]
    doubts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reader:
    """Everything that turns rows into entries. `types` and `stages` go by folded words, `locate` a place to country and name."""

    mapping: ExchangeMapping
    layout: Layout
    keeper: Source
    types: Mapping[str, str]
    stages: Mapping[str, Stage]
    names: Mapping[str, str]
    days: Days
    sides: Sides
    locate: Locate
    today: date

    def entry(self, row: Row) -> Entry:
        """RowRefusedError where date, type, stage or parties cannot be told."""
        return _Line(self, row).entry()


class _Line:
    """One row on its way: what is doubtful is noted, what is missing ends it."""

    def __init__(self, by: Reader, row: Row) -> None:
        self._by, self._map, self._row = by, by.mapping, row
        self._doubts: list[tuple[str, str]] = []

    def entry(self) -> Entry:
        self._look_for_faults()
        period, kind, stage = self._period(), self._type(), self._stage()
        parties, axes = self._parties()
        if stage in _REACHED and period.first > self._by.today:
            self._doubt("future", f"{stage.value.replace('_', ' ')} on {period}, which is yet to come")
        document, quote = self._written(kind)
        mention = Mention(
            type=kind,
            stage=stage,
            parties=parties,
            quote=quote,
            confidence=1.0,
            valence=stage.valence,
            organisations=self._listed("organisations", self._map.constants.organisations),
            place=self._place(),
            period=period,
            initiative=_ids(self._listed("initiative", ())),
            axes=axes,
            read_by=REGISTER,
        )
        return Entry(document, mention, tuple(self._artefacts()), tuple(self._doubts))

    def _doubt(self, kind: str, reason: str) -> None:
        self._doubts.append((kind, reason))

    def _cells(self, role: str) -> list[tuple[str, Cell]]:
        return [(h, self._by.layout.cell(self._row, h)) for h in self._by.layout.headings_of(role)]

    def _text(self, role: str) -> str:
        """One line: the cell's, or the constant's where the cell is empty."""
        said = next((text for _, cell in self._cells(role) if (text := on_one_line(text_of(cell)))), "")
        return said or getattr(self._map.constants, role, "")

    def _look_for_faults(self) -> None:
        if broken := next((c for c in self._row.cells if isinstance(c, Fault) and c.kind == BROKEN), None):
            raise RowRefusedError(broken.kind, broken.reason)
        for role, headings in self._by.layout.roles:
            for heading in headings:
                cell = self._by.layout.cell(self._row, heading)
                if not isinstance(cell, Fault):
                    continue
                if role in _NEEDED or cell.kind == "merged cells":
                    raise RowRefusedError(cell.kind, f"{heading}: {cell.reason}")
                self._doubt(cell.kind, f"{heading}: {cell.reason}; left out")

    def _period(self) -> Period:
        start, end = (self._day(role) for role in ("start", "end"))
        whole = self._day("date")
        first = whole or start
        if first is None and self._map.constants.date:
            first = self._by.days.period(self._map.constants.date)
        if first is None:
            raise RowRefusedError("no date", "the row says no date")
        if end is None or end == first:
            return first
        try:
            return Period(first.start, end.end or end.start)
        except ValueError as problem:
            raise RowRefusedError("bad date", str(problem)) from problem

    def _day(self, role: str) -> Period | None:
        for heading, cell in self._cells(role):
            if text_of(cell):
                try:
                    return self._by.days.period(cell)
                except NoDateError as problem:
                    raise RowRefusedError("bad date", f"{heading}: {problem}") from problem
        return None

    def _type(self) -> str:
        word = self._text("type")
        if not word:
            raise RowRefusedError("no type", "the row says no type")
        if code := self._by.types.get(folded(word)):
            return code
        raise RowRefusedError("unknown type", f"{word!r} is no type; give it a code under [types]")

    def _stage(self) -> Stage:
        word = self._text("stage")
        if not word:
            raise RowRefusedError("no stage", "the row says no stage")
        found = self._by.stages.get(folded(word)) or self._by.stages.get(folded(word).replace(" ", "_"))
        if found is None:
            raise RowRefusedError("unknown stage", f"{word!r} is no stage; give it one under [stages]")
        return found

    def _parties(self) -> tuple[tuple[str, ...], Axes]:
        origin, target, both = (self._named(role) for role in ("origin", "target", "parties"))
        always = tuple(code for word in self._map.constants.parties for code in self._by.sides.parties(word))
        codes = tuple(dict.fromkeys((*always, *origin, *target, *both)))
        if not codes or (set(codes) == set(always) and self._asks_for_others()):
            raise RowRefusedError("no party", "the row names no party")
        if len(codes) > MOST_PARTIES:
            self._doubt("many parties", f"{len(codes)} parties; the first {MOST_PARTIES} are taken")
        if len(codes) == 1:
            self._doubt("one party", f"only {codes[0]} is named; the other side stands as not named")
            codes = (*codes, UNNAMED)
        direction = Direction("directed", origin, target) if origin and target else None
        return codes[:MOST_PARTIES], Axes(direction=direction, quantity=tuple(self._quantities()))

    def _asks_for_others(self) -> bool:
        return any(self._by.layout.headings_of(role) for role in ("parties", "origin", "target"))

    def _named(self, role: str) -> tuple[str, ...]:
        out: list[str] = []
        for heading, cell in self._cells(role):
            try:
                out += self._by.sides.parties(text_of(cell))
            except UnknownPartyError as problem:
                reason = f"{heading}: {str(problem)!r} is no country or body we know; give it a code under [parties]"
                raise RowRefusedError("unknown party", reason) from problem
        return tuple(dict.fromkeys(out))

    def _listed(self, role: str, always: Sequence[str]) -> tuple[str, ...]:
        pieces = (p for _, cell in self._cells(role) for p in split(text_of(cell), self._map.separators))
        return tuple(dict.fromkeys((*pieces, *always)))

    def _place(self) -> Place:
        name, stated = self._text("place"), self._text("country")
        country, city = self._by.locate(name) if name else (None, None)
        if stated:
            try:
                (country,) = self._by.sides.parties(stated)
            except (UnknownPartyError, ValueError):
                self._doubt("unknown place", f"{stated!r} is no one country we know; the place is kept without")
                country = None
        return Place(country, city or name or None)

    def _quantities(self) -> Iterator[Quantity]:
        for heading, unit in self._map.quantities.items():
            cell = self._by.layout.cell(self._row, heading)
            if not text_of(cell):
                continue
            value, named = number_of(cell, self._map.decimal), on_one_line(self._by.layout.filled(self._row, unit))
            if value is None or value < 0 or not named:
                what = "has no unit" if value is not None and value >= 0 else "is no number above nought"
                self._doubt("bad quantity", f"{heading}: {on_one_line(text_of(cell))!r} {what}; left out")
            else:
                yield Quantity(value, named)

    def _artefacts(self) -> Iterator[tuple[ArtefactKind, str]]:
        for heading, kind in self._map.artefacts.items():
            names = split(text_of(self._by.layout.cell(self._row, heading)), self._map.separators)
            yield from ((kind, name) for name in dict.fromkeys(names))

    def _written(self, kind: str) -> tuple[Document, Quote]:
        """The row written out, what the mapping names first; the quote is its first lines."""
        text = "\n".join(
            f"{heading}: {on_one_line(said)}"
            for heading, cell in self._by.layout.in_order(self._row)
            if (said := text_of(cell))
        )
        if not text:
            raise RowRefusedError("no words", "nothing stands under any heading")
        title = self._text("title") or self._by.names[kind]
        key = self._text("key")
        document = Document(
            id=f"register:{self._map.id}:{key}" if key else content_id("entry", self._map.id, title, text),
            text=text,
            title=title,
            publisher=self._by.keeper.name,
            country=self._by.keeper.country,
            url=self._url(),
            source_id=self._by.keeper.id,
            lineage_id=self._by.keeper.lineage_id,
        )
        start = len(title) + 1
        words = _first_lines(text)
        return document, Quote(document.id, start, start + len(words), words)

    def _url(self) -> str | None:
        address = self._text("url")
        if not address:
            return None
        if _is_web_address(address):
            return address
        self._doubt("bad address", f"{address[:80]!r} is no web address; left out")
        return None


def _ids(named: Sequence[str]) -> tuple[str, ...]:
    """Ids of the codebook's initiatives for what the register calls them; a name it does not know stays as it is."""
    known, langs = load_initiatives(), load_languages()
    out = []
    for name in named:
        spoken = [found for lang in langs for found in names(lang).find(name)]
        whole = max(spoken, key=lambda f: f.end - f.start, default=None)
        out.append(name if name in known or whole is None else whole.id)
    return tuple(dict.fromkeys(out))


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
    except ValueError:
        return False


def _first_lines(text: str) -> str:
    """As many whole lines as a quote holds, or the beginning of the first."""
    if len(text) <= MAX_QUOTE:
        return text
    end = text.rfind("\n", 0, MAX_QUOTE + 1)
    return text[:end] if end > 0 else text[:MAX_QUOTE]
