"""Exchange types: one TOML file each, with the examples the reader learns from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from samarkand.codebook.fields import FIELDS
from samarkand.domain.errors import SamarkandError
from samarkand.domain.ids import content_id
from samarkand.domain.scale import Stage

OUT_OF_SCOPE = "NA"
_OUTSIDE = "out_of_scope.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own and the type it asserts (`NA` for none), with the stage where it has one."""

    lang: str
    text: str
    type: str
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    what: str
    see: str


@dataclass(frozen=True, slots=True)
class ExchangeType:
    """One of the codebook's types; `terms` are lower-case word beginnings by language."""

    code: str
    name: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[Exclusion, ...]
    delivered_means: str
    stale_months: int | None
    mappings: Mapping[str, object]
    terms: Mapping[str, tuple[str, ...]]
    examples: tuple[Example, ...]
    near_misses: tuple[Example, ...]

    @property
    def field(self) -> str:
        return self.code[0]


@dataclass(frozen=True)
class Codebook:
    """All types in the order of their fields, and what lies outside all of them."""

    types: tuple[ExchangeType, ...]
    outside: tuple[Example, ...]
    digest: str

    @cached_property
    def by_code(self) -> Mapping[str, ExchangeType]:
        return {t.code: t for t in self.types}

    @property
    def examples(self) -> tuple[Example, ...]:
        """Everything there is to learn from: positives, near misses under their true type, and the rest."""
        own = tuple(e for t in self.types for e in (*t.examples, *t.near_misses))
        return own + self.outside


def _example(row: Mapping[str, str], code: str, where: str) -> Example:
    try:
        stage = Stage(row["stage"]) if "stage" in row else None
        return Example(row["lang"], row["text"], code, stage)
    except (KeyError, ValueError) as problem:
        raise SamarkandError(f"example is not usable: {problem}", where, "see docs/codebook.md") from problem


def _parse_type(text: str, where: str) -> ExchangeType:
    try:
        row = tomllib.loads(text)
        return ExchangeType(
            code=row["code"],
            name=row["name"],
            definition=row["definition"],
            includes=tuple(row["includes"]),
            excludes=tuple(Exclusion(e["what"], e["see"]) for e in row["excludes"]),
            delivered_means=row["delivered_means"],
            stale_months=row.get("stale_months"),
            mappings=row["mappings"],
            terms={lang: tuple(terms) for lang, terms in row["terms"].items()},
            examples=tuple(_example(e, row["code"], where) for e in row["example"]),
            near_misses=tuple(_example(e, e["see"] or OUT_OF_SCOPE, where) for e in row.get("near_miss", ())),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as problem:
        raise SamarkandError(f"not a usable exchange type: {problem!r}", where, "see docs/codebook.md") from problem


def _parse_outside(text: str, where: str) -> tuple[Example, ...]:
    try:
        rows = tomllib.loads(text)["example"]
        return tuple(Example(row["lang"], row["text"], OUT_OF_SCOPE) for row in rows)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise SamarkandError(f"no usable list of examples: {problem!r}", where, "see docs/codebook.md") from problem


def load_codebook(own: Traversable | None = None) -> Codebook:
    """The packaged codebook. `own` is a folder of the same shape (`types/*.toml`, and `out_of_scope.toml` if there is
    one): its types are added, or replace the packaged ones of the same code. SamarkandError where it cannot be used."""
    texts = _texts(files("samarkand.codebook"))
    if own is not None:
        texts |= {f"{own}/{name}": text for name, text in _own_texts(own).items()}
    types = {t.code: t for t in (_parse_type(text, name) for name, text in texts.items() if _OUTSIDE not in name)}
    order = list(FIELDS)
    ranked = sorted(types.values(), key=lambda t: (order.index(t.field) if t.field in order else len(order), t.code))
    outside = tuple(e for name, text in texts.items() if _OUTSIDE in name for e in _parse_outside(text, name))
    return Codebook(tuple(ranked), outside, content_id("codebook", *(f"{n}\n{t}" for n, t in sorted(texts.items()))))


def _texts(root: Traversable) -> dict[str, str]:
    """Every file of a codebook by its name."""
    found = {p.name: p.read_text("utf-8") for p in root.joinpath("types").iterdir() if p.name.endswith(".toml")}
    outside = root.joinpath(_OUTSIDE)
    return found | ({_OUTSIDE: outside.read_text("utf-8")} if outside.is_file() else {})


def _own_texts(own: Traversable) -> dict[str, str]:
    if not own.joinpath("types").is_dir():
        raise SamarkandError("this codebook has no folder types", str(own), "see docs/own-codebook.md")
    try:
        return _texts(own)
    except UnicodeDecodeError as problem:
        raise SamarkandError(f"not UTF-8: {problem}", str(own), "see docs/own-codebook.md") from problem
