"""Names in scripts with capitals: words of the language around a head word, and names left in another language."""

from collections.abc import Iterator, Sequence

from samarkand.codebook.languages import Language, load_languages
from samarkand.gazetteer.find import Hit
from samarkand.read.headwords import STRICT, Head, Span, Word, foreign_heads, heads_of, words_of
from samarkand.read.reach import CAPITAL_NOUNS, Reach

_HEADLINE, _LONG = 0.7, 20


def cased_names(text: str, hits: Sequence[Hit], language: Language) -> Iterator[Span]:
    """Every name around a head word of the language."""
    words = words_of(text)
    is_headline = language.code not in CAPITAL_NOUNS and _is_headline(text, words)
    reach = Reach(text, words, hits, language, is_headline=is_headline)
    heads = heads_of(language).find(words)
    taken = {head.first for head in heads}
    for head in heads:
        if span := reach.name(head, taken):
            yield span
    yield from _alone(text, words, language)


def _alone(text: str, words: Sequence[Word], language: Language) -> Iterator[Span]:
    """Names that need no further word, of up to three words."""
    for at, word in enumerate(words):
        if not word.is_capital:
            continue
        for last in range(at, min(at + 3, len(words))):
            name = text[word.start : words[last].end]
            is_title = language.code in CAPITAL_NOUNS and last + 1 < len(words) and words[last + 1].is_capital
            if name.lower() in language.organisation_words.alone and not is_title:
                yield word.start, words[last].end, heads_of(language).kind_of(name) or "agency"


def foreign_names(text: str, hits: Sequence[Hit], language: Language) -> Iterator[Span]:
    """Names left in another language: a run of capitalised words around a head of that language."""
    words = words_of(text)
    capitals = [i for i, word in enumerate(words) if (word.is_capital and word.text.isascii()) or word.text[0] in "ÉÖÜ"]
    if len(capitals) < 2:
        return
    is_headline = language.code not in CAPITAL_NOUNS and _is_headline(text, words)
    for code, table in foreign_heads(language.code).items():
        reach = Reach(text, words, hits, load_languages()[code], is_foreign=True, is_headline=is_headline)
        heads = [head for at in capitals if (head := table.at(words, at)) and not _is_chance(head)]
        taken = {head.first for head in heads}
        for head in heads:
            span = reach.name(head, taken)
            if span and _is_foreign(span, text, hits, language, head):
                yield span


def _is_chance(head: Head) -> bool:
    """Darmstadt is no city council."""
    return head.is_compound and head.kind == "city"


def _is_foreign(span: Span, text: str, hits: Sequence[Hit], language: Language, head: Head) -> bool:
    """Does more than a chance likeness to the foreign head speak for it?"""
    if language.script != "Latin":
        return True
    is_placed = any(span[0] <= hit.start < span[1] for hit in hits)
    own = language.organisation_words.never
    if any(word.is_capital and word.folded in own for word in words_of(text[span[0] : span[1]])):
        return False
    is_sure = head.kind in STRICT or head.kind in ("association", "foundation")
    return is_placed or (is_sure and span[1] - span[0] > _LONG)


def _is_headline(text: str, words: Sequence[Word]) -> bool:
    """Title case: nearly all longer words begin with a capital, and no full stop ends them."""
    if text.rstrip().endswith((".", ":")):
        return False
    longer = [word for word in words if len(word.text) > 3]
    return len(longer) > 4 and sum(word.is_capital for word in longer) >= _HEADLINE * len(longer)
