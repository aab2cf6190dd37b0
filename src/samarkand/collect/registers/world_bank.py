"""The World Bank's answers: pages of JSON, and the archive of a table with a column a year."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from samarkand.collect.registers.reading import Table
from samarkand.domain.errors import SamarkandError
from samarkand.domain.refusal import Refusal

_COLUMNS = (
    "indicator",
    "indicator_name",
    "country",
    "country_name",
    "countryiso3code",
    "date",
    "value",
    "unit",
    "obs_status",
)


def looks_like(tree: object) -> bool:
    """A list of what page it is and what stands on it."""
    return (
        isinstance(tree, list)
        and bool(tree)
        and isinstance(tree[0], dict)
        and ("page" in tree[0] or "message" in tree[0])
    )


def tables(tree: Sequence[Any], file: str) -> list[Table]:
    """One table; that a page is one of several is noted, as the others have to be imported too."""
    about, rows = tree[0], tree[1] if len(tree) > 1 else None
    if not isinstance(rows, list):
        said = json.dumps(about.get("message", "no data"), ensure_ascii=False)
        raise SamarkandError(f"an answer without data: {said[:200]}", file, "check the indicator, and ask again")
    page, pages = about.get("page", 1), about.get("pages", 1)
    reason = f"page {page} of {pages}: import the others too, or ask for more rows a page"
    notes = (Refusal(file, 0, "one page of several", reason, kept=True),) if pages != 1 else ()
    return [Table(_COLUMNS, _lines(rows), notes)]


def _lines(rows: Sequence[Any]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(rows, 1):
        told = row if isinstance(row, dict) else {}
        indicator, country = (_pair(told.get(key)) for key in ("indicator", "country"))
        plain = (_text(told.get(key)) for key in _COLUMNS[4:])
        yield number, [*indicator, *country, *plain]


def _pair(value: object) -> tuple[str, str]:
    return (_text(value.get("id")), _text(value.get("value"))) if isinstance(value, Mapping) else ("", "")


def _text(value: object) -> str:
    return "" if value is None else str(value)
