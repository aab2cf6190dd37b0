"""A document is surveyed before it is read: passages, names, words, and the country its publisher is at home in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from samarkand.domain.document import Document
from samarkand.gazetteer.find import Gazetteer
from samarkand.read.candidate import Surroundings
from samarkand.read.features import words_matrix
from samarkand.read.lexicon import Lexicon
from samarkand.read.parties import context_of
from samarkand.read.passages import split
from samarkand.read.weights import Weights


@dataclass(frozen=True)
class Survey:
    """What splitting a document into passages depends on."""

    lexicons: Mapping[str, Lexicon]
    gazetteer: Gazetteer
    weights: Weights
    _homes: dict[tuple[str, str], str | None] = field(default_factory=dict, compare=False)

    def reads(self, document: Document) -> bool:
        """Is the document in a language of the codebook?"""
        return document.lang in self.lexicons

    def of(self, document: Document) -> Surroundings | None:
        """None where nothing can be read."""
        if not self.reads(document):
            return None
        lexicon = self.lexicons[document.lang or ""]
        passages = split(document, lexicon, self.gazetteer)
        if not passages:
            return None
        at_home = replace(document, country=document.country or self._home(document))
        words = words_matrix([passage.cues for passage in passages], self.weights.codes)
        chances = self.weights.words.probabilities(words)[:, 1]
        context = context_of(passages, at_home.country)
        return Surroundings(at_home, passages, lexicon.language, context, words, chances)

    def _home(self, document: Document) -> str | None:
        """The country a publisher's own name puts it in, as a university's city does."""
        key = (document.publisher, document.lang or "")
        if key not in self._homes:
            hits = self.gazetteer.find(*key) if document.publisher else []
            self._homes[key] = hits[0].code if hits else None
        return self._homes[key]
