"""Forms of a text that keep every offset, so that what is found in the fold stands there in the text."""

import re
import unicodedata
from functools import lru_cache

_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: as long as before, and fit for code that wants UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def fold(text: str) -> str:
    """Lower-cased text of the same length; the few letters that would grow stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@lru_cache(maxsize=100_000)
def bare(text: str) -> str:
    """Lower case without accents; its length may differ."""
    return "".join(c for c in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(c))
