"""How the sources fared, as tables: what came against what was expected, what was odd, where the gaps lie."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from samarkand.domain.capture import Capture
from samarkand.domain.health import Expectation, SourceHealth, SourceWeek, WeekState
from samarkand.domain.panel import PanelMember
from samarkand.domain.refusal import Refusal
from samarkand.domain.source import Source
from samarkand.publish.content import Cell, Table
from samarkand.publish.words import number_of

UNSAID = "not told, too few weeks to derive"
_SHOWN_LANGUAGES = _SHOWN_NAMES = 3


@dataclass(frozen=True)
class Fared:
    """All that is known of how sources fared."""

    sources: Sequence[Source]
    health: Sequence[SourceHealth]
    weeks: Sequence[SourceWeek]
    refusals: Sequence[Refusal]
    panel: Sequence[PanelMember] = ()
    captures: Sequence[Capture] = ()

    @cached_property
    def _described(self) -> Mapping[str, Source]:
        return {s.id: s for s in self.sources}

    def name(self, source_id: str) -> str:
        return self._described[source_id].name if source_id in self._described else source_id

    def names_of(self, lineage_id: str) -> str:
        """The described sources of a lineage, else its id."""
        names = [s.name for s in self.sources if s.lineage_id == lineage_id]
        more = f" and {len(names) - _SHOWN_NAMES} more" if len(names) > _SHOWN_NAMES else ""
        return ", ".join(names[:_SHOWN_NAMES]) + more or lineage_id

    @cached_property
    def weeks_of(self) -> Mapping[str, Sequence[SourceWeek]]:
        out: dict[str, list[SourceWeek]] = defaultdict(list)
        for week in self.weeks:
            out[week.source_id].append(week)
        return out

    @cached_property
    def missing(self) -> int:
        return sum(w.state is WeekState.MISSING for w in self.weeks)


def came(fared: Fared) -> Table:
    """One row a source: what came in a week, beside what was expected."""
    rows = tuple(_came(fared, h) for h in fared.health)
    return Table(
        "source-weeks",
        "What came, against what was expected",
        (
            "Source",
            "Documents",
            "Expected a week",
            "Weeks",
            "Within",
            "Below",
            "Above",
            "Missing",
            "Last week with any",
        ),
        rows,
        "Missing: nothing came, though it was expected; such a week is no zero. A star marks a range derived from the source's own history. "
        "The first week and one that is not over are not judged, nor are weeks of months whose documents are dated no closer.",
    )


def _came(fared: Fared, h: SourceHealth) -> tuple[Cell, ...]:
    weeks = fared.weeks_of.get(h.source_id, ())
    states = Counter(w.state for w in weeks)
    heard = [w.week for w in weeks if w.documents]
    counts = (len(weeks), *(states[s] for s in (WeekState.WITHIN, WeekState.BELOW, WeekState.ABOVE, WeekState.MISSING)))
    return (
        Cell(fared.name(h.source_id)),
        Cell(f"{h.documents:,}"),
        _expected(fared, h, weeks),
        *(Cell(f"{n:,}") if heard else Cell("–", is_missing=True) for n in counts),
        Cell(heard[-1])
        if heard
        else Cell(f"NA: {'none dated to a week' if h.documents else 'nothing yet'}", is_missing=True),
    )


def _expected(fared: Fared, h: SourceHealth, weeks: Sequence[SourceWeek]) -> Cell:
    """A told range as it is; of derived ranges, which move with the source, the middle one of the last year."""
    source = fared._described.get(h.source_id)
    if source and source.expected:
        return Cell("{:,} to {:,}".format(*source.expected))
    derived = sorted((w.low or 0, w.high) for w in weeks[-52:] if w.high is not None)
    if not derived or weeks[-1].expectation is not Expectation.DERIVED:
        return Cell(f"NA: {UNSAID}", is_missing=True)
    low, high = derived[len(derived) // 2]
    return Cell(f"{low:,} to {high:,} *")


def odd(fared: Fared) -> Table:
    """One row a source: dates, languages, copies, refusals."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for r in fared.refusals:
        kinds[r.source_id][r.kind] += 1
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(fared.name(h.source_id)),
            Cell(_share(h.undated, h.documents)),
            Cell(_share(h.coarse, h.documents)),
            Cell(_share(h.doubted, h.documents)),
            Cell(_share(h.copies, h.documents)),
            Cell(_languages(h)),
            Cell(_kinds(kinds.pop(h.source_id, Counter()))),
        )
        for h in fared.health
    ]
    rows += [
        (Cell(fared.name(source_id) or "not known whose"), *[Cell("–")] * 5, Cell(_kinds(found)))
        for source_id, found in sorted(kinds.items())
    ]
    return Table(
        "source-oddities",
        "What was odd about it",
        (
            "Source",
            "Undated",
            "No day",
            "Doubted",
            "Copied",
            "Languages",
            "Refused or doubted",
        ),
        tuple(rows),
        "Shares of the documents of the source. No day: dated to a month or year only. Doubted: something speaks against the date. "
        "Copied: carries a text that another source brought earlier.",
    )


def _share(part: int, whole: int) -> str:
    return (
        f"{part / whole:.0%}".replace("%", " %")
        if part and whole and part / whole >= 0.01
        else "< 1 %"
        if part
        else "0"
    )


def _languages(h: SourceHealth) -> str:
    shown = [f"{c.lang} {_share(c.documents, h.documents)}" for c in h.languages[:_SHOWN_LANGUAGES]]
    more = len(h.languages) - _SHOWN_LANGUAGES
    return ", ".join([*shown, *([f"{more} more"] if more > 0 else [])]) or "none"


def _kinds(found: Counter[str]) -> str:
    return ", ".join(f"{kind} {n:,}" for kind, n in sorted(found.items(), key=lambda p: (-p[1], p[0]))) or "nothing"


def gaps(fared: Fared) -> Table:
    """Runs of missing weeks, the longest first; a run that lasts to the end may be an end."""
    rows = []
    for source_id, weeks in fared.weeks_of.items():
        for first, last in _runs(weeks):
            length = (date.fromisoformat(last.week) - date.fromisoformat(first.week)).days // 7 + 1
            is_open = all(not w.documents for w in weeks if w.week > last.week)
            end = (date.fromisoformat(last.week) + timedelta(days=6)).isoformat()
            rows.append((-length, source_id, first.week, end, is_open))
    return Table(
        "source-gaps",
        "Gaps",
        ("Source", "From", "To", "Weeks", "Since then"),
        tuple(
            (
                Cell(fared.name(s)),
                Cell(first),
                Cell(end),
                Cell(f"{-n:,}"),
                Cell("nothing yet" if is_open else "came again"),
            )
            for n, s, first, end, is_open in sorted(rows)
        ),
        "Weeks in which nothing came from a source that was expected to publish. Rates do not take them for silence: see the panel.",
    )


def _runs(weeks: Iterable[SourceWeek]) -> Iterator[tuple[SourceWeek, SourceWeek]]:
    for is_missing, run in groupby(weeks, key=lambda w: w.state is WeekState.MISSING):
        if is_missing:
            inside = list(run)
            yield inside[0], inside[-1]


def panel(fared: Fared) -> Table:
    """Which lineages the rates rest on, and why the others do not."""
    rows = tuple(
        (
            Cell(fared.names_of(m.lineage_id)),
            Cell("in" if m.is_inside else "out"),
            Cell(m.reason),
            Cell(", ".join(m.set_aside) or "never"),
        )
        for m in fared.panel
    )
    return Table(
        "panel",
        "The panel of the rates",
        ("Lineage", "Panel", "Why", "Set aside in"),
        rows,
        "Rates rest on lineages read in nine of ten months. In a month in which one of them has a gap it is set aside, and what the others "
        "tell is brought to the scale of the whole panel by the months in which all were heard.",
    )


def collected(fared: Fared) -> Table:
    """One row a source that was asked on the web: when last, and the last trouble."""
    last: dict[str, Capture] = {}
    trouble: dict[str, Capture] = {}
    for capture in sorted(fared.captures, key=lambda c: (c.captured_at, c.asked)):
        (last if capture.trouble is None else trouble)[capture.source_id] = capture
    rows = tuple(
        (Cell(fared.name(s)), _when(last.get(s), lambda c: ""), _when(trouble.get(s), lambda c: f": it {c.trouble}"))
        for s in sorted(last.keys() | trouble.keys())
    )
    return Table("source-captures", "Asked on the web", ("Source", "Last answer", "Last trouble"), rows)


def _when(capture: Capture | None, said: Callable[[Capture], str]) -> Cell:
    if capture is None:
        return Cell("none", is_missing=True)
    return Cell(f"{capture.captured_at:%Y-%m-%d %H:%M}{said(capture)}")


def summary(fared: Fared) -> str:
    """One sentence on the gaps."""
    judged = sum(w.is_judged for w in fared.weeks)
    if not judged:
        return "No source has weeks that could be judged: none is dated closely enough, or none told what to expect and ran long enough."
    gone = fared.missing
    return (
        f"Of {judged:,} {number_of(judged, 'week')} that could be judged, {gone:,} {number_of(gone, 'is', 'are')} missing: "
        "nothing came from a source that was expected to publish."
    )
