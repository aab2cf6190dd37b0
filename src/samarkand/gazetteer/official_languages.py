"""Which languages a country's readers are addressed in."""

from functools import cache


@cache
def official_languages(country: str) -> frozenset[str]:
    """Codes of two or three letters; none for a code that is no country. Source: CLDR."""
    from babel.languages import get_official_languages

    return frozenset(name.split("_")[0] for name in get_official_languages(country, de_facto=True))
