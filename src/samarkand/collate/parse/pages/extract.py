"""Main text: resiliparse first, sifted by where its lines stand; trafilatura where that leaves little."""

import re

from samarkand.collate.parse.pages.blocks import Outline
from samarkand.collate.parse.pages.body import Body, bare, find_body, weight

LITTLE = 250
"""Letters of running text below which a second opinion is asked."""
MOSTLY = 1 / 3
"""The share of resiliparse's text below which what is left looks wrong."""
CLEARLY_MORE = 1.5
"""How many times as much the second opinion must find to be taken."""
MAX_SECOND, MAX_LINES = 1_000_000, 10_000
"""Characters of markup, and lines of text, above which no second opinion is asked: it would take seconds."""
TOO_DEEP = 500
"""Levels of elements above which sifting takes time that grows with the square of them; all text is taken instead."""
MAX_REPEATED = 1_000_000
"""Elements: HTML 5 repeats every unclosed element of style in every element after it, which can fill any memory."""
_STYLING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s>]", re.IGNORECASE)


def resiliparse_text(markup: str, sifted: bool = True) -> str:
    """What resiliparse takes for main text, lines kept, comments left out; all text where it is not sifted."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    from resiliparse.parse.html.exception import HTMLParserException

    try:
        tree = HTMLTree.parse(markup)
    except HTMLParserException:
        return ""
    return str(
        extract_plain_text(
            tree,
            main_content=sifted,
            preserve_formatting=True,
            list_bullets=False,
            alt_texts=False,
            links=False,
            comments=False,
        )
    )


def trafilatura_text(markup: str) -> str:
    """What trafilatura takes for main text, comments left out."""
    import trafilatura

    return str(trafilatura.extract(markup, include_comments=False, fast=True) or "")


def main_text(markup: str, page: Outline) -> Body:
    """The body's lines; empty where no reader finds any."""
    if page.depth > TOO_DEEP:
        return _flat(markup, page)
    main = resiliparse_text(markup)
    body = find_body(page, main)
    if body.running >= LITTLE and len(bare(body.text)) >= MOSTLY * len(bare(main)):
        return body
    second = trafilatura_text(markup) if len(markup) <= MAX_SECOND and len(page.blocks) <= MAX_LINES else ""
    if second and weight(second) >= CLEARLY_MORE * weight(body.text):
        return _whole(second)
    return body if body.lines else _whole(main)


def _flat(markup: str, page: Outline) -> Body:
    """All text of a page that nests too deep for sifting."""
    styles = [bool(found.group(1)) for found in _STYLING.finditer(markup)]
    unclosed = len(styles) - 2 * sum(styles)
    repeated = unclosed * (1 + markup.count("<") - len(styles))
    main = resiliparse_text(markup, sifted=False) if repeated <= MAX_REPEATED else ""
    return _whole(main or "\n".join(b.text for b in page.blocks))


def _whole(text: str) -> Body:
    return Body(tuple(line.strip() for line in text.split("\n") if line.strip()), running=weight(text))
