"""Filled rows to judgements: each row is checked by itself, and a bad one holds no other up."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samarkand.consult.judge import Case, Judged
from samarkand.consult.queue import EMPTY, VALUES
from samarkand.domain.judgement import Decision, Judgement, Values
from samarkand.domain.party import Place
from samarkand.domain.period import Period
from samarkand.domain.scale import Stage

Cells = Mapping[str, str]
_CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Codes:
    """What may be filled in."""

    types: Set[str]
    parties: Set[str]
    countries: Set[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """`what` says what is wrong and what to do."""

    row: int
    column: str
    what: str


@dataclass(slots=True)
class Answers:
    """New judgements in the order of their rows; rows that say what is held already; rows left blank; faults."""

    judgements: list[Judgement] = field(default_factory=list)
    held: int = 0
    blank: int = 0
    faults: list[Fault] = field(default_factory=list)


class _CellError(Exception):
    def __init__(self, column: str, what: str) -> None:
        self.column, self.what = column, what


def answers(
    rows: Iterable[tuple[int, Cells]], judged: Judged, codes: Codes, when: datetime, reviewer: str = ""
) -> Answers:
    """`rows` are numbered as in the sheet; `reviewer` signs the rows that leave theirs empty."""
    out = Answers()
    by_id = judged.by_id
    taken: dict[str, tuple[int, Judgement]] = {}
    for number, cells in rows:
        if not any(cells.get(column) for column in ("decision", *VALUES, "note")):
            out.blank += 1
            continue
        cases = _meant(by_id.get(cells.get("id", ""), ()), cells.get("judged", ""))
        made = [_judgement(cells, case, codes, when, reviewer) for case in cases or (None,)]
        if any(j and _is_held(j, case) for (j, _), case in zip(made, cases, strict=False)):
            out.held += 1
            continue
        judgement, wrongs = made[0]
        if judgement is None:
            out.faults += [Fault(number, w.column, w.what) for w in wrongs]
            continue
        first, earlier = taken.setdefault(judgement.subject, (number, judgement))
        if first != number and not judgement.says_the_same_as(earlier):
            what = f"this mention is judged otherwise in row {first}, which was taken; leave one of the two"
            out.faults.append(Fault(number, "decision", what))
        elif first != number:
            out.held += 1
        else:
            out.judgements.append(judgement)
    return out


def _judgement(
    cells: Cells, case: Case | None, codes: Codes, when: datetime, reviewer: str
) -> tuple[Judgement | None, Sequence[_CellError]]:
    """The judgement a row makes, or all that is wrong with the row."""
    wrongs: list[_CellError] = []

    def tried(work: Callable[..., Any], *given: object) -> Any:
        try:
            return work(*given)
        except _CellError as wrong:
            wrongs.append(wrong)
            return None

    decision = tried(_decision, cells)
    signed = tried(_reviewer, cells, reviewer)
    if case is None:
        known = f"{cells.get('id') or 'nothing'} is no mention of this observatory; export the queue anew"
        return None, [_CellError("id", known), *wrongs]
    shown = Values.of(case.mention)
    values = Values(
        type=tried(_type, cells, shown, codes),
        stage=tried(_stage, cells, shown),
        parties=tried(_parties, cells, shown, codes),
        place=tried(_place, cells, shown, codes),
        period=tried(_period, cells, shown),
    )
    if wrongs:
        return None, wrongs
    read = Values.of(case.read)
    edited = values if decision is not Decision.REJECT and values != read else None
    made = Judgement(
        decision=decision,
        subject=case.judgement.subject if case.judgement else case.read.id,
        mention_id=cells["id"],
        read=case.read,
        reviewer=signed,
        when=when,
        note=cells.get("note", ""),
        edited=edited,
    )
    if _is_held(made, case):
        return made, ()
    if decision is Decision.EDIT and values == shown:
        what = "edit, but no value is other than what was read; fill what should stand, or write accept"
        return None, [_CellError("decision", what)]
    if decision is not Decision.EDIT and values != shown:
        column = next(name for name in VALUES if cells.get(name))
        return None, [_CellError(column, f"filled, but the decision is {decision}; write edit, or empty the cell")]
    return made, ()


def _meant(cases: Sequence[Case], judged: str) -> Sequence[Case]:
    """Of the cases an id names, those that are still as the sheet shows them, else all."""
    return [case for case in cases if case.mention.judged == judged] or cases


def _is_held(judgement: Judgement, case: Case) -> bool:
    return case.judgement is not None and judgement.says_the_same_as(case.judgement)


def _decision(cells: Cells) -> Decision:
    told = cells.get("decision", "")
    if not told:
        raise _CellError("decision", f"empty, but other cells are filled; write {_or(Decision)}")
    try:
        return Decision(told.casefold())
    except ValueError:
        raise _CellError("decision", f"{told!r} is not known; write {_or(Decision)}") from None


def _or(values: Iterable[str]) -> str:
    *most, last = values
    return f"{', '.join(most)} or {last}"


def _reviewer(cells: Cells, reviewer: str) -> str:
    signed = cells.get("reviewer") or reviewer
    if not signed:
        raise _CellError("reviewer", "empty; write who decides, or give --reviewer")
    return signed


def _type(cells: Cells, shown: Values, codes: Codes) -> str:
    told = cells.get("type", "")
    if not told:
        return shown.type
    code = told.split()[0].upper()
    if code not in codes.types:
        raise _CellError("type", f"{told!r} is no type of the codebook; see the sheet of codes")
    return code


def _stage(cells: Cells, shown: Values) -> Stage:
    told = cells.get("stage", "")
    try:
        return Stage(told.casefold().replace(" ", "_")) if told else shown.stage
    except ValueError:
        raise _CellError("stage", f"{told!r} is no stage; write {_or(Stage)}") from None


def _parties(cells: Cells, shown: Values, codes: Codes) -> tuple[str, ...]:
    told = cells.get("parties", "")
    if not told:
        return shown.parties
    found = tuple(dict.fromkeys(part.upper() for part in re.split(r"[\s;,/]+", told) if part))
    if unknown := [code for code in found if code not in codes.parties]:
        raise _CellError("parties", f"{', '.join(unknown)} not known; write codes as AA; BB, see the sheet of codes")
    if len(found) < 2:
        raise _CellError("parties", f"{told!r} is one party; write two or more, XX for a side that is not named")
    return shown.parties if set(found) == set(shown.parties) else found


def _place(cells: Cells, shown: Values, codes: Codes) -> Place:
    told = cells.get("place", "")
    if not told:
        return shown.place
    if told.casefold() == EMPTY:
        return Place()
    code, _, name = (part.strip() for part in told.partition(","))
    if not _CODE.fullmatch(code):
        return Place(None, told)
    if code not in codes.countries:
        raise _CellError("place", f"{code} is no country; write code, comma, name, as in the sheet of codes")
    return Place(code, name or None)


def _period(cells: Cells, shown: Values) -> Period | None:
    start, end = cells.get("date_start", ""), cells.get("date_end", "")
    if start.casefold() == EMPTY:
        return None
    old = shown.period
    start = start or (old.start if old else "")
    if not start and end and end.casefold() != EMPTY:
        raise _CellError("date_end", "there is no start; fill date_start too")
    until = None if end.casefold() == EMPTY else end or (old.end if old else None)
    _point("date_start", start)
    _point("date_end", until or "")
    try:
        return Period(start, until) if start else None
    except ValueError:
        column = "date_end" if end else "date_start"
        raise _CellError(
            column, f"{until} lies before {start}; mend one of them, or write {EMPTY} for no end"
        ) from None


def _point(column: str, told: str) -> None:
    try:
        Period.parse(told)
        well_formed = "/" not in told and len(told) in (0, 4, 7, 10)
    except ValueError:
        well_formed = False
    if not well_formed:
        raise _CellError(column, f"{told!r} is no date; write 2024, 2024-05 or 2024-05-02")
