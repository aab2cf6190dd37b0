"""What speaks for and against a passage being about what was promised. One feature a function, each with its reason."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samarkand.domain.commitment import DueBasis
from samarkand.domain.party import UNNAMED
from samarkand.domain.period import Period
from samarkand.follow.archive import Archive, Entry
from samarkand.follow.passages import Passage, overlapping
from samarkand.follow.terms import names_of, normal_name
from samarkand.follow.words import BEGUN, DONE, OBJECT
from samarkand.match.overlap import jaccard
from samarkand.text.folding import bare

_YEAR = re.compile(r"(?:19|20)\d\d")
_LEADS = {"M1": "MPAHXEDT", "M2": "MAHXEDTP", "M4": "MAPXE", "G2": "GMAPHXEDT", "M6": "MXAPE", "M3": "MAHXE"}
_SHORTEST_NAME = 3
_NAME_RARITY = 0.4
_UNKNOWN = 0.5
_HELD = frozenset({"festival"})
_HOUSES = frozenset({"E1", "E3"})
_THING_RARITY = 0.5


@dataclass(frozen=True)
class Promised:
    """A promise as it is looked for: its passage and what it can be known by. `around` are the terms of the title and
    the passages beside it, `context` these passages."""

    passage: Passage
    type: str
    parties: tuple[str, ...]
    terms: frozenset[str]
    around: frozenset[str] = frozenset()
    context: tuple[Passage, ...] = ()
    due: Period | None = None
    due_basis: DueBasis | None = None

    @property
    def stated(self) -> Period | None:
        """The due date, where the text gives it."""
        return self.due if self.due_basis is DueBasis.STATED else None

    @cached_property
    def made(self) -> date | None:
        period = self.passage.document.period
        return period.first if period else None

    @cached_property
    def weight(self) -> dict[int, tuple[float, float]]:
        """Of its own terms and of those around it, by archive."""
        return {}

    def weights_in(self, archive: Archive) -> tuple[float, float]:
        known = self.weight.get(id(archive))
        if known is None:
            known = self.weight[id(archive)] = (archive.weight(self.terms), archive.weight(self.around))
        return known

    @cached_property
    def foreign(self) -> frozenset[str]:
        return frozenset(self.parties) - {UNNAMED, self.passage.document.country or ""}

    @cached_property
    def names(self) -> tuple[str, ...]:
        found = (normal_name(name) for name in names_of(self.passage))
        return tuple(dict.fromkeys(n for n in found if len(n) >= _SHORTEST_NAME))

    @cached_property
    def names_about(self) -> tuple[str, ...]:
        """Names that stand around it."""
        found = (normal_name(name) for p in self.context for name in names_of(p))
        return tuple(dict.fromkeys(n for n in found if len(n) >= _SHORTEST_NAME and n not in self.names))

    @cached_property
    def names_of_things(self) -> tuple[str, ...]:
        """Names that say what kind of thing it is, as the year, the festival or the list does in its own name."""
        found = (name for p in (self.passage, *self.context) for name in thing_names(p, self.type))
        return tuple(dict.fromkeys(found))

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(str(d.period.first.year) for d in self.passage.dates)

    @cached_property
    def nouns(self) -> frozenset[str]:
        return nouns_of(self.passage, self.type)


def _institution(name: str, passage: Passage) -> bool:
    """Headed by a word for an institution, not for a festival: a committee is nothing that can be delivered."""
    words = name.split()
    heads = (h.term for h in passage.words.language.organisations if h.type not in _HELD)
    if passage.words.language.is_han:
        return name.endswith(tuple(heads))
    first = words[:1] if words else []
    return any(word == bare(head) for head in heads for word in first)


def thing_names(passage: Passage, type_: str) -> tuple[str, ...]:
    """Names in a passage that say of themselves what kind of thing they name."""
    nouns = [bare(noun).strip() for noun in nouns_of(passage, type_)]
    named = ((n, normal_name(n)) for n in names_of(passage))
    fitting = (n for _, n in named if any(noun in n and noun != n for noun in nouns))
    return tuple(n for n in fitting if type_ in _HOUSES or not _institution(n, passage))


@dataclass(frozen=True)
class Later:
    """A passage of a later document that may tell of it."""

    entry: Entry
    at: int

    @property
    def passage(self) -> Passage:
        return self.entry.passages[self.at]


def nouns_of(passage: Passage, type_: str) -> frozenset[str]:
    """The words for testable things of the type, as they stand in the passage."""
    whole = passage.document.whole
    return frozenset(whole[c.start : c.end].lower() for c in passage.cues if c.kind == OBJECT and c.value == type_)


@dataclass(frozen=True)
class Pair:
    promised: Promised
    later: Later
    archive: Archive

    @cached_property
    def shared(self) -> frozenset[str]:
        return self.promised.terms & self.later.entry.terms[self.later.at]

    @cached_property
    def shared_around(self) -> frozenset[str]:
        return self.promised.around & self.later.entry.terms[self.later.at]

    @property
    def text(self) -> str:
        return self.later.passage.bare_text

    @cached_property
    def days(self) -> int:
        before, after = self.promised.made, self.later.entry.days
        return (after[0] - before).days if before and after else 0

    @cached_property
    def rarest(self) -> list[float]:
        return sorted((self.archive.rarity(t) / self.archive.most for t in self.shared), reverse=True)

    def weigh(self, terms: frozenset[str]) -> float:
        return self.archive.weight(terms)


def _named(pair: Pair, names: tuple[str, ...]) -> float:
    """The rarity of the rarest name in the passage; one that every twentieth document has is no name of a single thing."""
    if not names:
        return 0.0
    is_han = pair.later.passage.words.language.is_han
    text = pair.later.passage.run_together
    found = (n for n in names if (n.replace(" ", "") if is_han else n) in text)
    return max(
        (r for n in found if (r := pair.archive.rarity(f"={n}") / pair.archive.most) >= _NAME_RARITY), default=0.0
    )


def _name_of_thing(pair: Pair) -> float:
    """The thing's own name stands there."""
    found = _named(pair, pair.promised.names_of_things)
    return found if found >= _THING_RARITY else 0.0


def _thing_and_side(pair: Pair) -> float:
    """The same noun for it, and the same other side, in one passage."""
    return _same_noun(pair) * _foreign_here(pair)


def _name_and_side(pair: Pair) -> float:
    return min(_name(pair), _foreign_about(pair))


def _done_and_side(pair: Pair) -> float:
    """Such a thing was done with the other side."""
    return _done(pair) * _type_and_side(pair)


def _name(pair: Pair) -> float:
    """A proper name of the promise stands there; the rarer, the more it says."""
    return _named(pair, pair.promised.names)


def _name_about(pair: Pair) -> float:
    """A proper name from around the promise stands there."""
    return _named(pair, pair.promised.names_about)


def _share_around(pair: Pair) -> float:
    return pair.weigh(pair.shared_around) / max(1.0, pair.promised.weights_in(pair.archive)[1])


def _rarest_around(pair: Pair) -> float:
    return max((pair.archive.rarity(t) / pair.archive.most for t in pair.shared_around), default=0.0)


def _type_and_side(pair: Pair) -> float:
    """The same kind of thing with the same other side; the rarer that is, the more it says."""
    marks = (t for t in pair.shared | pair.shared_around if t[0] == "@" and t[1:].split(":")[0] == pair.promised.type)
    return max((pair.archive.rarity(t) / pair.archive.most for t in marks), default=0.0)


def _name_elsewhere(pair: Pair) -> float:
    """It stands elsewhere in the document."""
    terms = pair.later.entry.all_terms
    found = (f"={n}" for n in pair.promised.names if f"={n}" in terms)
    return max((pair.archive.rarity(n) / pair.archive.most for n in found), default=0.0)


def _share(pair: Pair) -> float:
    """How much of what is rare in the promise is repeated."""
    return pair.weigh(pair.shared) / max(1.0, pair.promised.weights_in(pair.archive)[0])


def _share_of_document(pair: Pair) -> float:
    shared = pair.promised.terms & pair.later.entry.all_terms
    return pair.weigh(shared) / max(1.0, pair.promised.weights_in(pair.archive)[0])


def _share_back(pair: Pair) -> float:
    """How much of what is rare in the later passage is of the promise."""
    return pair.weigh(pair.shared) / max(1.0, pair.weigh(pair.later.entry.terms[pair.later.at]))


def _rarest(pair: Pair) -> float:
    return pair.rarest[0] if pair.rarest else 0.0


def _next_rarest(pair: Pair) -> float:
    return sum(pair.rarest[1:4]) / 3


def _meaning(pair: Pair) -> float:
    """Alike in meaning, whatever the languages."""
    return pair.archive.meanings.likeness(pair.promised.passage, pair.later.passage)


def _meaning_around(pair: Pair) -> float:
    """The title or a passage beside the promise is alike in meaning to the passage or its title."""
    likeness, later = pair.archive.meanings.likeness, (pair.later.passage, pair.later.entry.passages[0])
    return max((likeness(a, b) for a in pair.promised.context for b in later), default=0.0)


def _foreign_here(pair: Pair) -> float:
    return float(bool(pair.promised.foreign & pair.later.passage.codes)) if pair.promised.foreign else _UNKNOWN


def _foreign_about(pair: Pair) -> float:
    """The other side is named in the document, if not in the passage."""
    return float(bool(pair.promised.foreign & pair.later.entry.codes)) if pair.promised.foreign else _UNKNOWN


def _all_sides(pair: Pair) -> float:
    return jaccard(pair.promised.foreign, pair.later.passage.codes - {pair.promised.passage.document.country or ""})


def may_tell(promised: Promised, entry: Entry) -> bool:
    """Not before the promise was made, and of its other side or by its name. What has no date cannot be placed."""
    made, told = promised.made, entry.days
    if entry.id == promised.passage.document.id or not (made and told and told[1] >= made):
        return False
    if not promised.foreign or promised.foreign & entry.codes:
        return True
    return any(f"={name}" in entry.all_terms for name in (*promised.names, *promised.names_about))


def _another_side(pair: Pair) -> float:
    """The passage names foreign sides, and none of them is the promise's."""
    own = pair.promised.passage.document.country
    others = {c for c in pair.later.passage.codes if c != own}
    return float(bool(others) and not others & pair.promised.foreign and bool(pair.promised.foreign))


def _same_noun(pair: Pair) -> float:
    return float(bool(pair.promised.nouns & nouns_of(pair.later.passage, pair.promised.type)))


def _same_type(pair: Pair) -> float:
    return float(pair.promised.type in (*pair.later.passage.objects[:2], *pair.later.passage.types[:1]))


def _compatible(pair: Pair) -> float:
    """The same field, or one that its type of promise leads to."""
    fields = {code[0] for code in (*pair.later.passage.objects, *pair.later.passage.types)}
    return float(bool(fields & set(_LEADS.get(pair.promised.type, pair.promised.type[0]))))


def _done(pair: Pair) -> float:
    return float(pair.later.passage.speaks_of(DONE, pair.promised.type) > 0)


def _begun(pair: Pair) -> float:
    return float(pair.later.passage.speaks_of(BEGUN, pair.promised.type) > 0)


def _refers(pair: Pair) -> float:
    return float(pair.later.passage.count("refer") > 0)


def _near_due(pair: Pair) -> float:
    """The document is of the months around the due date."""
    due, written = pair.promised.due, pair.later.passage.document.period
    return math.exp(-due.days_apart(written) / 180) if due and written else 0.0


def _long_after(pair: Pair) -> float:
    return math.log1p(max(0, pair.days)) / 8


def _years(pair: Pair) -> float:
    """Years named in both."""
    return float(bool(pair.promised.years & set(_YEAR.findall(pair.text))))


def _other_year(pair: Pair) -> float:
    """Both name years, none the same: another edition."""
    named = set(_YEAR.findall(pair.text))
    return float(bool(named) and bool(pair.promised.years) and not named & pair.promised.years)


def _read(pair: Pair) -> float:
    """The reader found an exchange there."""
    own = overlapping(pair.later.entry.mentions, pair.later.passage)
    return max((m.confidence for m in own), default=0.0)


def _in_title(pair: Pair) -> float:
    return float(pair.later.passage.number == 0)


def _repeats(pair: Pair) -> float:
    """It comes again each year, promised or not."""
    return float(pair.later.passage.count("repeat") > 0)


FEATURES: Mapping[str, tuple[Callable[[Pair], float], str]] = {
    "proper name": (_name, "a proper name of the promise stands in the passage"),
    "name of the thing": (_name_of_thing, "the thing's own name stands in the passage"),
    "thing and side": (_thing_and_side, "the same noun for it and the same other side stand together"),
    "name and side": (_name_and_side, "a proper name and the other side stand in the document"),
    "done with side": (_done_and_side, "such a thing was done with the same other side"),
    "name about": (_name_about, "a proper name from around the promise stands in the passage"),
    "repeated around": (_share_around, "the passage repeats what is rare around the promise"),
    "rarest word around": (_rarest_around, "they share a rare word from around the promise"),
    "type and side": (_type_and_side, "the same kind of thing with the same other side"),
    "name elsewhere": (_name_elsewhere, "a proper name of the promise stands elsewhere in the document"),
    "repeated": (_share, "the passage repeats what is rare in the promise"),
    "repeated in document": (_share_of_document, "the document repeats what is rare in the promise"),
    "about this": (_share_back, "what is rare in the passage is the promise's"),
    "rarest word": (_rarest, "they share a rare word"),
    "more rare words": (_next_rarest, "they share more rare words"),
    "meaning": (_meaning, "the two passages are alike in meaning"),
    "meaning around": (_meaning_around, "what stands around the promise is alike in meaning"),
    "other side here": (_foreign_here, "the passage names a party to the promise"),
    "other side in document": (_foreign_about, "the document names a party to the promise"),
    "all sides": (_all_sides, "the parties are the same"),
    "another side": (_another_side, "the passage names other parties only"),
    "same thing": (_same_noun, "the passage calls it by the same noun"),
    "same type": (_same_type, "the passage is of the same type"),
    "type it leads to": (_compatible, "the passage is of a type that such a promise leads to"),
    "done": (_done, "the passage says that such a thing was done"),
    "begun": (_begun, "the passage says that such a thing began"),
    "refers back": (_refers, "the passage refers to something promised"),
    "near due": (_near_due, "the document is of the time the promise was due"),
    "long after": (_long_after, "time between the two"),
    "same year": (_years, "both name the same year"),
    "another year": (_other_year, "they name different years"),
    "reader": (_read, "the reader found an exchange in the passage"),
    "title": (_in_title, "the passage is the title"),
    "recurs": (_repeats, "the passage speaks of something that comes again each year"),
}


def seen_in(pair: Pair) -> dict[str, float]:
    """Every feature's value."""
    return {name: see(pair) for name, (see, _) in FEATURES.items()}
