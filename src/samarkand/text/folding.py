"""Forms of a text that keep every offset, so that what is found in the fold stands there in the text."""

import re

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
