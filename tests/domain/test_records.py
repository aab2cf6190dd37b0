from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samarkand.domain as package
from samarkand.domain.document import Document
from samarkand.domain.ids import content_id
from samarkand.domain.measurement import Measurement
from samarkand.domain.quote import MAX_QUOTE, Quote
from samarkand.domain.scale import Grade, Layer, Stage


def test_a_document_cannot_be_changed() -> None:
    document = Document("d", "text")
    with pytest.raises(FrozenInstanceError):
        document.text = "other"  # type: ignore[misc]


def test_every_domain_record_is_frozen_and_slotted() -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    modules = [import_module(f"samarkand.domain.{m.name}") for m in iter_modules(package.__path__)]
    records = {v for m in modules for v in vars(m).values() if isinstance(v, type) and is_dataclass(v)}
    assert len(records) > 15
    for record in records:
        assert record.__dataclass_params__.frozen, record  # type: ignore[attr-defined]
        assert hasattr(record, "__slots__"), record
        assert fields(record)


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_ids_differ_with_content_and_only_with_it(a: list[str], b: list[str]) -> None:
    assert content_id("x", *a) == content_id("x", *a)
    if "\x1f".join(a) != "\x1f".join(b):
        assert content_id("x", *a) != content_id("x", *b)


@pytest.mark.parametrize(
    ("start", "end", "text"), [(0, 0, ""), (0, 4, "abc"), (0, MAX_QUOTE + 1, "a" * (MAX_QUOTE + 1))]
)
def test_a_quote_must_fit_its_span_and_length(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Quote("d", start, end, text)


def test_a_quote_stands_in_title_and_text() -> None:
    document = Document("d", "Sie öffnet heute.", "Schau")
    assert Quote("d", 6, 16, "Sie öffnet").stands_in(document.whole)
    assert not Quote("d", 5, 15, "Sie öffnet").stands_in(document.whole)


def test_a_missing_value_needs_its_reason_and_a_nan_is_none() -> None:
    plain = ("N", Layer.CLAIMED, "world", "2024", "")
    with pytest.raises(ValueError, match="needs its reason"):
        Measurement(*plain, None, None, None, 0.9, 0, "exchanges", "count")
    with pytest.raises(ValueError, match="not a number"):
        Measurement(*plain, float("nan"), None, None, 0.9, 0, "exchanges", "count")


@pytest.mark.parametrize(
    ("stage", "practice"),
    [
        (Stage.ANNOUNCED, False),
        (Stage.AGREED, False),
        (Stage.UNDER_WAY, True),
        (Stage.DELIVERED, True),
        (Stage.CANCELLED, False),
    ],
)
def test_what_is_practice(stage: Stage, practice: bool) -> None:
    assert stage.is_practice is practice


@pytest.mark.parametrize(
    ("grade", "evidenced"), [("V0", False), ("V1", False), ("V2", True), ("V3", True), ("VX", False)]
)
def test_what_is_evidenced(grade: str, evidenced: bool) -> None:
    assert Grade(grade).is_evidenced is evidenced
