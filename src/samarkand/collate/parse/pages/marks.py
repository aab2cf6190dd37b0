"""What the elements of a page are called by those who build pages, and what stands in them for that."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Mark(StrEnum):
    """What an element holds beside the text of an article."""

    HIDDEN = "hidden"
    NAVIGATION = "navigation"
    ASIDE = "aside"
    FOOTER = "footer"
    CAPTION = "caption"
    SHARING = "sharing"
    COMMENTS = "comments"
    CONSENT = "consent"
    RELATED = "related"
    PROMOTION = "promotion"
    BYLINE = "byline"
    LABELS = "labels"
    HEADER = "header"


NO_MARKS: frozenset[Mark] = frozenset()
NEVER_BODY = frozenset(
    {
        Mark.HIDDEN,
        Mark.NAVIGATION,
        Mark.ASIDE,
        Mark.FOOTER,
        Mark.CAPTION,
        Mark.SHARING,
        Mark.COMMENTS,
        Mark.CONSENT,
    }
)
"""Nothing under these is body text."""
SELDOM_BODY = frozenset({Mark.RELATED, Mark.PROMOTION, Mark.BYLINE, Mark.LABELS, Mark.HEADER})
"""Only whole paragraphs under these are body text."""
SETS_APART = frozenset({Mark.HIDDEN, Mark.CAPTION, Mark.SHARING})
"""These end a line of text even on an element that usually stands within one."""

BY_TAG: Mapping[str, Mark] = {
    "nav": Mark.NAVIGATION,
    "aside": Mark.ASIDE,
    "footer": Mark.FOOTER,
    "figcaption": Mark.CAPTION,
    "header": Mark.HEADER,
}
_CALLED: Mapping[Mark, str] = {
    Mark.COMMENTS: r"comment|disqus|respond",
    Mark.SHARING: r"shar(?:e|ing)\b|social|addthis",
    Mark.RELATED: r"related|recommend|read-?more|also-|teaser|outbrain|taboola|popular|trending|"
    r"more-?(?:stories|news|from)|most-?read",
    Mark.CAPTION: r"caption|credit|copyright",
    Mark.PROMOTION: r"promo|newsletter|subscri|sign-?up|advert|sponsor|donat",
    Mark.BYLINE: r"byline|author|dateline|time-?stamp|(?:post|entry|article)-?(?:meta|info)|published",
    Mark.LABELS: r"\btags?\b|categor|breadcrumb|keyword",
    Mark.CONSENT: r"cookie|consent|gdpr|popup",
    Mark.NAVIGATION: r"\bnav|menu|sidebar|widget|skip|footer|toolbar|pagination",
}
"""Parts of the English class names and ids that page builders the world over use."""
_PATTERN = re.compile("|".join(f"(?P<{mark}>{words})" for mark, words in _CALLED.items()))
_UNSEEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _named(names: str) -> frozenset[Mark]:
    return frozenset(Mark(str(found.lastgroup)) for found in _PATTERN.finditer(names.lower()))


def marks_of(tag: str, attributes: Mapping[str, str]) -> frozenset[Mark]:
    """The marks of one element by its tag, its class and id, and its being hidden."""
    marks = NO_MARKS
    if attributes:
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if len(names) > 1:
            marks = _named(names[:500])
        style = attributes.get("style")
        if "hidden" in attributes or (style and _UNSEEN.search(style)):
            marks |= {Mark.HIDDEN}
    return marks | {BY_TAG[tag]} if tag in BY_TAG else marks
