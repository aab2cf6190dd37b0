"""The published table by which two mentions are one act: feature, weight, reason."""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samarkand.domain.ids import content_id
from samarkand.domain.mention import REGISTER
from samarkand.domain.pair import Answer
from samarkand.reconcile.features import LATE, PARTS, Feature, features
from samarkand.reconcile.told import Told
from samarkand.reconcile.umbrellas import are_frame_and_item

FEATURES = (
    "type_same", "type_near", "type_differ", "field_differ", "parties_same", "parties_more",
    "parties_clash", "act_same", "act_apart", "act_off", "told_same", "told_apart", "told_later", "told_ahead", "frame_apart", "edition_same",
    "edition_differ", "year_same", "year_differ", "town_same", "town_differ", "country_differ", "name_same",
    "name_differ", "words_shared", "verbatim", "title_shared", "languages_differ", "proper_shared", "organisation_same",
    "organisation_differ", "size_same", "size_differ", "number_same", "initiative_same", "initiative_differ", "meaning",
    "called_off", "news_same",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scorecard:
    """`same` and `different` part the scores into the same act, unsure, and different acts."""

    start: float
    same: float
    different: float
    weights: Mapping[str, float]
    reasons: Mapping[str, str]
    least: tuple[float, ...]
    """The logit that has to be reached before each part of the features, for all that is still to come."""

    def score(self, found: Iterable[Feature]) -> float:
        """0 … 1: how likely two mentions with these features tell one act."""
        told = self.start + sum(self.weights[f.name] * f.value for f in found)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, told))))

    def weigh(self, a: Told, b: Told) -> list[Feature] | None:
        """The features of a pair; None as soon as nothing that is still to come could keep it from being different."""
        found: list[Feature] = []
        told, weights = self.start, self.weights
        for part, least in zip(PARTS, self.least, strict=False):
            if told < least:
                return None
            for feature in part(a, b):
                told += weights[feature.name] * feature.value
                found.append(feature)
        return found if told >= self.least[-1] else None

    def answer(self, score: float) -> Answer:
        if score >= self.same:
            return Answer.SAME
        return Answer.DIFFERENT if score < self.different else Answer.UNSURE

    def told(self, found: Sequence[Feature]) -> tuple[str, ...]:
        """The reasons, the weightiest first, each with the logits it adds."""
        ordered = sorted(((self.weights[f.name] * f.value, f) for f in found), key=lambda row: -abs(row[0]))
        return tuple(f"{self.reasons[f.name].format(f.first, f.second)} ({said:+.1f})" for said, f in ordered)


def parse_scorecard(text: str) -> Scorecard:
    """ValueError unless each feature is weighed once and the thresholds are in order."""
    rows = tomllib.loads(text)
    told = rows["features"]
    if told.keys() != set(FEATURES):
        raise ValueError(f"the scorecard has to weigh {', '.join(FEATURES)}, each once")
    weights = {name: float(row["weight"]) for name, row in told.items()}
    card = Scorecard(
        float(rows["start"]),
        float(rows["same"]),
        float(rows["different"]),
        weights,
        {name: str(row["reason"]) for name, row in told.items()},
        _least(float(rows["different"]), weights),
    )
    if not 0.0 < card.different < card.same < 1.0:
        raise ValueError("0 < different < same < 1")
    return card


def _least(different: float, weights: Mapping[str, float]) -> tuple[float, ...]:
    """Never is asked before the early parts; before the first late one what all of them can add may be missing."""
    logit = math.log(different / (1.0 - different)) if 0.0 < different < 1.0 else -math.inf
    missing = [sum(max(0.0, weights[name]) for names in LATE[at:] for name in names) for at in range(len(LATE) + 1)]
    return (*([-math.inf] * (len(PARTS) - len(LATE))), *(logit - most for most in missing))


def _text() -> str:
    return files("samarkand.reconcile").joinpath("scorecard.toml").read_text("utf-8")


@cache
def load_scorecard() -> Scorecard:
    return parse_scorecard(_text())


def rules(*more: str) -> str:
    """Changes with the scorecard."""
    return content_id("rules", _text(), *more)


def are_apart(a: Told, b: Told) -> bool:
    """Whether two mentions cannot be one act, however alike they are: one document keeps them apart, as does the keeper of
    a register whose rows they are; nobody takes part in both; or one is the frame of the other."""
    if a.mention.document_id == b.mention.document_id:
        return True
    if a.mention.read_by == b.mention.read_by == REGISTER and a.document.source_id == b.document.source_id:
        return True
    return not a.parties & b.parties or are_frame_and_item(a, b)


def score(a: Told, b: Told) -> float:
    """How likely the two tell one act, 0 … 1; 0 where they cannot."""
    return 0.0 if are_apart(a, b) else load_scorecard().score(features(a, b))


def reasons(a: Told, b: Told) -> tuple[str, ...]:
    """What spoke for and against, for people who ask why."""
    return load_scorecard().told(features(a, b))
