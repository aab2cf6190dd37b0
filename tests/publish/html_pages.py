"""Pages as a reader's programme sees them: links, tables, quotes, ids."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

_VOID = frozenset({"meta", "link", "br", "img", "hr", "input", "source", "wbr"})


@dataclass
class Node:
    tag: str
    attrs: Mapping[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str, test: "Callable[[Node], bool]" = lambda _: True) -> "list[Node]":
        return [n for n in self.walk() if n.tag == tag and test(n)]

    def with_class(self, tag: str, name: str) -> "list[Node]":
        return self.all(tag, lambda n: name in n.attrs.get("class", "").split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {k: v or "" for k, v in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(data: bytes) -> Node:
    """A tree; tags that do not nest fail."""
    builder = _Builder()
    builder.feed(data.decode("utf-8"))
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is never closed"
    return builder.root


def pages_of(files: Mapping[str, bytes]) -> dict[str, Node]:
    return {path: parse(data) for path, data in files.items() if path.endswith(".html")}


def resolved(page: str, address: str) -> str:
    """The path inside the edition that an address on a page leads to, without its fragment."""
    path = address.partition("#")[0]
    return normpath(join(dirname(page), path)) if path else page


def is_outside(address: str) -> bool:
    return bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address))


def words(text: str) -> str:
    """Text with its white space made single."""
    return " ".join(text.split())
