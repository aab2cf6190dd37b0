"""Texts as sets of overlapping pieces."""

import re

from samarkand.text.folding import fold

_WORDS = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def shingles(text: str, words: int = 4, characters: int = 8) -> frozenset[str]:
    """Runs of four words; for texts in Han, runs of eight characters. Short texts are one piece."""
    folded = fold(text)
    if len(_HAN.findall(folded[:2000])) * 3 > len(folded[:2000]):
        joined = "".join(_WORDS.findall(folded))
        return frozenset(joined[i : i + characters] for i in range(max(1, len(joined) - characters + 1)))
    tokens = _WORDS.findall(folded)
    return frozenset(" ".join(tokens[i : i + words]) for i in range(max(1, len(tokens) - words + 1)))
