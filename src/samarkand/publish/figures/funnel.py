"""How far promises came: claimed beside evidenced, stage by stage."""

import altair as alt

from samarkand.domain.measurement import Measurement
from samarkand.domain.scale import Layer, Stage
from samarkand.publish.content import Figure
from samarkand.publish.figures.look import ACCENT, INK, WIDTH, csv_of, data, svg_of
from samarkand.publish.ledger import Ledger, plain
from samarkand.publish.words import number_of

_SAID = {
    Stage.ANNOUNCED: "announced",
    Stage.AGREED: "agreed or beyond",
    Stage.FUNDED: "funded or beyond",
    Stage.UNDER_WAY: "under way or beyond",
    Stage.DELIVERED: "delivered",
    Stage.EVALUATED: "evaluated",
}


def _number(found: Measurement | None) -> float:
    return found.value or 0.0 if found else 0.0


def stage_funnel(ledger: Ledger, scope: str) -> Figure | None:
    """A bar a stage: outline for all that are told to have come so far, solid for those independently evidenced."""
    whole = ledger.number("funnel", Layer.CLAIMED, "reached:announced")
    if whole is None or not whole.value:
        return None
    of = whole.value
    rows = []
    for stage, said in _SAID.items():
        claimed = _number(ledger.number("funnel", Layer.CLAIMED, f"reached:{stage}"))
        evidenced = _number(ledger.number("funnel", Layer.EVIDENCED, f"reached:{stage}"))
        label = f"{claimed:,.0f}, {plain(claimed / of, 'share')}"
        rows.append({"stage": said, "claimed": claimed, "evidenced": evidenced, "of": of, "label": label})
    base = alt.Chart(data(rows), height=30 * len(rows), width=WIDTH - 250)
    y = alt.Y("stage:N", sort=[str(r["stage"]) for r in rows], title=None, axis=alt.Axis(labelLimit=0))
    x = alt.X("claimed:Q", title="promises", axis=alt.Axis(format=",d", tickMinStep=1))
    outline = base.mark_bar(filled=False, stroke=ACCENT, strokeWidth=1.3, height=16).encode(x=x, y=y)
    solid = base.mark_bar(color=ACCENT, height=16).encode(x="evidenced:Q", y=y)
    label = base.mark_text(align="left", dx=6, color=INK, fontSize=11).encode(x="claimed:Q", y=y, text="label:N")
    done, shown = _number(ledger.number("funnel", Layer.CLAIMED, "reached:delivered")), rows[4]["evidenced"]
    stalled = _number(ledger.number("funnel", Layer.CLAIMED, "stalled"))
    title = f"Of {of:,.0f} {number_of(of, 'promise')} {done:,.0f} {number_of(done, 'is', 'are')} told to be delivered, "
    title += f"{shown:,.0f} by independent word"
    return Figure(
        name="stage-funnel",
        title=title,
        subtitle=f"Promises by the furthest stage told, {scope}, n = {of:,.0f}. Outline: claimed; solid: evidenced",
        alt=f"Bars that narrow from stage to stage. {title}. "
        + "; ".join(f"{r['stage']} {r['claimed']:,.0f}" for r in rows)
        + f". {stalled:,.0f} {number_of(stalled, 'is', 'are')} due and not heard of since.",
        caption="Layers: claimed and evidenced; announcing and agreeing are acts of words and need no witness. Stages can "
        "be skipped in what is told. File: figures/stage-funnel.csv",
        svg=svg_of(outline + solid + label),
        csv=csv_of([{k: v for k, v in row.items() if k != "label"} for row in rows]),
    )
