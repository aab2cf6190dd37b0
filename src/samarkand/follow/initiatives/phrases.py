"""The codebook's phrases as patterns over a sentence in which names of initiatives are blanked out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from samarkand.codebook.languages import load_languages
from samarkand.codebook.uptake import UptakeWords, load_uptake
from samarkand.domain.uptake import Act
from samarkand.text.inflected import plain

THIS, OTHER = "\ue000", "\ue001"
"""What the letters of the name in question, and of other names in the sentence, are replaced by."""

_GAP = rf"(?:{OTHER}++|[^.;:!?؟\n{THIS}{OTHER}]){{0,60}}?"
_HAN_GAP = rf"(?:{OTHER}++|[^，。；：！？\n{THIS}{OTHER}]){{0,28}}?"
_TOKENS = re.compile(r"(\{\}|…|@)")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase found: `start` to `end` in the sentence, and whether the actor stands behind it."""

    act: Act
    start: int
    end: int
    actor_behind: bool


def words_pattern(words: Iterable[str], lang: str) -> re.Pattern[str]:
    """Any of the words, whole unless the language writes without spaces; never found where there are none."""
    listed = sorted(words, key=len, reverse=True)
    if not listed:
        return re.compile(r"(?!)")
    return re.compile("|".join(_word(word, lang) for word in listed))


def _word(word: str, lang: str) -> str:
    if lang == "zh":
        return re.escape(word)
    body = r"\w*".join(re.escape(piece) for piece in plain(word).split("*"))
    before = r"(?<!\w)[وف]?" if lang == "ar" else r"(?<!\w)"
    after = "" if word.endswith(("*", "'")) else r"(?!\w)"
    return before + body + after


def _phrase(phrase: str, lang: str) -> str:
    """What stands between the gaps is words; a word that a gap follows directly may end in an apostrophe or be cut."""
    gap = _HAN_GAP if lang == "zh" else _GAP
    parts = [piece.strip() for piece in _TOKENS.split(phrase)]
    made = ""
    for piece in parts:
        if piece == "{}":
            made += f"{THIS}+"
        elif piece == "…":
            made += gap
        elif piece and piece != "@":
            made += _word(piece, lang)
    return made


@dataclass(frozen=True)
class Phrases:
    """All a language's patterns."""

    words: UptakeWords
    by_act: tuple[tuple[Act, bool, re.Pattern[str]], ...]
    said: re.Pattern[str]
    not_after: re.Pattern[str]
    genitive: re.Pattern[str]
    offices: re.Pattern[str]
    own: re.Pattern[str]
    unreal: re.Pattern[str]
    negation: re.Pattern[str]
    willing: re.Pattern[str]
    so_called: re.Pattern[str]
    other_thing: re.Pattern[str]
    both: re.Pattern[str]

    def find(self, blanked: str) -> Iterator[Said]:
        """Every act with the phrase nearest to the name, for a sentence with one name blanked as `THIS`."""
        for act, behind, pattern in self.by_act:
            nearest = None
            at = 0
            while found := pattern.search(blanked, at):
                nearest, at = found, found.start() + 1
            if nearest:
                yield Said(act, nearest.start(), nearest.end(), behind)


@cache
def phrases(lang: str) -> Phrases | None:
    """The patterns of a language of the codebook, None of any other."""
    words = load_uptake().get(lang)
    language = load_languages().get(lang)
    if words is None or language is None:
        return None
    by_act = []
    for act, listed in words.acts.items():
        for behind in (False, True):
            chosen = [_phrase(p, lang) for p in listed if ("@" in p) is behind]
            if chosen:
                by_act.append((act, behind, re.compile("|".join(chosen))))
    lists = ("said", "not_after", "genitive", "offices", "own", "unreal", "willing", "so_called", "other_thing")
    compiled = {name: words_pattern(getattr(words, name), lang) for name in lists}
    negation = words_pattern((cue.strip() for cue in language.negation), lang)
    both = words_pattern((cue.strip() for cue in language.both_sides), lang)
    return Phrases(words, tuple(by_act), negation=negation, both=both, **compiled)
