"""The title of a page without the name of its site."""

import re

from samarkand.collate.parse.pages.metadata import Metadata

_JOINTS = re.compile(r"\s+(?:[|–—·•»«:]|-{1,2}|::)\s+|\s*\|\s*")
_LONG = 300


def _same(a: str, b: str) -> bool:
    return a.casefold().strip() == b.casefold().strip()


def _without_site(title: str, site: str, headings: tuple[str, ...]) -> str:
    """The title as the page's heading has it, else less a first or last part that names the site."""
    for heading in headings:
        start = title.lower().find(heading.lower())
        if start >= 0 and 2 * len(heading) >= len(title) and not _same(heading, site):
            return title[start : start + len(heading)]
    pieces = _JOINTS.split(title)
    if len(pieces) < 2 or not site:
        return title
    if _same(pieces[-1], site):
        return title[: title.rindex(pieces[-1])].rstrip(" |–—·•»«:-")
    return title[title.index(pieces[1]) :] if _same(pieces[0], site) else title


def _shorter(title: str) -> str:
    """A title that nothing else vouches for loses its last part where that is the shorter one."""
    found = list(_JOINTS.finditer(title))
    if not found or len(title) - found[-1].end() >= found[-1].start():
        return title
    return title[: found[-1].start()]


def title_of(said: Metadata, told: str = "") -> str:
    """As the page gives it to others (Open Graph, JSON-LD), as a feed told it, as its only heading, as its window's title."""
    site = said.first("og:site_name", "application-name")
    named = (*said.all("og:title"), *said.stated("headline"), told.strip())
    given = next((name for name in named if name and not _same(name, site)), "")
    heading = said.headings[0] if len(set(said.headings)) == 1 and not _same(said.headings[0], site) else ""
    if given or heading:
        return _without_site(given or heading, site, said.headings)[:_LONG].strip()
    parted = _without_site(said.title, site, said.headings)
    return (_shorter(parted) if parted == said.title else parted)[:_LONG].strip()
