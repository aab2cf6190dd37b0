"""Institutions by the word that heads their name, as written; rather none than a wrong one."""

import re
from collections.abc import Iterator

from samarkand.codebook.languages import Language
from samarkand.read.passages import Passage

MAX_NAMES = 6
_CAPITALISED = re.compile(r"[^\W\d_][\w'’\-]*")
_SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "at",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "d",
        "l",
        "et",
        "der",
        "die",
        "das",
        "des",
        "für",
        "und",
        "von",
        "zu",
        "im",
        "di",
        "del",
        "della",
        "dei",
        "e",
        "y",
        "el",
        "los",
        "las",
        "i",
        "för",
        "och",
        "av",
        "и",
        "в",
        "по",
        "на",
        "имени",
        "им",
    ]
)
_ARTICLES = re.compile(r"^(?:The|Das|Die|Der|Den|Dem|Le|La|Les|L['’]|Il|Lo|El|Los|Las|Am|Im|In|A|An)\s+")
_HAN_STOP = re.compile(r"[^\u4e00-\u9fff·]|[在与和同的于了由为从至是向及将并到等被对据让赴位会是着过]")
_HAN_LONGEST = 16


def organisations_of(passage: Passage, language: Language) -> tuple[str, ...]:
    """At most six names in the order they stand; gazetteer institutions first taken as they are."""
    known = [hit.form for hit in passage.names if hit.kind == "institution"]
    headed = _han(passage) if language.is_han else _capitalised(passage) if language.script != "Arabic" else iter(())
    names: list[str] = []
    for name in (*known, *headed):
        if not any(name in other for other in names):
            names = [*(other for other in names if other not in name), name]
    return tuple(names[:MAX_NAMES])


def _heads(passage: Passage) -> Iterator[tuple[int, int]]:
    for cue in passage.cues:
        if cue.kind == "organisation":
            yield cue.start - passage.start, cue.end - passage.start


def _han(passage: Passage) -> Iterator[str]:
    """What stands before the head word up to a particle or a mark: 市立美术馆."""
    for start, end in _heads(passage):
        before = passage.text[max(0, end - _HAN_LONGEST) : start]
        stops = [m.end() for m in _HAN_STOP.finditer(before)]
        name = before[stops[-1] if stops else 0 :] + passage.text[start:end]
        if len(name) >= end - start + 2:
            yield name


def _capitalised(passage: Passage) -> Iterator[str]:
    """The run of capitalised words around the head, with the small words between them."""
    words = list(_CAPITALISED.finditer(passage.text))
    for start, _ in _heads(passage):
        at = next((i for i, w in enumerate(words) if w.start() <= start < w.end()), None)
        if at is None or not words[at].group()[0].isupper():
            continue
        first, last = _reach(words, passage.text, at, -1), _reach(words, passage.text, at, 1)
        if last - first >= 1:
            yield _ARTICLES.sub("", passage.text[words[first].start() : words[last].end()])


def _reach(words: list[re.Match[str]], text: str, at: int, step: int) -> int:
    """The last capitalised word in one direction, small words passed over, no mark crossed."""
    end = at
    i = at + step
    while 0 <= i < len(words) and abs(i - at) <= 7:
        low, high = (words[i], words[i - step]) if step < 0 else (words[i - step], words[i])
        if text[low.end() : high.start()].strip(" '’"):
            break
        word = words[i].group()
        if word[0].isupper():
            end = i
        elif word.lower() not in _SMALL:
            break
        i += step
    return end
