"""From documents and their mentions to commitments, their milestones and what was linked to them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from samarkand.codebook.types import Codebook
from samarkand.domain.commitment import Commitment
from samarkand.domain.document import Document
from samarkand.domain.evaluation import Evaluation
from samarkand.domain.follow_through import FollowThrough
from samarkand.domain.mention import Mention
from samarkand.domain.milestone import Milestone
from samarkand.domain.refusal import Refusal
from samarkand.domain.scale import Grade
from samarkand.follow.archive import Archive, Entry, entry_of
from samarkand.follow.chain import steps_of
from samarkand.follow.compose import Composer, GradeOf, Quantities
from samarkand.follow.gather import goodwill_in, promises_in
from samarkand.follow.meanings import Meanings
from samarkand.follow.passages import passages_of
from samarkand.follow.restate import Chain, without_restatements
from samarkand.follow.scorecard import Scorecard, load_scorecard
from samarkand.follow.words import Words
from samarkand.gazetteer.find import Gazetteer
from samarkand.ports.encoder import Encoder

VERSION = "1"
_UNDATED = "no date: it can neither promise nor tell what became of a promise; date it to have it followed"


def nothing_graded(_: Sequence[str], __: frozenset[str]) -> Grade:
    """Where nothing is known of the sources, a party's word."""
    return Grade.V0


@dataclass(frozen=True)
class Followed:
    commitments: Sequence[Commitment]
    milestones: Sequence[Milestone]
    links: Sequence[FollowThrough]
    evaluations: Sequence[Evaluation]
    refusals: Sequence[Refusal] = ()


@dataclass(frozen=True)
class Follower:
    """What following depends on. `quantities` and `grade_of` are handed in: counting is the reader's, grading the
    reconciler's work."""

    words: Mapping[str, Words]
    gazetteer: Gazetteer
    codebook: Codebook
    quantities: Quantities
    grade_of: GradeOf = nothing_graded
    encoder: Encoder | None = None
    promise: Scorecard = field(default_factory=lambda: load_scorecard("promise"))
    link: Scorecard = field(default_factory=lambda: load_scorecard("link"))

    def archive(self, documents: Iterable[Document], mentions: Iterable[Mention]) -> Archive:
        """Documents in a language we have words for, in order of time; undated ones last."""
        told: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            told[mention.document_id].append(mention)
        known = [d for d in documents if d.lang in self.words]
        ordered = sorted(known, key=lambda d: (d.period.first if d.period else date.max, d.id))
        return Archive([self.entry(d, told.get(d.id, ())) for d in ordered], Meanings(self.encoder))

    def entry(self, document: Document, mentions: Sequence[Mention]) -> Entry:
        words = self.words[document.lang or ""]
        return entry_of(document.id, passages_of(document, words, self.gazetteer), mentions)

    def follow(self, archive: Archive, as_of: date) -> Followed:
        """Everything promised up to that day, and how it stands on it."""
        entries = [e for e in archive.entries if _is_by(e, as_of)]
        seen = archive if len(entries) == len(archive.entries) else Archive(entries, archive.meanings)
        days = [p.first for e in entries if (p := e.passages[0].document.period if e.passages else None)]
        stale = {code: kind.stale_months for code, kind in self.codebook.by_code.items()}
        composer = Composer(
            self.quantities, self.grade_of, stale.get, lambda day: len(days) - bisect_left(days, day), as_of
        )
        rows = [composer.commitment(chain) for chain in without_restatements(self._chains(seen))]
        return Followed(
            commitments=[row[0] for row in rows],
            milestones=[step for row in rows for step in row[1]],
            links=[link for row in rows for link in row[2]],
            evaluations=[said for e in entries for said in goodwill_in(e)],
            refusals=[Refusal(e.id, 0, "undated", _UNDATED) for e in entries if _undated(e)],
        )

    def _chains(self, archive: Archive) -> list[Chain]:
        stale = {code: kind.stale_months for code, kind in self.codebook.by_code.items()}
        return [
            Chain(found, entry, steps_of(found.promised, archive, self.link))
            for entry in archive.entries
            if not _undated(entry)
            for found in promises_in(entry, archive, self.promise, stale)
        ]


def _undated(entry: Entry) -> bool:
    return not entry.passages or entry.passages[0].document.period is None


def _is_by(entry: Entry, day: date) -> bool:
    period = entry.passages[0].document.period if entry.passages else None
    return period is None or period.first <= day
