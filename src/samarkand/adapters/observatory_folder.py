"""An observatory on disk: where its parts lie, and what its TOML files say."""

import re
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from samarkand.adapters.cluster import valid as scheduler_address
from samarkand.adapters.source_files import complaint, read_source, read_toml
from samarkand.domain.breaks import Break, Treatment
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import (
    CALLS,
    DEFAULT_THRESHOLD,
    TIMEOUT,
    TOKENS,
    CollectSettings,
    LanguageModelSettings,
    OutlookSettings,
    Settings,
)
from samarkand.domain.source import Source

_COLLECT = CollectSettings()


class _FocusFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: FocusKind = FocusKind.WORLD
    codes: list[str] = []
    years: tuple[int, int]


class _ReaderFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    threshold: float = Field(default=DEFAULT_THRESHOLD, gt=0, lt=1)


class _ComputeFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    workers: int = Field(default=0, ge=0, le=256)
    cluster: Annotated[str, AfterValidator(scheduler_address)] | None = None


def _endpoint(address: str) -> str:
    """An address without a key in it. The message repeats nothing of what stands in the file."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(map(str.isspace, address)):
        raise ValueError("an address looks like http://localhost:8080/v1 or https://example.org/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("an address has no name, key or question mark in it; the key goes into the environment")
    return address


class _LanguageModelFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    address: Annotated[str, AfterValidator(_endpoint)]
    model: str = Field(min_length=1, max_length=200, pattern=r"^\S+$")
    key_env: str | None = Field(default=None, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    calls: int = Field(default=CALLS, ge=0)
    tokens: int = Field(default=TOKENS, ge=0)
    timeout: float = Field(default=TIMEOUT, gt=0, le=600)


def _contact(address: str) -> str:
    """A mail or web address that fits into a header. It is sent to every host that is asked."""
    if not re.fullmatch(r"(mailto:)?[!#-'*-;=?-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|https?://[!#-'*-;=?-~]+", address):
        raise ValueError("a contact looks like desk@example.org or https://example.org/about")
    return address


class _CollectFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    enabled: bool = _COLLECT.enabled
    contact: Annotated[str, AfterValidator(_contact)] = _COLLECT.contact
    pause: float = Field(default=_COLLECT.pause, ge=0.2, le=600)
    timeout: float = Field(default=_COLLECT.timeout, gt=0, le=600)
    page_bytes: int = Field(default=_COLLECT.page_bytes, gt=0, le=200_000_000)
    pages: int = Field(default=_COLLECT.pages, gt=0, le=100_000)
    leads: int = Field(default=_COLLECT.leads, ge=0, le=100_000)


class _BreakFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    first: str = Field(pattern=r"^\d{4}(-\d{2})?$")
    last: str = Field(pattern=r"^\d{4}(-\d{2})?$")
    why: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if len(self.first) != len(self.last) or self.first > self.last:
            raise ValueError("a break has its first year (or month) before its last, both written alike")
        return self


class _OutlookFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    treatment: Treatment = OutlookSettings().treatment
    breaks: list[_BreakFile] = []


class _ObservatoryFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = Field(min_length=1)
    edition: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,63}$")
    language: str = "en"
    focus: _FocusFile
    reader: _ReaderFile = _ReaderFile()
    compute: _ComputeFile = _ComputeFile()
    language_model: _LanguageModelFile | None = None
    codebook_dir: str | None = Field(default=None, min_length=1)
    collect: _CollectFile = _CollectFile()
    outlook: _OutlookFile = _OutlookFile()


def _remedy(problem: ValidationError) -> str:
    where = problem.errors()[0]["loc"][0] if problem.errors()[0]["loc"] else ""
    pages = {"language_model": "see docs/language-model.md", "collect": "see docs/collecting.md"}
    return pages.get(str(where), "see the comments in that file")


class ObservatoryFolder:
    """Paths under one root, settings and sources read and checked."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def tables(self) -> Path:
        return self.root / "tables"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def attached(self) -> Path:
        """Sheets and artefacts, by content: kept, and no documents to be read."""
        return self.snapshots / "attached"

    @property
    def lineages(self) -> Path:
        return self.reviews.parent / "lineages.jsonl"

    @property
    def pairs(self) -> Path:
        return self.reviews.parent / "exchanges.jsonl"

    @property
    def reviews(self) -> Path:
        return self.root / "judgements" / "reviews.jsonl"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def answers(self) -> Path:
        return self.root / "answers"

    @property
    def forecasts(self) -> Path:
        return self.root / "forecasts"

    @property
    def editions(self) -> Path:
        return self.root / "editions"

    def settings(self) -> Settings:
        path = self.root / "observatory.toml"
        try:
            told = _ObservatoryFile.model_validate(read_toml(path))
            focus = Focus(told.focus.kind, tuple(c.upper() for c in told.focus.codes), *told.focus.years)
        except ValidationError as problem:
            # the cause would print what stands in the file, and that may be a key in the wrong place
            raise SamarkandError(complaint(problem), str(path), _remedy(problem)) from None
        except ValueError as problem:
            raise SamarkandError(str(problem), str(path), "see the comments under [focus]") from problem
        asked = told.language_model
        return Settings(
            title=told.title,
            focus=focus,
            edition=told.edition,
            lang=told.language,
            workers=told.compute.workers,
            cluster=told.compute.cluster or "",
            codebook_dir=(self.root / told.codebook_dir).resolve() if told.codebook_dir else None,
            threshold=told.reader.threshold,
            language_model=LanguageModelSettings(**asked.model_dump()) if asked else None,
            collect=CollectSettings(**told.collect.model_dump()),
            outlook=OutlookSettings(
                tuple(Break(b.first, b.last, b.why) for b in told.outlook.breaks), told.outlook.treatment
            ),
        )

    def sources(self) -> tuple[Source, ...]:
        """Every `sources/*.toml`, in the order of their ids; an id may stand once."""
        out: dict[str, Source] = {}
        for path in sorted((self.root / "sources").glob("*.toml")):
            source = read_source(path)
            if source.id in out:
                raise SamarkandError(f"source id {source.id} stands in two files", str(path), "rename one")
            out[source.id] = source
        return tuple(out[key] for key in sorted(out))
