"""A mapping to fill in, made by a first look at a sheet: what its headings probably mean, and which words need a code."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from samarkand.codebook.types import ExchangeType
from samarkand.collect.exchanges.cells import folded, number_of, on_one_line, text_of
from samarkand.collect.exchanges.layout import LOOKED_AT, heading_of
from samarkand.collect.exchanges.words import artefact_headings, headings
from samarkand.domain.scale import Stage
from samarkand.ports.sheets import Row, Sheet

_EXAMPLE = (
    "No.",
    "Date",
    "Type",
    "Stage",
    "Partner",
    "Organisation",
    "City",
    "Title",
    "Source",
    "Visitors",
    "Contract",
)
_SEVERAL = frozenset({"parties", "origin", "target", "organisations", "initiative", "note"})
_WORDS = 40
_SHORTEST_START = 3


def template(sheet: Sheet | None, types: Sequence[ExchangeType]) -> str:
    """TOML text with comments. Without a sheet its headings are examples."""
    header = _header(sheet) if sheet and sheet.rows else Row(1, _EXAMPLE)
    rows = sheet.rows[header.number :] if sheet else ()
    names = [name for name in map(heading_of, header.cells) if name]
    roles, attached = _roles(names)
    at = {name: i for i, name in reversed(list(enumerate(map(heading_of, header.cells))))}

    def said(role: str) -> list[str]:
        return _words(rows, [at[name] for name in roles.get(role, ())])

    free = [n for n in names if n not in attached and not any(n in held for held in roles.values())]
    counted = [name for name in free if _is_counted(rows, at[name])] if sheet else ["Visitors"]
    parts = {
        "sheet": "\n".join(_sheet(sheet, header)),
        "columns": "\n".join((*_columns(roles), *(f"# not mapped: {_quoted(n)}" for n in free if n not in counted))),
        "constants": "\n".join(_constants(roles)),
        "types": "\n".join(_types(said("type"), types)),
        "stages": "\n".join(_stages(said("stage"))),
        "quantities": "\n".join(f"# {_quoted(name)} = {_quoted(folded(name))}" for name in counted),
        "artefacts": "\n".join(f"{_quoted(name)} = {_quoted(kind)}" for name, kind in attached.items()),
    }
    text = files(__package__).joinpath("template.toml").read_text("utf-8")
    for key, value in parts.items():
        text = text.replace(f"\n{{{key}}}\n", f"\n{value}\n" if value else "\n")
    return text.replace("{{", "{").replace("}}", "}")


def _quoted(text: str) -> str:
    """As TOML writes a string: JSON's way, which is the same for what a heading can hold."""
    return json.dumps(on_one_line(text), ensure_ascii=False)


def _header(sheet: Sheet) -> Row:
    """The first row with as many texts as any of the first has."""
    return max(
        sheet.rows[:LOOKED_AT], key=lambda row: len({heading_of(c) for c in row.cells if isinstance(c, str)} - {""})
    )


def _roles(names: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Headings by role, and the kinds of the columns that hold file names."""
    attached = {n: kind for n in names if (kind := _known(n, artefact_headings(), beginnings=False))}
    roles: dict[str, tuple[str, ...]] = {}
    for exactly in (True, False):
        for name in names:
            taken = name in attached or any(name in held for held in roles.values())
            role = None if taken else _known(name, headings(), beginnings=not exactly)
            if role and (role not in roles or role in _SEVERAL):
                roles[role] = (*roles.get(role, ()), name)
    return roles, attached


def _known(name: str, table: Mapping[str, Iterable[str]], beginnings: bool) -> str | None:
    words = folded(name)
    for key, known in table.items():
        if words in known or (beginnings and any(_begins(words, word) for word in known)):
            return key
    return None


def _begins(words: str, word: str) -> bool:
    return (
        words.startswith(f"{word} ")
        or (not word.isascii() and len(word) >= 2 and words.startswith(word))
        or (len(word) > _SHORTEST_START and words.startswith(f"{word}s"))
    )


def _sheet(sheet: Sheet | None, header: Row) -> Iterator[str]:
    name = sheet.name if sheet else ""
    yield f"sheet = {_quoted(name)}" if name else '# sheet = "2024"          # of a workbook; left out: the first'
    yield f"header = {header.number}                   # the row of the headings; left out: looked for"


def _columns(roles: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for role in headings():
        if held := roles.get(role):
            named = ", ".join(map(_quoted, held))
            yield f"{role} = [{named}]" if len(held) > 1 else f"{role} = {named}"
        elif role not in ("date", "start", "end") or not {"date", "start"} & roles.keys():
            yield f'# {role} = ""'


def _constants(roles: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield "# parties = []             # codes; for example your own country's, where the sheet names only the other side"
    for role, example in (("stage", "delivered"), ("type", "A2")):
        yield f'{"# " if role in roles else ""}{role} = "{example}"'


def _words(rows: Iterable[Row], at: Sequence[int]) -> list[str]:
    """The words of some columns, the most frequent first."""
    counted = Counter(on_one_line(text_of(r.cells[i])) for r in rows for i in at if i < len(r.cells))
    return [word for word, _ in counted.most_common(_WORDS) if word]


def _types(words: Sequence[str], types: Sequence[ExchangeType]) -> Iterator[str]:
    known = {folded(word) for t in types for word in (t.code, t.name)}
    for word in words:
        if folded(word) not in known:
            found = next(
                (t for t in types if any(_has(word, term) for terms in t.terms.values() for term in terms)), None
            )
            yield f"{_quoted(word)} = {_quoted(found.code)}  # {found.name}?" if found else f'# {_quoted(word)} = ""'


def _has(word: str, term: str) -> bool:
    return any(part.startswith(term) for part in folded(word).split()) if term.isascii() else term in folded(word)


def _stages(words: Sequence[str]) -> Iterator[str]:
    known = {stage.value for stage in Stage}
    yield from (f'# {_quoted(word)} = ""' for word in words if folded(word).replace(" ", "_") not in known)


def _is_counted(rows: Iterable[Row], at: int) -> bool:
    """Most of what stands there are numbers."""
    cells = [row.cells[at] for row in rows if at < len(row.cells) and text_of(row.cells[at])]
    return 2 * sum(number_of(cell, ".") is not None for cell in cells) > len(cells)
