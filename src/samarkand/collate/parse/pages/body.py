"""Which lines of a page are its body: the element most paragraphs stand in, less what is not running text.

Resiliparse says which lines may be main text at all; it keeps nearly every true line and some false ones. The rules
here take the false ones out by where they stand.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from samarkand.collate.parse.pages.blocks import Block, Outline
from samarkand.collate.parse.pages.marks import NEVER_BODY, NO_MARKS, SELDOM_BODY, Mark

_NOT_WORD = re.compile(r"\W+")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?。！？…:;\"”»’)\]।؟]\s*$")
_TITLES = frozenset({"h1", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
_MAY_BE_SHORT = frozenset(["p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "tr"]) | _HEADINGS
_UNREAD = frozenset({"nav", "aside", "footer", "figcaption"})
_FINE_IN_QUOTES = frozenset({Mark.SHARING})
"""Posts that are quoted whole come in elements named after the network they were shared on."""


def weight(text: str) -> int:
    """The length of a text, in letters of an alphabet."""
    return len(text) + 2 * len(_DENSE.findall(text))


def bare(text: str) -> str:
    """Letters and digits only: the same whatever an extractor makes of spaces and signs."""
    return _NOT_WORD.sub("", text).lower()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the sifting turns on; tools/pages.py shows how little the exact values matter.

    `paragraph`: letters from which a line can be a paragraph. `whole`: the share of all paragraphs that the body's
    element holds; the smallest such element is taken. `lonely`: what a paragraph weighs that is the only one of its
    element, as in lists of teasers. `linked`: the share of links from which a line is no body text.
    """

    paragraph: int = 70
    whole: float = 0.8
    lonely: float = 0.25
    linked: float = 0.7


RULES = Rules()
_RUNNING_LINKED, _QUIET = 0.4, 0.2
_SHORT, _SHORT_LINKED = 60, 0.5


@dataclass(frozen=True, slots=True)
class Body:
    """The lines taken, the number of the first of them among all lines, and how much running text there was to find."""

    lines: tuple[str, ...] = ()
    first: int = 0
    running: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def find_body(page: Outline, main: str, rules: Rules = RULES) -> Body:
    """`main` is what resiliparse takes for the main text."""
    known = bare(main)
    likely = frozenset(n for n, b in enumerate(page.blocks) if (key := bare(b.text)) and key in known)
    return _Sieve(page, likely, rules).body()


@dataclass(frozen=True, slots=True)
class _Sieve:
    """The lines of a page, the numbers of those that may be main text, and the rules."""

    page: Outline
    likely: frozenset[int]
    rules: Rules

    def body(self) -> Body:
        paragraphs = self._paragraphs()
        if not paragraphs:
            return Body()
        mass = self._mass(paragraphs)
        top = self._container(mass)
        taken = self._leads(top) + self._inside(mass, top)
        while taken and self.page.tag(self.page.blocks[taken[-1]]) in _HEADINGS:
            taken.pop()
        lines = tuple(self.page.blocks[n].text for n in taken)
        return Body(lines, taken[0] if taken else 0, sum(weight(b.text) for b in paragraphs if self._is_running(b)))

    def _is_running(self, block: Block) -> bool:
        return (
            weight(block.text) >= self.rules.paragraph
            and block.linked < _RUNNING_LINKED * len(block.text)
            and self.page.tag(block) not in _HEADINGS
        )

    def _paragraphs(self) -> list[Block]:
        """Likely lines that read as running text; on pages without any, all likely lines."""
        unread: list[bool] = []
        for node in self.page.nodes:
            above = unread[node.parent] if unread else False
            unread.append(above or node.tag in _UNREAD or Mark.HIDDEN in node.marks)
        chosen = [self.page.blocks[n] for n in sorted(self.likely)]
        running = [b for b in chosen if not unread[b.node] and self._is_running(b)]
        return running or [b for b in chosen if self.page.tag(b) not in _HEADINGS]

    def _mass(self, paragraphs: Sequence[Block]) -> list[float]:
        """How much of the paragraphs each element holds, itself and all under it."""
        siblings = Counter(self.page.parent(b) for b in paragraphs)
        mass = [0.0] * len(self.page.nodes)
        for block in paragraphs:
            mass[block.node] += weight(block.text) * (1 if siblings[self.page.parent(block)] > 1 else self.rules.lonely)
        for number in range(len(mass) - 1, 0, -1):
            mass[self.page.nodes[number].parent] += mass[number]
        return mass

    def _container(self, mass: Sequence[float]) -> int:
        """The deepest element that holds the whole: the whole is more than half, so they stand in one another."""
        return max(n for n in range(len(mass)) if mass[n] >= self.rules.whole * mass[0])

    def _inside(self, mass: Sequence[float], top: int) -> list[int]:
        """Numbers of the body's lines under `top`. An element with half of the text is never what its name says."""
        marks: dict[int, frozenset[Mark]] = {top: NO_MARKS}
        quoted = {top: False}
        for number in range(top + 1, len(self.page.nodes)):
            node = self.page.nodes[number]
            if node.parent in marks:
                own = node.marks if mass[number] < mass[0] / 2 else NO_MARKS
                marks[number] = marks[node.parent] | own
                quoted[number] = quoted[node.parent] or node.tag == "blockquote"
        return [
            number
            for number, block in enumerate(self.page.blocks)
            if block.node in marks
            and self._belongs(block, marks[block.node] - _FINE_IN_QUOTES if quoted[block.node] else marks[block.node])
        ]

    def _belongs(self, block: Block, marks: frozenset[Mark]) -> bool:
        tag, length = self.page.tag(block), len(block.text)
        if tag in _TITLES or not marks.isdisjoint(NEVER_BODY):
            return False
        if block.linked > self.rules.linked * length or (length < _SHORT and block.linked > _SHORT_LINKED * length):
            return False
        if self._is_running(block):
            return marks.isdisjoint(SELDOM_BODY) or block.linked <= _QUIET * length
        return marks.isdisjoint(SELDOM_BODY) and (tag in _MAY_BE_SHORT or bool(_ENDS.search(block.text)))

    def _leads(self, top: int) -> list[int]:
        """Numbers of paragraphs before the body's element and up to two levels above it, as summaries often stand."""
        over = self.page.nodes[top].parent
        above = {over, self.page.nodes[over].parent} if top else set()
        return [n for n in sorted(self.likely) if self._is_lead(self.page.blocks[n], top, above)]

    def _is_lead(self, block: Block, top: int, above: Set[int]) -> bool:
        return (
            block.node < top
            and block.node not in above
            and self.page.parent(block) in above
            and self._is_running(block)
            and block.linked < _QUIET * len(block.text)
            and bool(_ENDS.search(block.text))
            and self.page.nodes[block.node].marks.isdisjoint(NEVER_BODY)
        )
