"""One JSON value in a file: a list of documents, or of stories as GDELT and Media Cloud give them."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.jsonl import parse_lines
from samarkand.collate.parse.leads import each_once, lead_or_refusal
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.lead import Lead, LeadKind
from samarkand.domain.refusal import Refusal
from samarkand.text.lead_rows import list_kind

_WITHIN: Final[Mapping[str, LeadKind | None]] = {
    "articles": LeadKind.GDELT_DOC,
    "stories": LeadKind.MEDIA_CLOUD,
    "sample": LeadKind.MEDIA_CLOUD,
    "documents": None,
}
"""Under which key a value keeps its rows, and what they are."""
_ESCAPE: Final = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')


def parse_json(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Lead | Refusal]:
    """Rows in their order; `row` of a refusal is the number of the row, 0 the file."""
    whole = Where(file, 0)
    text, doubt = decode(data, whole)
    if doubt:
        yield doubt
    try:
        value = _loaded(text)
    except (ValueError, RecursionError) as problem:
        if _is_lines(problem):
            yield from parse_lines(io.BytesIO(text.encode("utf-8", "replace")), file, known)
        else:
            yield whole.refuse("json", f"not JSON: {str(problem)[:120]}")
        return
    rows, kind = _rows(value)
    if rows is None:
        yield whole.refuse("json", f"no list of documents, stories or articles; known keys are {', '.join(_WITHIN)}")
        return
    if not rows:
        yield whole.refuse("text", "a list without a row")
    leads: list[Lead | Refusal] = []
    for number, row in enumerate(rows, 1):
        where = Where(file, number)
        if not isinstance(row, dict):
            yield where.refuse("json", "a row must be one object")
        elif is_lead := kind or list_kind(map(str, row)):
            leads.append(lead_or_refusal(row, is_lead, where))
        else:
            yield from document_from_row(row, where, known)
    yield from each_once(leads, whole)


def _loaded(text: str) -> Any:
    """GDELT writes backslashes and controls that JSON does not allow; they are taken as they are meant."""
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as problem:
        if "escape" not in problem.msg:
            raise
        return json.loads(_ESCAPE.sub(lambda m: m.group() if len(m.group()) > 1 else r"\\", text), strict=False)


def _is_lines(problem: Exception) -> bool:
    return isinstance(problem, json.JSONDecodeError) and problem.msg == "Extra data"


def _rows(value: Any) -> tuple[list[Any] | None, LeadKind | None]:
    if isinstance(value, list):
        return value, None
    if isinstance(value, dict):
        for key, kind in _WITHIN.items():
            if isinstance(value.get(key), list):
                return value[key], kind
        if "text" in value:
            return [value], None
        if not value:  # what GDELT answers where nothing was found
            return [], None
    return None, None
