"""Claimed beside evidenced, field by field."""

import altair as alt

from samarkand.codebook.fields import FIELDS
from samarkand.domain.scale import Layer
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import FIELD_HUES, FIELD_ORDER, INK, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, shown
from samarkand.publish.words import uncapitalised


def fields_by_layer(ledger: Ledger, scope: str) -> Figure | None:
    """Bars: outline for claimed, solid for evidenced, whisker for the claimed interval."""
    rows = []
    for field, name in FIELDS.items():
        claimed = ledger.number("N", Layer.CLAIMED, f"field:{field}")
        evidenced = ledger.number("N", Layer.EVIDENCED, f"field:{field}")
        if claimed and claimed.value:
            rows.append(
                {
                    "field": field,
                    "name": name,
                    "claimed": claimed.value,
                    "low": claimed.low,
                    "high": claimed.high,
                    "evidenced": evidenced.value if evidenced else None,
                    "label": shown(claimed),
                }
            )
    if not rows:
        return None
    base = alt.Chart(data(rows), height=30 * len(rows), width=WIDTH - 170)
    y = alt.Y("name:N", sort=[FIELDS[f] for f in FIELD_ORDER], title=None)
    hue = alt.Color("field:N", scale=alt.Scale(domain=list(FIELD_HUES), range=list(FIELD_HUES.values())), legend=None)
    stroke = alt.Stroke(
        "field:N", scale=alt.Scale(domain=list(FIELD_HUES), range=list(FIELD_HUES.values())), legend=None
    )
    x = alt.X("claimed:Q", title="exchanges")
    outline = base.mark_bar(filled=False, strokeWidth=1.3, height=15).encode(x=x, y=y, stroke=stroke)
    solid = base.mark_bar(height=15).encode(x="evidenced:Q", y=y, color=hue)
    whisker = base.mark_rule(color=INK, strokeWidth=1).encode(x="low:Q", x2="high:Q", y=y)
    label = base.mark_text(align="left", dx=6, color=INK, fontSize=11).encode(x="high:Q", y=y, text="label:N")
    top = max(rows, key=lambda r: r["claimed"])  # type: ignore[arg-type, return-value]
    is_alone = sum(row["claimed"] == top["claimed"] for row in rows) == 1
    most = f"Most is told of {uncapitalised(str(top['name']))}" if is_alone else "No one field is told of most"
    total, solid_total = ledger.get("N"), ledger.get("N", Layer.EVIDENCED)
    return Figure(
        name="fields-by-layer",
        title=f"{most}; the solid part is evidenced",
        subtitle=f"Exchanges by field, {scope}. Outline: claimed, with interval; solid: evidenced",
        alt=(
            f"Bar chart of exchanges by field. {most}, {top['label']} claimed. "
            f"In all {shown(total) if total else 'NA'} claimed and {shown(solid_total) if solid_total else 'NA'} evidenced."
        ),
        caption="Layers: claimed and evidenced. File: figures/fields-by-layer.csv",
        svg=svg_of(outline + solid + whisker + label),
        csv=csv_of([{k: v for k, v in row.items() if k != "label"} for row in rows]),
    )
