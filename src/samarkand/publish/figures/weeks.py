"""A strip a source: its weeks as cells, darker where more came than usual, hatched where nothing came that should have."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from samarkand.domain.health import SourceWeek, WeekState
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import GROUND, INK, QUIET, WIDTH, csv_of
from samarkand.publish.health import Fared
from samarkand.publish.words import number_of

MOST_STRIPS, MOST_YEARS = 40, 3
_NAME, _CELL, _ROW, _TOP = 168, 8.4, 17, 46
_SANS = "'Noto Sans', 'Source Sans 3', Helvetica, Arial, sans-serif"
_FILL = {
    WeekState.BELOW: "#b9d3e2",
    WeekState.WITHIN: "#5b93b5",
    WeekState.ABOVE: "#0b3f5f",
    WeekState.MISSING: "url(#gap)",
    WeekState.NONE: GROUND,
    WeekState.PARTIAL: "#e7e4dc",
    WeekState.UNKNOWN: "#e7e4dc",
}
_LEGEND = (
    (WeekState.BELOW, "below"),
    (WeekState.WITHIN, "as expected"),
    (WeekState.ABOVE, "above"),
    (WeekState.NONE, "none, as may be"),
    (WeekState.MISSING, "missing"),
    (WeekState.UNKNOWN, "not judged"),
)
_HATCH = (
    '<pattern id="gap" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="4" height="4" fill="{GROUND}"/><rect width="1.5" height="4" fill="{INK}"/></pattern>'
)


def source_strips(fared: Fared) -> Iterator[Figure]:
    """A figure for each of the last years that have weeks to judge, the latest first."""
    years = sorted({_year(w) for w in fared.weeks if w.is_judged}, reverse=True)
    for year in years[:MOST_YEARS]:
        yield _of_year(fared, year)


def _year(week: SourceWeek) -> int:
    return date.fromisoformat(week.week).isocalendar().year


def _of_year(fared: Fared, year: int) -> Figure:
    strips = {s: [w for w in weeks if _year(w) == year] for s, weeks in fared.weeks_of.items()}
    told = {s: weeks for s, weeks in strips.items() if weeks}
    gone = {s: n for s, weeks in told.items() if (n := sum(w.state is WeekState.MISSING for w in weeks))}
    ordered = sorted(told, key=lambda s: (-gone.get(s, 0), -sum(w.documents for w in told[s]), s))
    shown = ordered[:MOST_STRIPS]
    if gone:
        title = f"{len(gone)} of {len(told)} {number_of(len(told), 'source')} fell silent for a time in {year}"
    else:
        title = f"No source fell silent in {year}"
    more = f" The first {MOST_STRIPS} of {len(told)} sources." if len(told) > MOST_STRIPS else ""
    return Figure(
        name=f"source-weeks-{year}",
        title=title,
        subtitle=f"Weeks of {year} by source, documents against the range expected. Each cell is a week; blank: before it was heard",
        alt=f"Strips of weeks for {len(shown)} sources. {title}. "
        + ("; ".join(f"{fared.name(s)} {gone[s]} missing" for s in shown if s in gone) or "Nothing is missing")
        + ".",
        caption=f"Hatched: nothing came, though it was expected; no zero.{more} File: figures/source-weeks-{year}.csv",
        svg=_svg(fared, [(fared.name(s), told[s]) for s in shown]),
        csv=csv_of([_row(w) for s in ordered for w in told[s]]),
    )


def _row(w: SourceWeek) -> dict[str, object]:
    return {
        "source": w.source_id,
        "week": w.week,
        "documents": "" if w.state is WeekState.MISSING else w.documents,
        "low": w.low,
        "high": w.high,
        "expectation": w.expectation.value,
        "state": w.state.value,
    }


def _svg(fared: Fared, strips: Sequence[tuple[str, Sequence[SourceWeek]]]) -> str:
    height = _TOP + _ROW * len(strips) + 6
    body = "".join(_strip(name, weeks, _TOP + i * _ROW) for i, (name, weeks) in enumerate(strips))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{_SANS}" font-size="10.5"><defs>{_HATCH}</defs><rect width="100%" height="100%" fill="{GROUND}"/>'
        f"{_legend()}{_months()}{body}</svg>"
    )


def _cell(x: float, y: float, state: WeekState, width: float = _CELL) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{width - 1:.1f}" height="12" fill="{_FILL[state]}" '
        f'stroke="{"#b9b5aa" if state in (WeekState.NONE, WeekState.MISSING) else "none"}" stroke-width="0.6"/>'
    )


def _text(x: float, y: float, words: str, ink: str = QUIET, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y}" fill="{ink}" text-anchor="{anchor}">{escape(words)}</text>'


def _legend() -> str:
    out, x = "", 0.0
    for state, words in _LEGEND:
        out += _cell(x, 4, state, 13) + _text(x + 16, 14, words)
        x += 30 + 6.1 * len(words)
    return out


def _months() -> str:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "".join(_text(_NAME + _CELL * 52.2 * i / 12, 38, name) for i, name in enumerate(names))


def _strip(name: str, weeks: Sequence[SourceWeek], y: int) -> str:
    short = name if len(name) <= 28 else name[:27] + "…"
    cells = "".join(
        _cell(_NAME + _CELL * (date.fromisoformat(w.week).isocalendar().week - 1), y, w.state) for w in weeks
    )
    return _text(_NAME - 8, y + 10, short, INK, "end") + cells
