"""A candidate and what the classifiers say of it, to a reading."""

from functools import partial

from samarkand.domain.mention import Mention
from samarkand.domain.party import UNNAMED
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.domain.scale import Stage
from samarkand.read.axes import axes_of
from samarkand.read.candidate import Candidate
from samarkand.read.confidence import chance
from samarkand.read.initiatives import initiatives_of
from samarkand.read.lexicon import TERM
from samarkand.read.organisations import organisations_of
from samarkand.read.settle import Reading
from samarkand.read.stages import stage_of
from samarkand.read.verdicts import Verdict
from samarkand.read.when import period_of
from samarkand.read.where import place_of

_SECOND = 0.2
"""A second type needs this share of all types, and a term of its own beside a term of the first."""


def _quote(candidate: Candidate) -> Quote:
    passage = candidate.passage
    end = min(passage.end, passage.start + MAX_QUOTE)
    return Quote(candidate.document.id, passage.start, end, candidate.document.whole[passage.start : end])


def _signals(candidate: Candidate, verdict: Verdict, first: str, second: str, dated: bool) -> dict[str, float]:
    passage, own = candidate.passage, candidate.document.country
    return {
        "sure": verdict.sure,
        "words": verdict.words,
        "inside": verdict.inside,
        "type": verdict.kinds[first] / max(verdict.inside, 1e-6),
        "margin": (verdict.kinds[first] - verdict.kinds[second]) / max(verdict.inside, 1e-6),
        "is_title": float(passage.number == 0),
        "named": float(any(code != own for code in passage.codes)),
        "unnamed": float(UNNAMED in verdict.parties),
        "dated": float(dated),
        "fits_term": float(first in passage.values(TERM)),
        "hypothesis": float(passage.has("hypothesis")),
        "negation": float(passage.has("negation")),
        "background": float(passage.has("background")),
    }


def compose(candidate: Candidate, verdict: Verdict) -> list[Reading]:
    """The fullest reading of a passage, whatever its confidence; two where it speaks of a second act in its own words."""
    first, second, *_ = verdict.types
    told = [_reading(candidate, verdict, first, second, 0)]
    share = verdict.kinds[second] / max(verdict.inside, 1e-6)
    terms = set(candidate.passage.values(TERM))
    if share >= _SECOND and second in terms and first in terms:
        told.append(_reading(candidate, verdict, second, first, 1))
    return told


def _reading(candidate: Candidate, verdict: Verdict, kind: str, other: str, order: int) -> Reading:
    around, document, passage = candidate.around, candidate.document, candidate.passage
    guess = Stage(verdict.heads["stage"])
    period, is_own = period_of(candidate.at, around.dates, guess, kind)
    stage = stage_of(guess, period, document)
    place = place_of(candidate.at, around.passages, verdict.parties, document.country)
    mention = Mention(
        type=kind,
        alt_types=(other,),
        stage=stage,
        valence=stage.valence,
        parties=verdict.parties,
        place=place,
        period=period,
        initiative=initiatives_of(passage, document, around.language.code),
        quote=_quote(candidate),
        confidence=round(chance(verdict.sure - order), 4),
        background=_is_background(candidate, period if is_own else None),
    )
    return Reading(
        passage.number,
        mention,
        _signals(candidate, verdict, kind, other, is_own) | {"second": float(order)},
        organisations=partial(organisations_of, passage, around.language),
        axes=partial(axes_of, verdict.heads, passage, verdict.parties, place, document.country, around.language),
    )


def _is_background(candidate: Candidate, stated: Period | None) -> bool:
    """History by its own words, or by a stated date more than a year before the document."""
    written = candidate.document.period
    is_past = stated is not None and written is not None and stated.year < written.year - 1
    return is_past or (candidate.passage.has("background") and not candidate.passage.has("stage"))
