"""SDMX-ML data messages, generic and structure-specific, 2.1 and 3.0."""

import codecs
import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from samarkand.collect.registers.declarations import refuse_declarations
from samarkand.collect.registers.reading import Table
from samarkand.collect.registers.sdmx import TIME, VALUE, message_table
from samarkand.domain.errors import SamarkandError

_NAMESPACE = b"sdmx.org/resources/sdmxml"
_OLD = (b"schemas/v1_0/message", b"schemas/v2_0/message")


def looks_like(body: bytes) -> bool:
    """Whether the root of the XML is in SDMX's own namespace."""
    return _NAMESPACE in body[:4000].replace(b"\0", b"").lower()


def tables(body: bytes, file: str) -> list[Table]:
    """A table a data set. What declares a document type is not parsed: no entity is looked up, here or elsewhere."""
    refuse_declarations(body, file)
    if any(old in body[:4000].lower() for old in _OLD):
        raise SamarkandError("SDMX-ML 2.0 or older", file, "ask the office for 2.1, or for SDMX-CSV")
    message = _read(body, file)
    data = list(getattr(message, "data", ()))
    if not data:
        raise SamarkandError("an SDMX message without data", file, "ask the office for the data, not its structure")
    return [_table(message, dataset) for dataset in data]


def _read(body: bytes, file: str) -> Any:
    import sdmx

    logging.getLogger("sdmx").addHandler(logging.NullHandler())  # it warns of a missing structure, which we do without
    try:
        return sdmx.read_sdmx(io.BytesIO(body.removeprefix(codecs.BOM_UTF8)), format="XML")
    except Exception as problem:  # whatever a broken message makes the library raise
        raise SamarkandError(
            f"no readable SDMX-ML ({type(problem).__name__})", file, "ask for SDMX-CSV instead"
        ) from problem


def _table(message: Any, dataset: Any) -> Table:
    observations = list(_observations(dataset))
    keys = dict.fromkeys(name for keyed, _ in observations for name in keyed)
    others = dict.fromkeys(name for _, told in observations for name in told)
    flow = _id(dataset.described_by) or _id(dataset.structured_by) or _id(getattr(message, "structure", None))
    return message_table(
        flow or "SDMX", ({**told, **keyed} for keyed, told in observations), tuple(keys), tuple(others)
    )


def _id(artefact: Any) -> str:
    return str(getattr(artefact, "id", "") or "")


def _observations(dataset: Any) -> Iterator[tuple[Mapping[str, str], Mapping[str, str]]]:
    """Of each observation its key without the period, and everything else about it."""
    for observed in dataset.obs:
        keyed = {name: str(value.value) for name, value in observed.key.values.items()}
        told = {name: str(value.value) for name, value in observed.attrib.items()}
        told[TIME] = keyed.pop(TIME, "")
        told[VALUE] = "" if observed.value is None else str(observed.value)
        yield keyed, told
