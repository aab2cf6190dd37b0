"""Named concepts and frameworks of anyone: who launched them, when, and what texts call them. One TOML file each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from samarkand.domain.errors import SamarkandError
from samarkand.domain.ids import content_id
from samarkand.domain.period import Period

KINDS = ("concept", "programme", "network", "award", "fund", "list")
REGIONS = (
    "africa",
    "arab_states",
    "asia_pacific",
    "europe_north_america",
    "latin_america_caribbean",
    "world",
)
"""Where the owner is: UNESCO's five groups of states, and the world for bodies of all of them."""
STATUSES = ("active", "ended")
EVERY = "all"
"""The language of a name that is written alike in texts of any language."""

_HELP = "see docs/initiatives.md"
_KEYS = frozenset(
    (
        *("id", "name", "kind", "region", "owners", "run_by", "launched", "launched_at", "source", "status", "ended"),
        *("parent", "members", "aliases", "only_near", "lookalike"),
    )
)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name as texts write it. A capital must be a capital in the text, a small letter may be either.

    An asterisk at the end lets the last word go on. With `near` it names the initiative only where one of these words,
    lower-case, stands close by. `lang` is `all` for a name every language writes alike.
    """

    form: str
    lang: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Forms that contain or resemble a name and mean something else, in texts of any language."""

    what: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Initiative:
    """`owners` are codes of parties: none for a form anyone uses, or for a body the gazetteer does not know.

    `launched` is as exact as its source; `launched_at` says on which occasion, `source` where that can be read.
    `members` are codes of parties, given only where the list is closed. `parent` is the id of what it is a part of.
    """

    id: str
    name: str
    kind: str
    region: str
    owners: tuple[str, ...]
    run_by: str
    launched: Period | None
    launched_at: str
    source: str
    status: str
    ended: Period | None
    parent: str | None
    members: tuple[str, ...]
    aliases: tuple[Alias, ...]
    lookalikes: tuple[Lookalike, ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """The owners' codes, or who runs it where no owner has one; none for a form anyone uses."""
        return self.owners or ((self.run_by,) if self.run_by else ())


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value


def _aliases(row: Mapping[str, Any]) -> tuple[Alias, ...]:
    plain = [Alias(form, lang) for lang, forms in row["aliases"].items() for form in forms]
    guarded = [
        Alias(form, lang, tuple(rule["near"]))
        for rule in row.get("only_near", ())
        for lang in rule.get("langs", [EVERY])
        for form in rule["forms"]
    ]
    for alias in plain + guarded:
        if not any(map(str.isalpha, alias.form)):
            raise ValueError(f"a name without a letter: {alias.form!r}")
    return tuple(plain + guarded)


def parse_initiative(text: str, where: str) -> Initiative:
    """One file's text. SamarkandError, with `where`, for a key that is missing, unknown or out of range."""
    try:
        row = tomllib.loads(text)
        if unknown := sorted(row.keys() - _KEYS):
            raise ValueError(f"unknown key {', '.join(unknown)}")
        return Initiative(
            id=row["id"],
            name=row["name"],
            kind=_one_of(row["kind"], KINDS),
            region=_one_of(row["region"], REGIONS),
            owners=tuple(row["owners"]),
            run_by=row.get("run_by", ""),
            launched=Period.parse(row.get("launched")),
            launched_at=row["launched_at"],
            source=row["source"],
            status=_one_of(row["status"], STATUSES),
            ended=Period.parse(row.get("ended")),
            parent=row.get("parent"),
            members=tuple(row.get("members", ())),
            aliases=_aliases(row),
            lookalikes=tuple(Lookalike(each["what"], tuple(each["forms"])) for each in row.get("lookalike", ())),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise SamarkandError(f"not a usable initiative: {problem}", where, _HELP) from problem


def parse_initiatives(texts: Mapping[str, str]) -> dict[str, Initiative]:
    """Initiatives by id, in the order of their ids, from texts by file name. SamarkandError for two of one id, for a
    parent nobody is, and for a name two of them claim."""
    found: dict[str, Initiative] = {}
    for where, text in sorted(texts.items()):
        initiative = parse_initiative(text, where)
        if initiative.id in found:
            raise SamarkandError(f"a second initiative with the id {initiative.id}", where, _HELP)
        found[initiative.id] = initiative
    _check_parents(found)
    _check_names(found)
    return dict(sorted(found.items()))


def _check_parents(found: Mapping[str, Initiative]) -> None:
    for initiative in found.values():
        seen, at = {initiative.id}, initiative.parent
        while at is not None:
            if at not in found or at in seen:
                what = "is in a circle" if at in seen else "is no initiative"
                raise SamarkandError(f"the parent {at} {what}", initiative.id, _HELP)
            seen.add(at)
            at = found[at].parent


def _check_names(found: Mapping[str, Initiative]) -> None:
    """A name belongs to one initiative, whatever the language and the case it is listed with."""
    held: dict[str, str] = {}
    for initiative in found.values():
        for alias in initiative.aliases:
            holder = held.setdefault(alias.form.rstrip("*").lower(), initiative.id)
            if holder != initiative.id:
                raise SamarkandError(f"the name {alias.form!r} is also one of {holder}", initiative.id, _HELP)


def _texts(folder: Traversable) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in folder.iterdir() if p.name.endswith(".toml")}


def _packaged() -> dict[str, str]:
    return _texts(files("samarkand.codebook").joinpath("initiatives"))


@cache
def load_initiatives() -> Mapping[str, Initiative]:
    """The codebook's initiatives by id."""
    return parse_initiatives(_packaged())


@cache
def initiatives_digest() -> str:
    return content_id("initiatives", *(f"{name}\n{text}" for name, text in sorted(_packaged().items())))
