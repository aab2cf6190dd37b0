"""Main text: resiliparse first, sifted by where its lines stand; trafilatura where that leaves little."""

from samarkand.collate.parse.pages.blocks import Outline
from samarkand.collate.parse.pages.body import Body, bare, find_body, weight

LITTLE = 250
"""Letters of running text below which a second opinion is asked."""
MOSTLY = 1 / 3
"""The share of resiliparse's text below which what is left looks wrong."""
CLEARLY_MORE = 1.5
"""How many times as much the second opinion must find to be taken."""
MAX_SECOND = 2_000_000
"""Characters of markup above which no second opinion is asked: it would take seconds."""


def resiliparse_text(markup: str) -> str:
    """What resiliparse takes for main text, lines kept, comments left out."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return str(
        extract_plain_text(
            HTMLTree.parse(markup),
            main_content=True,
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
    main = resiliparse_text(markup)
    body = find_body(page, main)
    if body.running >= LITTLE and len(bare(body.text)) >= MOSTLY * len(bare(main)):
        return body
    second = trafilatura_text(markup) if len(markup) <= MAX_SECOND else ""
    if second and weight(second) >= CLEARLY_MORE * weight(body.text):
        return _whole(second)
    return body if body.lines else _whole(main)


def _whole(text: str) -> Body:
    return Body(tuple(line.strip() for line in text.split("\n") if line.strip()), running=weight(text))
