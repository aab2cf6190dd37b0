"""Whether a found form is a word of its own where it stands."""

from collections.abc import Mapping, Sequence
from itertools import product

_WIDE = "\u2e80"
"""From here on, letters of scripts that write without spaces."""

_PROCLITICS = frozenset("".join(p) for p in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال"))) | {
    "لل",
    "ولل",
    "فلل",
}
_LONGEST_PROCLITIC = max(map(len, _PROCLITICS))
_GENITIVE = frozenset(("de", "sv", None))
_DWELLERS = ("er", "ers", "ern", "erin", "erinnen")
_SMALL_WORDS = frozenset(
    (
        *("in", "from", "with", "to", "for", "of", "the", "and", "at", "near", "while", "when", "both"),
        *("de", "en", "la", "le", "del", "dans", "par", "pour", "avec", "aus", "nach", "mit", "von", "und"),
        *("i", "från", "till", "med", "och", "di", "a", "da", "per", "con", "e", "y", "para", "desde", "nel"),
    )
)
_POINTS = frozenset(
    ("Northern", "Southern", "Eastern", "Western", "Central", "Northeast", "Northwest", "Downtown", "Greater")
)
_PLACE_WORDS = frozenset(
    (
        *("University", "Museum", "Festival", "Biennale", "Biennial", "Opera", "Symphony", "Orchestra"),
        *("International", "Conference", "Summit", "Airport", "Declaration", "City", "Week", "Book", "Art"),
        *("Philharmonic", "Theatre", "Theater", "National", "School", "Convention", "Agreement", "Process"),
        *("Film", "Design", "Fashion", "Jazz", "Music", "State", "Police", "Department", "Museums", "Gallery"),
        *("College", "Public", "Library", "Ballet", "Choir", "Government", "Governor", "Mayor", "Council"),
        *("Municipal", "Academy", "Chamber", "Hospital", "Polytechnic", "Institute", "Centre", "Center"),
    )
)


def latin_word(text: str, start: int, end: int, lang: str | None, kind: str) -> int:
    """The end of a word in an alphabet with spaces, its genitive ending included; 0 inside a word."""
    if start and _joins(text[start - 1]):
        return 0
    if end == len(text) or not _joins(text[end]):
        return end
    if kind == "people" or text[end - 1] == ".":
        return 0
    tail = end
    while tail < len(text) and tail - end < 8 and _joins(text[tail]):
        tail += 1
    ending = text[end:tail]
    if ending == "s" and lang in _GENITIVE:
        return tail
    return tail if lang == "de" and kind == "city" and ending in _DWELLERS else 0


def arabic_word(text: str, start: int, end: int) -> bool:
    """True for a whole Arabic word, with or without the article and one-letter words written onto it."""
    if end < len(text) and _joins(text[end]):
        return False
    left = start
    while left and start - left <= _LONGEST_PROCLITIC and _joins(text[left - 1]):
        left -= 1
    return text[left:start] in _PROCLITICS


def side_word(text: str, start: int, end: int, context: Mapping[str, Sequence[str]]) -> bool:
    """True for 法方 as a party, not within 立法方面 or 今日方知."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in context["side_not_after"][0]:
        return False
    return not (after and after in context["side_not_before"][0])


def beside_capitals(text: str, start: int, end: int) -> bool:
    """True where a capitalised word stands next to the name, as in a person's full name."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return text[end + 1 : end + 24].split(maxsplit=1)[0].strip(",.") not in _PLACE_WORDS
    if text[start - 1 : start] != " ":
        return False
    before = text[max(0, start - 24) : start - 1].rsplit(maxsplit=1)
    word = before[-1] if before else ""
    if word in _POINTS:
        return False
    return word[:1].isupper() and word.isalpha() and word.lower() not in _SMALL_WORDS


def language_named(text: str, start: int, end: int, context: Mapping[str, Sequence[str]]) -> bool:
    """True where the form names a language: "in English", "French lessons"."""
    after = text[end : end + 20].lstrip(" -")
    if any(after.startswith(word) for word in context.get("language_before", ())):
        return True
    before = text[max(0, start - 16) : start]
    if before.endswith("بال") and text[end - 1] in "ةه":
        return True
    before = before.removesuffix("ال").rstrip()
    return any(before == word or before.endswith(" " + word) for word in context.get("language_after", ()))


TONGUE_SIGNS = frozenset("文语語")


def han_language(text: str, end: int, kind: str, context: Mapping[str, Sequence[str]]) -> bool:
    """True for 西班牙文 and 老挝语, which name a language; not for 西班牙文化, 英国语言学, 泰国文学."""
    if kind not in ("country", "people"):
        return False
    after = text[end + 1 : end + 2]
    if text[end] == "文":
        return text[end - 1] not in "国國" and not (after and after in context["script_not_before"][0])
    return not (after and after in context["tongue_not_before"][0])


def after_comma(text: str, start: int) -> bool:
    """True right behind a capitalised name and a comma: "Springfield, Ill."."""
    if text[start - 2 : start] != ", ":
        return False
    before = text[max(0, start - 26) : start - 2].rsplit(maxsplit=1)
    return bool(before) and before[-1][:1].isupper()


def _joins(char: str) -> bool:
    return char.isalnum() and char < _WIDE
