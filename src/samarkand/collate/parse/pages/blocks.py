"""A parsed page as its lines of text, each with the element it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samarkand.collate.parse.pages.marks import NO_MARKS, SETS_APART, Mark, marks_of

_IN_LINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "textarea",
        "input",
        "button",
        "head",
        "video",
        "audio",
        "canvas",
        "map",
        "dialog",
    ]
)
MAX_DEPTH = 200
"""Deeper elements count as parts of the one at this depth: no page that people wrote is deeper."""


@dataclass(frozen=True, slots=True)
class Node:
    """A block element: its parent by number (its own number for the first), and what its names say of it."""

    tag: str
    parent: int
    depth: int
    marks: frozenset[Mark] = NO_MARKS


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text in the element `node`; `linked` characters of it are links."""

    text: str
    linked: int
    node: int


@dataclass(slots=True)
class Outline:
    """All lines of a page in order, and its block elements, each after its parent; `depth` is how deep elements nest."""

    nodes: list[Node]
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0

    def tag(self, block: Block) -> str:
        return self.nodes[block.node].tag

    def parent(self, block: Block) -> int:
        return self.nodes[block.node].parent


class _Line:
    """The line being gathered."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.parts.append(text)
            self.linked += len(text.strip()) if in_link else 0

    def take(self, node: int) -> Block | None:
        text = " ".join("".join(self.parts).split()) if self.parts else ""
        block = Block(text, min(self.linked, len(text)), node) if text else None
        self.parts.clear()
        self.linked = 0
        return block


@dataclass(slots=True)
class _Open:
    """An element being walked: what is left of it, the node it is part of, and what to go back to after it."""

    element: Any
    left: Iterator[Any]
    node: int
    is_block: bool
    in_link: bool


def outline(body: Any) -> Outline:
    """Walks an lxml element; no recursion, so the depth of a page costs nothing."""
    page = Outline([Node("body", 0, 0)])
    line = _Line()
    line.add(body.text, False)
    stack = [_Open(body, iter(body), 0, True, False)]
    while stack:
        top = stack[-1]
        child = next(top.left, None)
        if child is not None:
            _enter(child, top, page, line, stack)
            continue
        page.depth = max(page.depth, len(stack))
        stack.pop()
        if top.is_block:
            _end(line, page, top.node)
        if stack:
            line.add(top.element.tail, stack[-1].in_link)
    return page


def _enter(child: Any, top: _Open, page: Outline, line: _Line, stack: list[_Open]) -> None:
    tag = child.tag
    if tag == "br":
        line.add("\n", False)
    if tag == "br" or not isinstance(tag, str) or tag in _NO_TEXT:
        line.add(child.tail, top.in_link)
        return
    marks = marks_of(tag, child.attrib)
    node, is_block = top.node, tag not in _IN_LINE or not marks.isdisjoint(SETS_APART)
    if is_block:
        _end(line, page, node)
        if page.nodes[node].depth < MAX_DEPTH:
            page.nodes.append(Node(tag, node, page.nodes[node].depth + 1, marks))
            node = len(page.nodes) - 1
    in_link = top.in_link or tag == "a"
    stack.append(_Open(child, iter(child), node, is_block, in_link))
    line.add(child.text, in_link)


def _end(line: _Line, page: Outline, node: int) -> None:
    if block := line.take(node):
        page.blocks.append(block)
