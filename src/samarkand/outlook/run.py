"""The stage: every series that is carried forward, every question, and what came of what was foretold before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samarkand.codebook.outlook import Carried, Question
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.outlook import Outlook
from samarkand.domain.scale import Layer
from samarkand.domain.series import Scale, Series, Step
from samarkand.outlook.backtest import Setting
from samarkand.outlook.foretell import foretell
from samarkand.outlook.questions import answered, of_values
from samarkand.outlook.score import known_values, scored

VERSION = "1"
NOT_HERE = "this observatory does not have the series"


@dataclass(frozen=True, slots=True)
class LookedAhead:
    """What the stage gives: outlooks to show, forecasts to issue, scores of those issued before."""

    outlooks: tuple[Outlook, ...]
    forecasts: tuple[Forecast, ...]
    scores: tuple[Score, ...]


def look_ahead(
    series: Sequence[Series],
    errors: Mapping[str, float],
    carried: Iterable[Carried],
    questions: Iterable[Question],
    ledger: Sequence[Forecast],
    s: Setting,
) -> LookedAhead:
    """The order in which series come changes nothing."""
    by_id = {x.id: x for x in sorted(series, key=lambda x: x.id)}
    asked = tuple(questions)
    shown = list(carried)
    wanted = dict.fromkeys([c.id for c in shown] + [c.series for q in asked for c in q.conditions])
    found = {name: foretell(by_id[name], _siblings(by_id, name), s) for name in wanted if name in by_id}
    outlooks = tuple(found[c.id].outlook if c.id in found else _not_here(c, s) for c in shown)
    forecasts = [answered(q, found, errors, s) for q in asked]
    for outlook in outlooks:
        forecasts += of_values(outlook, s)
    scores = scored(ledger, known_values(series, s.today), s.today)
    return LookedAhead(outlooks, tuple(forecasts), tuple(scores))


def _siblings(by_id: Mapping[str, Series], name: str) -> list[Series]:
    """The same of other areas: ids that go on with `/`."""
    stem = name.partition("/")[0]
    return [x for ident, x in by_id.items() if ident.startswith(f"{stem}/") and ident != name]


def _not_here(c: Carried, s: Setting) -> Outlook:
    layer = Layer.STATISTICAL if Layer.STATISTICAL in c.id else Layer.EVIDENCED
    series = Series(c.id, c.name, c.unit, Step(c.step), Scale(c.scale), layer, ())
    return Outlook(series, None, s.treatment.value, (), (), (), (), "", 0, None, NOT_HERE)
