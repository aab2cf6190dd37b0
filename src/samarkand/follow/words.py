"""The words of promising in each language, and the codebook's terms, found in one pass."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from samarkand.codebook.languages import FIELD_TOPICS, Language, load_languages
from samarkand.codebook.types import Codebook
from samarkand.domain.ids import content_id
from samarkand.text.folding import encodable

KINDS = ("future", "pledge", "vague", "repeat", "refer", "report", "group")
TERM, OBJECT, TOPIC, DONE, BEGUN, OFF = "term", "object", "topic", "done", "begun", "off"


_FILES = ("words.toml", "objects.toml", "fulfilment.toml")


class Cue(NamedTuple):
    """`value` is the type of a term, the types of a fulfilment (`*` for any), or empty."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class Words:
    """One language's cues in one automaton; searches lower-cased text of the same length."""

    language: Language
    labels: Mapping[str, tuple[tuple[str, str], ...]]
    endings: tuple[str, ...]
    never: frozenset[str]

    @cached_property
    def _patterns(self) -> list[str]:
        return sorted(self.labels)

    @cached_property
    def _automaton(self) -> Any:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        return CharwiseDoubleArrayAhoCorasick(self._patterns)

    @cached_property
    def _tenses(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b\w{{1,18}}(?:{'|'.join(self.endings)})\b") if self.endings else None

    def find(self, folded: str) -> list[Cue]:
        """Every cue that starts a word (in Han: anywhere), by start."""
        shifted, found = f" {folded}", []
        for start, end, number in self._automaton.find_overlapping(encodable(folded)):
            if self.language.is_han or not shifted[start].isalnum():
                found += [Cue(start, end, kind, value) for kind, value in self.labels[self._patterns[number]]]
        return sorted(found)

    def future_verbs(self, folded: str) -> int:
        """Verbs in the future tense, where the language marks it by an ending."""
        if self._tenses is None:
            return 0
        return sum(w not in self.never for w in self._tenses.findall(folded))


def _texts() -> dict[str, str]:
    folder = files("samarkand.follow")
    return {name: folder.joinpath(name).read_text("utf-8") for name in _FILES}


@cache
def words_digest() -> str:
    return content_id("promises", *(f"{n}\n{t}" for n, t in sorted(_texts().items())))


def _labels(codebook: Codebook, lang: str, told: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    own, ends = told["words.toml"][lang], told["fulfilment.toml"]
    for code, nouns in told["objects.toml"].items():
        yield from ((noun, (OBJECT, code)) for noun in nouns.get(lang, ()))
    for kind in codebook.types:
        yield from ((term, (TERM, kind.code)) for term in kind.terms.get(lang, ()))
    topics = load_languages()[lang].topics
    yield from ((word, (TOPIC, topic)) for topic in sorted(FIELD_TOPICS & topics.keys()) for word in topics[topic])
    for kind_ in KINDS:
        yield from ((cue, (kind_, "")) for cue in own.get(kind_, ()))
    for group in ends["group"]:
        for stage in (DONE, BEGUN, OFF):
            for cue in group.get(stage, {}).get(lang, ()):
                yield from ((cue, (stage, type_)) for type_ in group["types"])


def load_words(codebook: Codebook) -> Mapping[str, Words]:
    """By language, for every language of the codebook that has words of promising."""
    told = {name: tomllib.loads(text) for name, text in _texts().items()}
    return {
        code: Words(
            language=language,
            labels=_gathered(_labels(codebook, code, told)),
            endings=tuple(told["words.toml"][code].get("endings", ())),
            never=frozenset(told["words.toml"][code].get("never", ())),
        )
        for code, language in load_languages().items()
        if code in told["words.toml"]
    }


def _gathered(labels: Iterator[tuple[str, tuple[str, str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, dict[tuple[str, str], None]] = {}
    for pattern, label in labels:
        if pattern.strip():
            out.setdefault(pattern.lower(), {})[label] = None
    return {pattern: tuple(found) for pattern, found in out.items()}
