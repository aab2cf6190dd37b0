"""A page that lists pages, to items, by a CSS selector."""

from typing import Any

from samarkand.collect.listing import Asked, Listing, each_once, item_of

LINKS = "article a[href], h1 a[href], h2 a[href], h3 a[href], h4 a[href]"
"""Where lists of news keep their links, for a source that does not say it."""


def parse_list(data: bytes, asked: Asked) -> Listing:
    """The links the selector finds, in the order of the page; the text of a link is the title."""
    from resiliparse.parse.html import HTMLTree

    tree: Any = HTMLTree.parse(_decoded(data, asked.kind))
    selector = asked.links or LINKS
    try:
        found = tree.document.query_selector_all(selector)
    except ValueError:
        return asked.unreadable(f"the selector cannot be read: {selector[:80]}; mend `links` in the source's file")
    base = _base(tree, asked.address)
    links = [link for node in found if (link := _link(node)) is not None]
    items = [item for link in links if (item := item_of(base, link.getattr("href") or "", link.text))]
    pages = tuple(item for item in each_once(items) if item.address != asked.address)
    if pages:
        return Listing(pages)
    return asked.unreadable(f"no link to a page where the selector looks: {selector[:80]}; has the page changed?")


def _base(tree: Any, address: str) -> str:
    node = tree.document.query_selector("base[href]")
    made = item_of(address, node.getattr("href")) if node else None
    return made.address if made else address


def _link(node: Any) -> Any:
    """The node itself or the first link in it."""
    return node if node.tag == "a" else node.query_selector("a[href]")


def _decoded(data: bytes, kind: str) -> str:
    """Text by the charset told, where there is such a one and it fits, else by the one detected."""
    from resiliparse.parse.encoding import detect_encoding

    told = kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    for charset in (told, "utf-8-sig"):
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode(str(detect_encoding(data[:100_000])) or "utf-8", "replace")
