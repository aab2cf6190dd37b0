"""Which of the institutions are places or styles: they tell a country, but take part in nothing."""

import tomllib
from functools import cache
from importlib.resources import files

_INFLECTION = 2


def is_landmark(form: str) -> bool:
    """True for a landmark's name in any language; an inflected form may differ by its last letters."""
    folded = form.casefold()
    return folded in _forms() or (len(folded) > 5 and any(folded[:-cut] in _stems() for cut in range(_INFLECTION + 1)))


@cache
def _forms() -> frozenset[str]:
    landmarks = set(tomllib.loads(_text("landmarks.toml"))["names"])
    tables = tomllib.loads(_text("institutions.toml")).values()
    rows = (row for table in tables for row in table.items())
    return frozenset(form.casefold() for name, more in rows if name in landmarks for form in (name, *more))


@cache
def _stems() -> frozenset[str]:
    return frozenset(form[:-1] for form in _forms() if len(form) > 5) | _forms()


def _text(name: str) -> str:
    return files("samarkand.gazetteer").joinpath(name).read_text("utf-8")
