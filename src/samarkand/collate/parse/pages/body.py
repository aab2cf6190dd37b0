"""Which lines of a page are its body: the element most paragraphs stand in, less what is not running text.

Resiliparse says which lines may be main text at all; it keeps nearly every true line and some false ones. The rules
here take the false ones out by where they stand.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samarkand.collate.parse.pages.blocks import Block, Outline
from samarkand.collate.parse.pages.marks import NEVER_BODY, NO_MARKS, SELDOM_BODY, Mark

PARAGRAPH = 70
"""Characters (letters of Han, Kana and Hangul count three) from which a line can be a paragraph."""
WHOLE = 0.8
"""The share of all paragraphs that the body's element holds; the smallest such element is taken."""
LONELY = 0.25
"""What a paragraph weighs that is the only one of its element, as in lists of teasers."""
_LINKED, _SHORT, _SHORT_LINKED, _RUNNING_LINKED, _QUIET = 0.7, 60, 0.5, 0.4, 0.2
_NOT_WORD = re.compile(r"\W+")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?。！？…:;\"”»’)\]।؟]\s*$")
_TITLES = frozenset({"h1", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
_MAY_BE_SHORT = frozenset("p li td th dd dt blockquote pre tr".split()) | _HEADINGS
_UNREAD = frozenset({"nav", "aside", "footer", "figcaption"})


def weight(text: str) -> int:
    """The length of a text, in letters of an alphabet."""
    return len(text) + 2 * len(_DENSE.findall(text))


def bare(text: str) -> str:
    """Letters and digits only: the same whatever an extractor makes of spaces and signs."""
    return _NOT_WORD.sub("", text).lower()


@dataclass(frozen=True, slots=True)
class Body:
    """The lines taken, the number of the first of them among all lines, and how much running text there was to find."""

    lines: tuple[str, ...] = ()
    first: int = 0
    running: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def find_body(page: Outline, main: str) -> Body:
    """`main` is what resiliparse takes for the main text."""
    known = bare(main)
    likely = [bool(key := bare(b.text)) and key in known for b in page.blocks]
    paragraphs = _paragraphs(page, likely)
    if not paragraphs:
        return Body()
    mass = _mass(page, paragraphs)
    top = _container(page, mass)
    taken = _leads(page, likely, top) + _inside(page, mass, top)
    while taken and page.tag(page.blocks[taken[-1]]) in _HEADINGS:
        taken.pop()
    lines = tuple(page.blocks[n].text for n in taken)
    running = sum(weight(b.text) for b in paragraphs if _is_running(page, b))
    return Body(lines, taken[0] if taken else 0, running)


def _is_running(page: Outline, block: Block) -> bool:
    return (
        weight(block.text) >= PARAGRAPH
        and block.linked < _RUNNING_LINKED * len(block.text)
        and page.tag(block) not in _HEADINGS
    )


def _paragraphs(page: Outline, likely: Sequence[bool]) -> list[Block]:
    """Likely lines that read as running text; on pages without any, all likely lines."""
    unread: list[bool] = []
    for node in page.nodes:
        above = unread[node.parent] if unread else False
        unread.append(above or node.tag in _UNREAD or Mark.HIDDEN in node.marks)
    chosen = [b for b, may in zip(page.blocks, likely, strict=True) if may]
    running = [b for b in chosen if not unread[b.node] and _is_running(page, b)]
    return running or [b for b in chosen if page.tag(b) not in _HEADINGS]


def _mass(page: Outline, paragraphs: Sequence[Block]) -> list[float]:
    """How much of the paragraphs each element holds, itself and all under it."""
    siblings = Counter(page.parent(b) for b in paragraphs)
    mass = [0.0] * len(page.nodes)
    for block in paragraphs:
        mass[block.node] += weight(block.text) * (1 if siblings[page.parent(block)] > 1 else LONELY)
    for number in range(len(mass) - 1, 0, -1):
        mass[page.nodes[number].parent] += mass[number]
    return mass


def _container(page: Outline, mass: Sequence[float]) -> int:
    """The deepest element that holds the whole: as the whole is more than half, they stand in one line."""
    return max(n for n in range(len(mass)) if mass[n] >= WHOLE * mass[0])


def _inside(page: Outline, mass: Sequence[float], top: int) -> list[int]:
    """Numbers of the body's lines under `top`. An element that holds half of the text is never what its name says."""
    marks: dict[int, frozenset[Mark]] = {top: NO_MARKS}
    quoted = {top: False}
    for number in range(top + 1, len(page.nodes)):
        node = page.nodes[number]
        if node.parent in marks:
            own = node.marks if mass[number] < mass[0] / 2 else NO_MARKS
            marks[number] = marks[node.parent] | own
            quoted[number] = quoted[node.parent] or node.tag == "blockquote"
    return [
        number
        for number, block in enumerate(page.blocks)
        if block.node in marks
        and _belongs(page, block, marks[block.node] - ({Mark.SHARING} if quoted[block.node] else NO_MARKS))
    ]


def _belongs(page: Outline, block: Block, marks: frozenset[Mark]) -> bool:
    tag, length = page.tag(block), len(block.text)
    if tag in _TITLES or not marks.isdisjoint(NEVER_BODY):
        return False
    if block.linked > _LINKED * length or (length < _SHORT and block.linked > _SHORT_LINKED * length):
        return False
    if _is_running(page, block):
        return marks.isdisjoint(SELDOM_BODY) or block.linked <= _QUIET * length
    return marks.isdisjoint(SELDOM_BODY) and (tag in _MAY_BE_SHORT or bool(_ENDS.search(block.text)))


def _leads(page: Outline, likely: Sequence[bool], top: int) -> list[int]:
    """Numbers of paragraphs before the body's element and up to two levels above it, as summaries often stand."""
    over = page.nodes[top].parent
    above = {over, page.nodes[over].parent} if top else set()
    return [
        number
        for number, block in enumerate(page.blocks)
        if likely[number]
        and block.node < top
        and block.node not in above
        and page.parent(block) in above
        and _is_running(page, block)
        and block.linked < _QUIET * len(block.text)
        and _ENDS.search(block.text)
        and page.nodes[block.node].marks.isdisjoint(NEVER_BODY)
    ]
