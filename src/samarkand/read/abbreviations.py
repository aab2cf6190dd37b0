"""Abbreviations in brackets that belong to the name before them: Federal Office of Culture (FOC)."""

import re

_BRACKETED = re.compile(r" ?[((]([^\W\d_a-z][\w&/\-]{1,9})[))]")
_REACH = 90
_MARK = re.compile(r"[^\w\s,'’&\-]")


def with_abbreviation(text: str, start: int, end: int) -> int:
    """The end of the name with its abbreviation; the name grows up to it where its letters are all accounted for."""
    if (at_end := _BRACKETED.match(text, end)) and _is_abbreviation(at_end.group(1)):
        return at_end.end()
    later = _BRACKETED.search(text, end, min(len(text), end + _REACH))
    if later is None or not _is_abbreviation(later.group(1)):
        return end
    name = text[start : later.start()]
    return later.end() if not _MARK.search(name) and _spells(later.group(1), name) else end


def _is_abbreviation(word: str) -> bool:
    return sum(letter.isupper() for letter in word) >= 2


def _spells(abbreviation: str, name: str) -> bool:
    """Do the letters begin the words of the name, the first one the first, and is no long word passed over?"""
    letters = [letter for letter in abbreviation.lower() if letter.isalpha()]
    words = [word.lower() for word in re.findall(r"\w+", name) if len(word) > 3]
    if not words or words[0][0] != letters[0]:
        return False
    at = 0
    for word in words:
        if at < len(letters) and word[0] == letters[at]:
            at += 1
    return at == len(letters) and len(words) <= len(letters)
