"""A candidate and what the classifier says of it, to a reading."""

from collections.abc import Mapping
from dataclasses import dataclass

from samarkand.codebook.types import OUT_OF_SCOPE
from samarkand.domain.mention import Mention
from samarkand.domain.party import UNNAMED
from samarkand.domain.period import Period
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.domain.scale import Stage
from samarkand.read.axes import axes_of
from samarkand.read.candidate import Candidate, field_share
from samarkand.read.confidence import log_odds
from samarkand.read.lexicon import TERM, TOPIC
from samarkand.read.organisations import organisations_of
from samarkand.read.settle import Reading
from samarkand.read.stages import stage_of, valence_of
from samarkand.read.when import period_of
from samarkand.read.where import place_of


@dataclass(frozen=True, slots=True)
class Judged:
    """Probabilities by type (with NA) and by stage."""

    kinds: Mapping[str, float]
    stages: Mapping[str, float]

    @property
    def event(self) -> float:
        return 1.0 - self.kinds[OUT_OF_SCOPE]

    @property
    def types(self) -> list[str]:
        """Codes, most probable first."""
        return sorted((k for k in self.kinds if k != OUT_OF_SCOPE), key=lambda k: -self.kinds[k])


def _quote(candidate: Candidate) -> Quote:
    passage = candidate.passage
    end = min(passage.end, passage.start + MAX_QUOTE)
    return Quote(candidate.document.id, passage.start, end, candidate.document.whole[passage.start : end])


def _signals(candidate: Candidate, judged: Judged, first: str, second: str, dated: bool) -> dict[str, float]:
    passage, around = candidate.passage, candidate.around
    own = candidate.document.country
    short = 20 if around.language.is_han else 40
    return {
        "meaning": log_odds(judged.event),
        "margin": judged.kinds[first] - judged.kinds[second],
        "title": log_odds(around.title),
        "is_title": float(passage.number == 0),
        "early": 1.0 - candidate.at / max(1, len(around.passages) - 1),
        "named": float(any(code != own for code in passage.codes)),
        "unnamed": float(UNNAMED in candidate.parties),
        "dated": float(dated),
        "fits_term": float(first in passage.values(TERM)),
        "culture": field_share(passage.values(TOPIC)),
        "document": around.field_share,
        "hypothesis": float(passage.has("hypothesis")),
        "negation": float(passage.has("negation")),
        "background": float(passage.has("background")),
        "short": float(passage.end - passage.start < short),
        "both": float(passage.has("both")),
    }


def compose(candidate: Candidate, judged: Judged) -> Reading:
    """The fullest reading of a passage, whatever its confidence."""
    first, second = judged.types[:2]
    around, document, passage = candidate.around, candidate.document, candidate.passage
    guess = Stage(max(judged.stages, key=lambda s: judged.stages[s]))
    period, is_own = period_of(candidate.at, around.passages, document, around.language, guess)
    stage = stage_of(guess, period, document)
    place = place_of(candidate.at, around.passages)
    mention = Mention(
        type=first,
        alt_types=(second,),
        stage=stage,
        valence=valence_of(stage),
        parties=candidate.parties,
        organisations=organisations_of(passage, around.language),
        place=place,
        period=period,
        quote=_quote(candidate),
        confidence=round(judged.event, 4),
        axes=axes_of(passage, candidate.parties, place),
        background=_is_background(candidate, period if is_own else None),
    )
    return Reading(passage.number, mention, _signals(candidate, judged, first, second, is_own))


def _is_background(candidate: Candidate, stated: Period | None) -> bool:
    """History by its own words, or by a stated date more than a year before the document."""
    written = candidate.document.period
    is_past = stated is not None and written is not None and stated.year < written.year - 1
    return is_past or (candidate.passage.has("background") and not candidate.passage.has("stage"))
