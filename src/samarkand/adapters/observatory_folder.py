"""An observatory on disk: where its parts lie, and what its TOML files say."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from samarkand.adapters.cluster import valid as scheduler_address
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import CALLS, DEFAULT_THRESHOLD, TIMEOUT, TOKENS, LanguageModelSettings, Settings
from samarkand.domain.period import Period
from samarkand.domain.source import Channel, ChannelKind, Rhythm, Source, SourceKind


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


def _web_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(map(str.isspace, address)):
        raise ValueError("an address looks like https://example.org/news.rss")
    if parts.username or parts.password:
        raise ValueError("an address has no name and password in it")
    return address


def _since(text: str) -> str:
    return str(Period.parse(text))


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= pair[0] <= pair[1]:
        raise ValueError("the fewest documents of a week come first, then the most")
    return pair


class _ChannelFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: ChannelKind
    address: Annotated[str, AfterValidator(_web_address)]
    rhythm: Rhythm = Rhythm.DAILY
    links: str = ""


class _SourceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1)
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    owner: str = ""
    funder: str = ""
    controlled_by: list[str] | None = None
    country: str | None = None
    languages: list[str] = []
    lineage: str = ""
    licence: str = ""
    publishers: list[str] = []
    hosts: list[str] = []
    since: Annotated[str, AfterValidator(_since)] | None = None
    expected: Annotated[tuple[int, int], AfterValidator(_ordered)] | None = None
    channels: list[_ChannelFile] = []
    note: str = ""


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as problem:
        raise SamarkandError(
            "there is no observatory here", str(path.parent), "make one with: samarkand new DIR"
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SamarkandError(f"not TOML: {problem}", str(path), "mend the line it names") from problem


def _complaint(problem: ValidationError) -> str:
    first = problem.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or 'file'}: {first['msg']}"


def _remedy(problem: ValidationError) -> str:
    where = problem.errors()[0]["loc"][:1]
    return "see docs/language-model.md" if where == ("language_model",) else "see the comments in that file"


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
    def reviews(self) -> Path:
        return self.root / "judgements" / "reviews.jsonl"

    @property
    def scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def answers(self) -> Path:
        return self.root / "answers"

    @property
    def editions(self) -> Path:
        return self.root / "editions"

    def settings(self) -> Settings:
        path = self.root / "observatory.toml"
        try:
            told = _ObservatoryFile.model_validate(_toml(path))
            focus = Focus(told.focus.kind, tuple(c.upper() for c in told.focus.codes), *told.focus.years)
        except ValidationError as problem:
            # the cause would print what stands in the file, and that may be a key in the wrong place
            raise SamarkandError(_complaint(problem), str(path), _remedy(problem)) from None
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
        )

    def sources(self) -> tuple[Source, ...]:
        """Every `sources/*.toml`, in the order of their ids; an id may stand once."""
        out: dict[str, Source] = {}
        for path in sorted((self.root / "sources").glob("*.toml")):
            source = self._source(path)
            if source.id in out:
                raise SamarkandError(f"source id {source.id} stands in two files", str(path), "rename one")
            out[source.id] = source
        return tuple(out[key] for key in sorted(out))

    @staticmethod
    def _source(path: Path) -> Source:
        try:
            told = _SourceFile.model_validate(_toml(path))
        except ValidationError as problem:
            raise SamarkandError(_complaint(problem), str(path), "see docs/sources.md for the keys") from problem
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in told.model_dump().items()
        }
        return Source(**values | {"channels": tuple(Channel(**c.model_dump()) for c in told.channels)})
