"""Who says so: exchanges by evidence grade."""

import altair as alt

from samarkand.domain.scale import Grade, Layer
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import INK, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, plain

MEANING = {
    Grade.V0: "a party alone",
    Grade.V1: "a party and an artefact",
    Grade.V2: "one independent lineage",
    Grade.V3: "two lineages or a register",
    Grade.VX: "contradicted",
}
_SHADE = {Grade.V0: "#ffffff", Grade.V1: "#c9ccd1", Grade.V2: "#7d848d", Grade.V3: "#1f2328", Grade.VX: "#e9e1d0"}


def evidence_grades(ledger: Ledger, scope: str) -> Figure | None:
    """One bar of five parts, from white for V0 to black for V3."""
    rows = [
        {
            "grade": grade.value,
            "meaning": MEANING[grade],
            "exchanges": m.value if (m := ledger.number("N", Layer.CLAIMED, f"grade:{grade}")) else 0,
        }
        for grade in Grade
    ]
    total = sum(float(r["exchanges"] or 0) for r in rows)
    if not total:
        return None
    for row in rows:
        row["label"] = f"{row['grade']}  {row['meaning']}: {float(row['exchanges'] or 0):,.0f}"
    base = alt.Chart(data(rows), width=WIDTH - 250, height=24 * len(rows))
    y = alt.Y("label:N", sort=[str(r["label"]) for r in rows], title=None, axis=alt.Axis(labelLimit=0))
    bars = base.mark_bar(stroke=INK, strokeWidth=0.8, height=14).encode(
        x=alt.X("exchanges:Q", title="exchanges"),
        y=y,
        color=alt.Color(
            "grade:N", scale=alt.Scale(domain=[g.value for g in _SHADE], range=list(_SHADE.values())), legend=None
        ),
    )
    alone = float(rows[0]["exchanges"] or 0)
    return Figure(
        name="evidence-grades",
        title=f"{plain(alone / total, 'share')} of what is told rests on the word of parties alone",
        subtitle=f"Exchanges by evidence grade, {scope}, n = {total:,.0f}",
        alt="Bar chart of evidence grades: "
        + "; ".join(f"{r['grade']} {float(r['exchanges'] or 0):,.0f}" for r in rows)
        + ".",
        caption="Independence is judged by role, never by nationality. File: figures/evidence-grades.csv",
        svg=svg_of(bars),
        csv=csv_of([{k: v for k, v in row.items() if k != "label"} for row in rows]),
    )
