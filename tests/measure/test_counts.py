"""Counts, shares and diversity of exchanges."""

from dataclasses import replace

import pytest
from tests.measure.made_up import WORLD, bands, cell, exchange, many, record, volumes

from samarkand.codebook.indicators import load_indicators
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.period import Period
from samarkand.domain.scale import Grade, Layer, Stage
from samarkand.measure.measure import measure

CARDS = load_indicators()
COUNTRY = Focus(FocusKind.COUNTRY, ("QM",), 2024, 2024)
PAIR = Focus(FocusKind.PAIR, ("QM", "QN"), 2024, 2024)
REGION = Focus(FocusKind.REGION, ("QM", "QN"), 2024, 2024)


def test_cells_add_up_to_the_whole() -> None:
    measured = measure(record(), {"N": CARDS["N"]})
    for layer in (Layer.CLAIMED, Layer.EVIDENCED):
        whole = cell(measured, "N", layer=layer).value
        for kind in ("field", "type", "stage", "grade", "valence", "year", "month"):
            parts = [m.value or 0 for m in measured if m.layer is layer and m.cell.startswith(f"{kind}:")]
            assert sum(parts) == whole, f"{kind} on {layer}"


def test_evidenced_are_those_of_grade_v2_and_up() -> None:
    measured = measure(record(), {"N": CARDS["N"]})
    assert cell(measured, "N").value == 48
    assert cell(measured, "N", layer=Layer.EVIDENCED).value == 36
    assert not any(m.cell == "grade:V0" for m in measured if m.layer is Layer.EVIDENCED)


def test_a_count_is_never_drawn_anew() -> None:
    """The trap: drawing lineages anew would put all ends below the count."""
    lines = tuple(f"l{i}" for i in range(20))
    lone = tuple(exchange(i, lineages=(lines[i % 20],), independent=(lines[i % 20],)) for i in range(60))
    n = cell(measure(record(exchanges=lone), CARDS), "N")
    assert n.value == 60
    assert n.high is not None and n.high >= 60
    assert "drawn anew" not in n.method
    partners = cell(measure(record(), CARDS), "P-D1", "q0")
    assert "drawn anew" not in partners.method and (partners.high or 0) >= (partners.value or 0)


def test_the_widest_interval_wins_and_the_low_end_stays_at_or_below_the_count() -> None:
    n = cell(measure(record(moved=bands()), CARDS), "N")
    assert n.low is not None and n.high is not None and n.value is not None
    assert n.low <= 44 and n.high >= 54
    assert n.low <= n.value
    assert "Chao" in n.method and "duplicates" in n.method and "left out" in n.method


def test_bands_of_another_focus_are_not_used() -> None:
    foreign = bands(focus=COUNTRY)
    assert "duplicates" not in cell(measure(record(moved=foreign), CARDS), "N").method


def test_an_exchange_counts_in_full_for_each_partner_and_one_in_all() -> None:
    three = (exchange(1, ("QM", "QN", "QO")), exchange(2, ("QM", "QN")), exchange(3, ("QM", "XX")))
    measured = measure(record(COUNTRY, three), CARDS)
    assert cell(measured, "N", "partner:QN").value == 2
    assert cell(measured, "N", "partner:QO").value == 1
    assert cell(measured, "N-frac", "partner:QN").value == 1.5
    assert cell(measured, "N-frac").value == 2, "the third names nobody"


def test_partners_depend_on_the_kind_of_focus() -> None:
    three = (exchange(1, ("QM", "QN", "QO")), exchange(2, ("QM", "QN")))
    found = {
        f.kind: {
            m.cell: m.value
            for m in measure(record(f, three), {"N": CARDS["N"]})
            if m.cell.startswith("partner:") and m.layer is Layer.CLAIMED
        }
        for f in (WORLD, COUNTRY, PAIR, REGION)
    }
    assert found[FocusKind.WORLD] == {"partner:QM": 2, "partner:QN": 2, "partner:QO": 1}
    assert found[FocusKind.COUNTRY] == {"partner:QN": 2, "partner:QO": 1}
    assert found[FocusKind.PAIR] == {"partner:QO": 1}
    assert found[FocusKind.REGION] == {"partner:QM": 2, "partner:QN": 2, "partner:QO": 1}


def test_a_pair_has_its_fraction_of_wider_exchanges() -> None:
    three = (exchange(1, ("QM", "QN", "QO")), exchange(2, ("QM", "QN")))
    assert cell(measure(record(PAIR, three), CARDS), "N-frac").value == 1.5


def test_a_month_without_documents_is_missing_and_one_without_exchanges_is_zero() -> None:
    measured = measure(record(exchanges=(exchange(1),), read=volumes(months=18)), {"N": CARDS["N"]})
    assert cell(measured, "N", "month:2024-05").value == 1
    assert cell(measured, "N", "month:2024-04").value == 0
    later = cell(measured, "N", "month:2024-07")
    assert (later.value, later.reason) == (None, "no documents were read in this month")


def test_dates_known_to_the_year_stand_in_no_month() -> None:
    measured = measure(record(exchanges=(exchange(1, period=Period("2024")),)), {"N": CARDS["N"]})
    assert cell(measured, "N", "year:2024").value == 1
    assert not any(m.value for m in measured if m.cell.startswith("month:"))


@pytest.mark.parametrize(
    ("indicator", "name", "reason"),
    [
        ("P-D1", "q1", "fewer than 5 exchanges name a partner country"),
        ("P-D2", "q0", "fewer than 5 exchanges name an organisation"),
        ("P-D3", "q2", "fewer than 5 exchanges were found"),
        ("P-D4", "", "fewer than 5 exchanges of known direction"),
        ("practice", "", "fewer than 5 exchanges"),
        ("called-off", "share", "fewer than 5 exchanges"),
        ("kappa", "", "fewer than 5 exchanges"),
        ("both-sides", "", "fewer than 5 exchanges with two named parties"),
        ("top3", "", "fewer than 5 exchanges name a partner country"),
    ],
)
def test_small_cells_are_not_published(indicator: str, name: str, reason: str) -> None:
    four = tuple(exchange(i, parties=("QM",) if indicator in ("P-D1", "top3") else ("QM", "QN")) for i in range(4))
    got = cell(measure(record(COUNTRY, four), CARDS), indicator, name)
    assert (got.value, got.reason) == (None, reason)


def test_shares_by_hand() -> None:
    ten = tuple(
        exchange(
            i,
            stage=Stage.DELIVERED if i < 6 else Stage.SUSPENDED if i < 8 else Stage.AGREED,
            direction="joint" if i < 3 else "directed" if i < 8 else None,
            voices=("QM", "QN")[: i % 3],
            grade=Grade.V2 if i < 7 else Grade.V0,
        )
        for i in range(10)
    )
    measured = measure(record(exchanges=ten), CARDS)
    assert cell(measured, "practice").value == pytest.approx(0.6)
    assert cell(measured, "P-D4").value == pytest.approx(3 / 8)
    assert cell(measured, "P-D4").n == 8
    assert cell(measured, "called-off").value == 2
    assert cell(measured, "called-off", "share").value == pytest.approx(0.2)
    assert cell(measured, "kappa").value == pytest.approx(0.7)
    assert cell(measured, "CEG").value == pytest.approx(0.3)
    assert cell(measured, "both-sides").value == pytest.approx(0.3)
    assert [cell(measured, "both-sides", f"told:{k}").value for k in ("both", "one", "none")] == [3, 3, 4]


def test_corroboration_and_gap_use_wilson_alone() -> None:
    seven = tuple(exchange(i, grade=Grade.V2 if i < 7 else Grade.V0) for i in range(20))
    kappa = cell(measure(record(exchanges=seven), CARDS), "kappa")
    assert (kappa.low, kappa.high) == pytest.approx((0.1812, 0.5671), abs=5e-5)
    assert kappa.method == "Wilson"


def test_voices_of_others_are_no_side() -> None:
    five = tuple(exchange(i, voices=("QM", "QZ")) for i in range(5))
    assert cell(measure(record(exchanges=five), CARDS), "both-sides").value == 0


def test_diversity_by_hand() -> None:
    kinds = ["A1"] * 10 + ["A2"] * 5 + ["H1"] * 3 + ["X1", "E1"]
    measured = measure(record(exchanges=tuple(exchange(i, type=t) for i, t in enumerate(kinds))), CARDS)
    values = [cell(measured, "P-D3", f"q{q}").value for q in range(3)]
    assert values == pytest.approx([5, 3.5869, 2.9412], abs=5e-5)


def test_one_organisation_in_two_cases_is_one() -> None:
    named = tuple(exchange(i, organisations=("Harbour  Museum" if i % 2 else "harbour museum",)) for i in range(6))
    assert cell(measure(record(exchanges=named), CARDS), "P-D2", "q0").value == 1


def test_bodies_are_no_partner_countries() -> None:
    with_bodies = tuple(exchange(i, ("QM", "QN", "UNESCO", "EU")) for i in range(6))
    measured = measure(record(COUNTRY, with_bodies), CARDS)
    assert cell(measured, "P-D1", "q0").value == 1
    assert cell(measured, "N", "partner:UNESCO").value == 6


def test_concentration_by_hand() -> None:
    partners = ["QN"] * 4 + ["QO"] * 3 + ["QP"] * 2 + ["QQ"]
    some = tuple(exchange(i, ("QM", p)) for i, p in enumerate(partners))
    assert cell(measure(record(COUNTRY, some), CARDS), "top3").value == pytest.approx(0.9)
    only_three = cell(measure(record(COUNTRY, some[:9]), CARDS), "top3")
    assert only_three.reason == "only 3 partner countries are named: they are the whole"


def test_shares_of_many_lineages_are_drawn_anew() -> None:
    lines = [f"l{i}" for i in range(16)]
    some = tuple(replace(x, lineages=(lines[i % 16],), independent=(lines[i % 16],)) for i, x in enumerate(many(64)))
    practice = cell(measure(record(exchanges=some), CARDS), "practice")
    assert practice.method == "widest of Wilson, lineages drawn anew"
