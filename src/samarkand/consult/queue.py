"""Mentions as rows a person can judge: what was read, beside the words it was read from, and columns to fill."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from samarkand.codebook.types import Codebook
from samarkand.domain.document import Document
from samarkand.domain.judgement import Decision
from samarkand.domain.mention import Mention
from samarkand.domain.party import Place
from samarkand.domain.scale import Stage
from samarkand.text.sentences import sentence_spans

TOLD = (
    "id",
    "publisher",
    "published",
    "title",
    "address",
    "passage",
    "read_type",
    "read_stage",
    "read_parties",
    "read_place",
    "read_date",
    "confidence",
    "judged",
)
VALUES = ("type", "stage", "parties", "place", "date_start", "date_end")
FILLED = ("decision", *VALUES, "reviewer", "note")
COLUMNS = (*TOLD, *FILLED)
NEEDED = ("id", "decision")
EMPTY = "none"
"""What a reviewer writes to take a value away; an empty cell leaves it as it is."""

Row = tuple[str | float, ...]

_DECISIONS = {
    Decision.ACCEPT: "the reading is right as it stands; it counts",
    Decision.EDIT: "there is an exchange, but a value is wrong: fill what should stand instead; it counts",
    Decision.REJECT: "no exchange is told here; it does not count and does not come back",
    Decision.UNSURE: "you looked and cannot tell; it stays in the queue, marked, and does not count",
}
_STAGES = {
    Stage.MOOTED: "talked of, nothing decided",
    Stage.ANNOUNCED: "one side says it will happen",
    Stage.AGREED: "the sides have signed or settled it",
    Stage.FUNDED: "money is granted for it",
    Stage.UNDER_WAY: "it has begun and goes on",
    Stage.DELIVERED: "it took place",
    Stage.EVALUATED: "somebody looked back on it and said what came of it",
    Stage.CANCELLED: "called off",
    Stage.SUSPENDED: "put on hold",
}
_FORMS = (
    ("parties", "XX", "a foreign side that is there but not named"),
    ("parties", "AA; BB", "two codes or more, parted by semicolons"),
    ("place", "AA, Port", "country code, comma, name as written; either of them alone will do"),
    ("place", EMPTY, "takes the place away"),
    ("date_start", "2024, 2024-05 or 2024-05-02", "as exactly as the text says"),
    ("date_start", EMPTY, "takes the whole date away"),
    ("date_end", EMPTY, "takes the end away, so that the date is one point"),
    ("reviewer", "", "who decides: a name or a sign, the same every time; it is shown beside the record"),
    ("note", "", "why"),
)


def place_text(place: Place) -> str:
    return ", ".join(part for part in (place.country, place.name) if part)


def rows(mentions: Iterable[Mention], documents: Mapping[str, Document], codebook: Codebook) -> list[Row]:
    """The surest first. The columns are `COLUMNS`."""
    ordered = sorted(mentions, key=lambda m: (-m.confidence, m.id))
    return [(*_told(m, documents.get(m.document_id), codebook), *("" for _ in FILLED)) for m in ordered]


def _told(mention: Mention, document: Document | None, codebook: Codebook) -> Row:
    kind = codebook.by_code.get(mention.type)
    stage = mention.stage.value + (" (background)" if mention.background else "")
    return (
        mention.id,
        document.publisher if document else "",
        str(document.period or "") if document else "",
        document.title if document else "",
        (document.url if document else None) or mention.document_id,
        passage(mention, document),
        f"{mention.type} {kind.name}" if kind else mention.type,
        stage,
        "; ".join(mention.parties),
        place_text(mention.place),
        str(mention.period or ""),
        round(mention.confidence, 4),
        mention.judged,
    )


def passage(mention: Mention, document: Document | None) -> str:
    """The quote in double brackets, with what stands before and after it up to one sentence."""
    quote = mention.quote
    marked = f"[[{quote.text}]]"
    if document is None or not quote.stands_in(document.whole):
        return marked
    spans = list(sentence_spans(document.whole))
    before = bisect_left([start for start, _ in spans], quote.start) - 1
    after = bisect_right([end for _, end in spans], quote.end)
    parts = [marked]
    if before >= 0:
        start, end = spans[before]
        parts.insert(0, document.whole[start : min(end, quote.start)].strip())
    if after < len(spans):
        start, end = spans[after]
        parts.append(document.whole[max(start, quote.end) : end].strip())
    return " ".join(part for part in parts if part)


def choices(codebook: Codebook) -> Mapping[str, tuple[str, ...]]:
    """Columns with few possible values, and these."""
    return {
        "decision": tuple(Decision),
        "type": tuple(t.code for t in codebook.types),
        "stage": tuple(Stage),
    }


def codes(codebook: Codebook, names: Mapping[str, str]) -> list[Row]:
    """Column, code and meaning of all that can be filled in, for the second sheet."""
    out: list[Row] = [("column", "code", "meaning")]
    out += [("decision", code.value, meaning) for code, meaning in _DECISIONS.items()]
    out += [("type", t.code, f"{t.name}: {t.definition}") for t in codebook.types]
    out += [("stage", code.value, meaning) for code, meaning in _STAGES.items()]
    out += _FORMS
    out += [("parties", code, name) for code, name in sorted(names.items()) if code != "XX"]
    return out
