"""Types by stage: how far what was told has come."""

import altair as alt

from samarkand.domain.scale import Stage
from samarkand.publish.book import Book
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, INK, WIDTH, csv_of, data, steps, svg_of
from samarkand.publish.words import number_of, uncapitalised

_ORDER = [stage.value for stage in Stage]


def types_by_stage(book: Book, scope: str) -> Figure | None:
    """A square a type and stage, its area the number of exchanges."""
    counts: dict[tuple[str, str], int] = {}
    for x in book.exchanges:
        counts[(x.type, x.stage.value)] = counts.get((x.type, x.stage.value), 0) + 1
    if not counts:
        return None
    kinds = [t for t in book.codebook.types if any(code == t.code for code, _ in counts)]
    rows = [
        {"type": f"{t.code}  {t.name}", "stage": stage.replace("_", " "), "exchanges": counts[(t.code, stage)]}
        for t in kinds
        for stage in _ORDER
        if (t.code, stage) in counts
    ]
    base = alt.Chart(data(rows), width=WIDTH - 330, height=15 * len(kinds)).encode(
        x=alt.X(
            "stage:N",
            sort=[s.replace("_", " ") for s in _ORDER],
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-30, grid=False),
        ),
        y=alt.Y(
            "type:N", sort=[f"{t.code}  {t.name}" for t in kinds], title=None, axis=alt.Axis(labelLimit=0, grid=True)
        ),
    )
    (code, stage), most = max(counts.items(), key=lambda item: (item[1], item[0]))
    squares = base.mark_point(shape="square", filled=True, color=ACCENT, opacity=0.85).encode(
        size=alt.Size(
            "exchanges:Q",
            scale=alt.Scale(range=[8, 170]),
            legend=alt.Legend(title="exchanges", orient="bottom", values=steps(most), format="d"),
        )
    )
    labels = base.mark_text(align="left", dx=11, fontSize=9, color=INK).encode(text="exchanges:Q")
    largest = f"{uncapitalised(book.codebook.by_code[code].name)}, {stage.replace('_', ' ')}"
    is_alone = sum(count == most for count in counts.values()) == 1
    return Figure(
        name="types-by-stage",
        title=f"Most frequent: {largest}" if is_alone else "No one type and stage is the most frequent",
        subtitle=f"Exchanges by type and furthest stage told, claimed layer, {scope}, n = {len(book.exchanges):,}",
        alt=f"Grid of {len(kinds)} {number_of(len(kinds), 'type')} against stages. "
        + (f"The largest cell is {largest}, with {most}." if is_alone else f"The largest cells hold {most} each."),
        caption="Layer: claimed. A square's area stands for the number. File: figures/types-by-stage.csv",
        svg=svg_of(squares + labels),
        csv=csv_of(rows),
    )
