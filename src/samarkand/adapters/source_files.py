"""Sources as TOML files, read and checked."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from samarkand.domain.errors import SamarkandError
from samarkand.domain.period import Period
from samarkand.domain.source import Channel, ChannelKind, Rhythm, Source, SourceKind


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


def read_toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as problem:
        raise SamarkandError(
            "there is no observatory here", str(path.parent), "make one with: samarkand new DIR"
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SamarkandError(f"not TOML: {problem}", str(path), "mend the line it names") from problem


def complaint(problem: ValidationError) -> str:
    first = problem.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or 'file'}: {first['msg']}"


def read_source(path: Path) -> Source:
    """SamarkandError where the file is no TOML or a key or value is not known."""
    try:
        told = _SourceFile.model_validate(read_toml(path))
    except ValidationError as problem:
        raise SamarkandError(complaint(problem), str(path), "see docs/sources.md for the keys") from problem
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in told.model_dump().items()
    }
    return Source(**values | {"channels": tuple(Channel(**c.model_dump()) for c in told.channels)})
