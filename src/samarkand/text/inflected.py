"""A name as a pattern that finds it in running text, with the endings and letters written onto it there.

Patterns are for texts in the form of `plain`; they are looser than grammar, which a name of several words can afford.
"""

import re
from itertools import groupby

_LONG = 4
_DASH, _QUOTE = "-", "'"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―", _DASH),
        **dict.fromkeys("’‘ʼ′", _QUOTE),
        **dict.fromkeys("\u00a0\u202f\u2009\n\t", " "),
        **dict.fromkeys("أإآٱ", "ا"),
        "ة": "ه",
        "ى": "ي",
        "ё": "е",
        "Ё": "Е",
    }
)
_RU_ENDINGS = (
    *("ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой"),
    *("ей", "ом", "ем", "ых", "их", "ым", "им", "ую", "юю", "ою", "ах", "ях", "ам", "ям", "ов", "ев", "ию", "ии"),
    *("ия", "ью", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й"),
)
_ENDINGS = {
    "ru": _RU_ENDINGS,
    "de": ("ens", "en", "er", "es", "em", "e", "n", "s"),
    "sv": (
        *("arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ers", "ars", "en", "et", "er", "ar", "or"),
        *("ns", "na", "a", "e", "n", "s", "t"),
    ),
    "fr": ("s", "x"),
    "es": ("es", "s"),
}
_CUT = frozenset({"ru", "de"})
"""Languages whose words may lose their own ending before they take another; elsewhere an ending is only added."""
_UNENDING = frozenset({"zh", "it"})
_ARABIC_BEFORE = "(?:[وف]?[بلك]?)"
_ARABIC_ARTICLE = "(?:[وف]?[بك]?ال|[وف]?لل)"
_UNSPACED = re.compile("[\u2e80-\uffff]")
_PIECES = re.compile(r"[^\W\d_]+|.", re.DOTALL)
_LETTER = r"[^\W_]"


def plain(text: str) -> str:
    """One shape for dashes, apostrophes, spaces, and for Arabic and Russian letters written two ways; as long as before."""
    return text.translate(_PLAIN)


def words_apart(written: str) -> str:
    """Blanks for the letters of scripts without spaces, between which words of other scripts stand; as long as before."""
    return _UNSPACED.sub(" ", written)


def pattern_of(form: str, lang: str) -> str:
    """A regular expression for `plain` text with its `words_apart`, unless the form is Chinese. A capital matches
    itself, a small letter either case."""
    open_end = form.endswith("*")
    pieces = _PIECES.findall(plain(form.removesuffix("*")).strip())
    words = [at for at, piece in enumerate(pieces) if piece.isalpha()]
    body = "".join(
        _word(piece, lang, at == words[0], at == words[-1]) if piece.isalpha() else _mark(piece)
        for at, piece in enumerate(pieces)
    )
    if lang == "zh":
        return body
    start = "" if lang == "ar" and words else f"(?<!{_LETTER})"
    end = f"{_LETTER}*" if open_end else f"(?!{_LETTER})"
    return f"{start}{body}{end}"


def stem_of(form: str, lang: str) -> str:
    """The longest run of lower-case letters that stands in every text the pattern finds: what to look for first."""
    pieces = [p for p in _PIECES.findall(plain(form.removesuffix("*")).lower()) if p.isalpha()]
    return max((_stem(piece, lang) for piece in pieces), key=len)


def _stem(word: str, lang: str) -> str:
    if lang == "ar":
        return word.removeprefix("ال") if len(word) > _LONG else word
    if lang not in _CUT or len(word) < _LONG:
        return word
    ending = next((e for e in _ENDINGS[lang] if word.endswith(e) and len(word) - len(e) >= _LONG - 1), "")
    return word.removesuffix(ending)


def _word(word: str, lang: str, is_first: bool, is_last: bool) -> str:
    if lang == "ar":
        return _arabic(word, is_first)
    if lang not in _ENDINGS or len(word) < _LONG - (lang == "ru") or word.isupper():
        return _letters(word) + ("(?i:'?s)?" if is_last and lang not in _UNENDING else "")
    roots = dict.fromkeys((word, _stem(word, lang)))
    return f"(?:{'|'.join(map(_letters, roots))})(?i:{'|'.join(_ENDINGS[lang])})?"


def _arabic(word: str, is_first: bool) -> str:
    if not is_first:
        return word
    bare = word.removeprefix("ال")
    before = f"(?<!{_LETTER})" + (_ARABIC_BEFORE if bare == word else _ARABIC_ARTICLE)
    return before + bare


def _letters(word: str) -> str:
    runs = ((small, "".join(run)) for small, run in groupby(word, str.islower))
    return "".join(f"(?i:{run})" if small else run for small, run in runs)


def _mark(mark: str) -> str:
    return " +" if mark == " " else re.escape(mark)
