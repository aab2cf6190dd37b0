"""What a passage can be recognised by: names as written, and words cut so that cognates in two languages meet."""

import re
from functools import lru_cache

from samarkand.follow.passages import Passage
from samarkand.text.folding import bare

STEM = 6
_TYPES = 2
_SMALL = r"(?:de|du|des|d['’]|la|le|les|l['’]|et|en|of|the|and|for|in|on|del|della|dei|di|el|y|für|und|der|die|das|och|av|och|i)"
_CAPITAL = r"[^\W\d_a-zà-ÿа-яё][\w'’.-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:{_SMALL}[ \u00a0]?){{0,2}}(?:{_CAPITAL}|(?:19|20)\d\d|\d{{1,2}}))+")
_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d'’., ]*\d{2}")
_HAN_COUNT = re.compile(r"\d+(?:\.\d+)?[万亿千百](?=[名个人])|\d{2,}(?=[名个所项部])")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def names_of(passage: Passage) -> tuple[str, ...]:
    """Proper names as written: in quotation marks, or several capitalised words on end."""
    found = list(passage.quoted)
    if not passage.words.language.is_han:
        found += [m.group(0).strip(" .") for m in _NAME.finditer(passage.text)]
    return tuple(dict.fromkeys(found))


def normal_name(name: str) -> str:
    """What two spellings of one name share: no case, accents, marks or year."""
    return re.sub(r"\W+", " ", re.sub(r"\b(?:19|20)\d\d\b年?", " ", bare(name))).strip()


@lru_cache(maxsize=500_000)
def _han_words(run: str) -> tuple[str, ...]:
    from rjieba import cut

    return tuple(word for word in cut(run) if len(word) > 1)


def terms_of(passage: Passage) -> frozenset[str]:
    """Words of four letters and more by their first six, Han words, figures; names, and
    types with the foreign sides they go with, have a mark before them."""
    out: set[str] = {f"={n}" for name in names_of(passage) if len(n := normal_name(name)) > 1}
    text = passage.folded
    if passage.words.language.is_han:
        out.update(_HAN_COUNT.findall(text))
        out.update(word for run in _HAN.findall(text) for word in _han_words(run))
    out.update(bare(word)[:STEM] if word[0].isalpha() else re.sub(r"\D", "", word) for word in _WORD.findall(text))
    home = passage.document.country
    out.update(f"@{type_}:{code}" for type_ in passage.objects[:_TYPES] for code in passage.codes if code != home)
    return frozenset(out)
