"""One row of named values to a document, or to the reasons why not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from samarkand.domain.dating import DateSource
from samarkand.domain.document import Document, ReportsOn
from samarkand.domain.ids import content_id
from samarkand.domain.period import Period
from samarkand.domain.refusal import Refusal

MAX_CHARACTERS = 2_000_000
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class Where:
    """File and row (from 1) that a document was read from."""

    file: str
    row: int

    @property
    def stem(self) -> str:
        """What a document without a title is called."""
        return self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    def refuse(self, kind: str, reason: str, *, kept: bool = False) -> Refusal:
        return Refusal(self.file, self.row, kind, reason, kept=kept)


def clean(value: object) -> str:
    """Text without lone surrogates and control characters (they become spaces), so every offset is stable."""
    if not isinstance(value, str):
        return ""
    if value.isprintable():
        return value
    text = value.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" or ord(c) > 0x9F else " " for c in text)


def _period(raw: str, where: Where) -> tuple[Period | None, Refusal | None]:
    try:
        period = Period.parse(raw[:10] if raw[4:5] == "-" and "T" in raw else raw)
    except ValueError:
        return None, where.refuse("date", f"date {raw[:40]!r} is not a date; kept undated", kept=True)
    if period and not _EARLIEST_YEAR <= period.year <= _LATEST_YEAR:
        return None, where.refuse("date", f"year {period.year} is not believable; kept undated", kept=True)
    return period, None


def _country(raw: str, where: Where, known: Callable[[str], bool]) -> tuple[str | None, Refusal | None]:
    code = raw.strip().upper()
    if not code or known(code):
        return code or None, None
    return None, where.refuse("country", f"country code {raw[:20]!r} is unknown; kept without", kept=True)


def _reports_on(raw: object) -> ReportsOn | None:
    if not isinstance(raw, Mapping) or not raw.get("document_id"):
        return None
    values = {key: clean(raw.get(key)) or None for key in ("date", "url")}
    return ReportsOn(clean(raw["document_id"]), clean(raw.get("publisher")), values["date"], values["url"])


def document_from_row(
    row: Mapping[str, object], where: Where, known: Callable[[str], bool]
) -> Iterator[Document | Refusal]:
    """Yields at most one document, and a refusal for everything that had to be left out or doubted."""
    text, title = clean(row.get("text")).strip("\n"), clean(row.get("title")).strip()
    if not text.strip():
        yield where.refuse("text", "no text")
        return
    if len(text) > MAX_CHARACTERS:
        yield where.refuse("size", f"text of {len(text):,} characters is over the limit of {MAX_CHARACTERS:,}")
        return
    period, doubt_date = _period(clean(row.get("date")), where)
    country, doubt_country = _country(clean(row.get("country")), where, known)
    yield from (doubt for doubt in (doubt_date, doubt_country) if doubt)
    yield Document(
        id=clean(row.get("id")) or content_id("d", title, text),
        text=text,
        title=title,
        lang_label=clean(row.get("lang")) or None,
        publisher=clean(row.get("publisher")),
        country=country,
        period=period,
        url=clean(row.get("url")) or None,
        reports_on=_reports_on(row.get("reports_on")),
        dated_by=DateSource.FILE if period else None,
    )
