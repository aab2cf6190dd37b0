"""Names and codes of languages as others write them, to ISO 639 codes."""

from collections.abc import Mapping
from functools import cache

_LONGEST = 60


@cache
def _by_name() -> Mapping[str, str]:
    from babel import Locale

    names = Locale("en").languages
    return {name.casefold(): code.split("_")[0] for code, name in reversed(list(names.items()))}


@cache
def _alias(code: str) -> str:
    from babel.core import get_global

    return str(get_global("language_aliases").get(code, code)).split("_")[0]


def language_code(told: str) -> str:
    """`es` for es, spa, ES-mx or Spanish; what is neither a code nor an English name becomes nothing."""
    word = told.strip().casefold()[:_LONGEST]
    if (named := _by_name().get(word)) is not None:
        return named
    code = _alias(word.replace("_", "-").split("-")[0])
    return code if code in _codes() else ""


@cache
def _codes() -> frozenset[str]:
    return frozenset(_by_name().values())


@cache
def language_name(code: str) -> str:
    """The English name of a code, or the code itself."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
