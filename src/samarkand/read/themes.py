"""What an act is about, in at most three plain English words, the narrowest first; none where nothing says so."""

from functools import cache
from typing import Any

from samarkand.codebook.languages import Language
from samarkand.codebook.themes import Theme, load_themes
from samarkand.read.lexicon import may_start
from samarkand.text.folding import encodable, fold

MAX_THEMES = 3
_WHOLE = "$"

Found = tuple[int, int, Theme]


class _Cues:
    """All theme cues of one language in one automaton."""

    def __init__(self, language: Language) -> None:
        from daachorse import CharwiseDoubleArrayAhoCorasick

        self.language = language
        self._by_cue: dict[str, list[tuple[Theme, bool]]] = {}
        for theme in load_themes():
            for cue in theme.cues.get(language.code, ()):
                self._by_cue.setdefault(cue.removesuffix(_WHOLE), []).append((theme, cue.endswith(_WHOLE)))
        self._patterns = sorted(self._by_cue)
        self._automaton: Any = CharwiseDoubleArrayAhoCorasick(self._patterns)

    def find(self, folded: str) -> list[Found]:
        """(start, end, theme) of every cue where a word may start."""
        out: list[Found] = []
        for start, end, number in self._automaton.find_overlapping(encodable(folded)):
            cue = self._patterns[number]
            if may_start(folded, start, len(cue), self.language):
                ends_word = self.language.is_han or not folded[end : end + 1].isalnum()
                out.extend((start, end, theme) for theme, whole in self._by_cue[cue] if ends_word or not whole)
        return out


@cache
def _cues(code: str) -> dict[str, _Cues]:
    return {}


def _of(language: Language) -> _Cues:
    held = _cues(language.code)
    if language.code not in held:
        held[language.code] = _Cues(language)
    return held[language.code]


def _longest(found: list[Found]) -> list[Found]:
    """Without cues that lie inside a longer one: "higher education" does not also say "education"."""
    out: list[Found] = []
    for start, end, theme in sorted(found, key=lambda f: (f[0], -f[1])):
        if not out or end > max(e for _, e, _ in out[-3:]) or (start, end) == out[-1][:2]:
            out.append((start, end, theme))
    return out


def themes_of(text: str, language: Language) -> tuple[str, ...]:
    """Narrow themes before wide ones, of as narrow ones the more often told, then the first told."""
    if not text:
        return ()
    told: dict[str, tuple[int, int, int]] = {}
    for start, _, theme in _longest(_of(language).find(fold(text))):
        level, count, first = told.get(theme.name, (-theme.level, 0, start))
        told[theme.name] = (level, count - 1, first)
    return tuple(sorted(told, key=lambda name: told[name])[:MAX_THEMES])
