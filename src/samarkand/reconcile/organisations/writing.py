"""How a name is written: its script, its bare letters, and how these are read in Latin ones."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal
from unicodedata import combining, normalize

Script = Literal["han", "latin", "cyrillic", "arabic", "other"]

_SCRIPTS: tuple[tuple[Script, re.Pattern[str]], ...] = (
    ("han", re.compile("[\u3400-\u9fff]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    (
        "other",
        re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u0dff\u0e00-\u0fff\u10a0-\u10ff\u3040-\u30ff\uac00-\ud7af]"),
    ),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_ARABIC_FORMS = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None})
_HAN = re.compile("[\u3400-\u9fff]")


@cache
def table(name: str) -> Mapping[str, Any]:
    """A TOML table that stands beside this file."""
    return tomllib.loads(files("samarkand.reconcile.organisations").joinpath(name).read_text("utf-8"))


def script_of(text: str) -> Script:
    """The script most letters of the name are in."""
    counts = [(len(pattern.findall(text)), script) for script, pattern in _SCRIPTS]
    most = max(count for count, _ in counts)
    return next((script for count, script in counts if count == most), "other") if most else "other"


def folded(text: str) -> str:
    """Lower case without accents, width or points; one form of each Arabic and Han letter."""
    plain = normalize("NFKC", text).casefold()
    bare = "".join(c for c in normalize("NFKD", plain) if not combining(c))
    return normalize("NFC", bare.translate(_ARABIC_FORMS)).translate(_folds())


def read(text: str) -> str:
    """Folded text in Latin letters; Han syllables are parted by spaces, an unread character stays as it is."""
    syllables = _readings()
    spaced = _HAN.sub(lambda m: f" {syllables.get(m.group(), m.group())} ", text)
    return " ".join(spaced.translate(_letters()).split())


@cache
def _folds() -> dict[int, str]:
    latin: Mapping[str, str] = table("letters.toml")["latin"]
    rows: Mapping[str, str] = table("han.toml")["variants"]
    pairs = {row[i]: row[i + 1] for row in rows.values() for i in range(0, len(row), 2)}
    return str.maketrans({**latin, **pairs})


@cache
def _letters() -> dict[int, str]:
    rows = table("letters.toml")
    return str.maketrans({**rows["cyrillic"], **rows["arabic"]})


@cache
def _readings() -> dict[str, str]:
    """The first reading listed of each character."""
    rows: Mapping[str, str] = table("han.toml")["readings"]
    out: dict[str, str] = {}
    for syllable, characters in rows.items():
        for character in characters:
            out.setdefault(character, syllable)
    return out


@lru_cache(maxsize=1 << 14)
def is_pinyin(latin: str) -> bool:
    """True where every word is a row of Chinese syllables."""
    return all(_syllables().fullmatch(word) for word in re.split(r"[\s'-]+", latin) if word) and bool(latin)


@cache
def _syllables() -> re.Pattern[str]:
    rows: Mapping[str, str] = table("han.toml")["readings"]
    return re.compile(f"(?:{'|'.join(sorted(rows, key=lambda s: -len(s)))})+")
