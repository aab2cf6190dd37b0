"""A place as a register writes it: the country it lies in, and the town's name where it is told."""

from functools import cache

from samarkand.gazetteer.find import load
from samarkand.gazetteer.names import LANGUAGES


@cache
def locate(text: str) -> tuple[str | None, str | None]:
    """Country code and the town's usual name, either of them unknown; nothing where two countries could be meant."""
    for lang in LANGUAGES:
        hits = [hit for hit in load().find(text, lang) if hit.kind in ("country", "city")]
        codes = {hit.code for hit in hits}
        if len(codes) == 1:
            return codes.pop(), next((hit.place for hit in hits if hit.place), None)
    return None, None
