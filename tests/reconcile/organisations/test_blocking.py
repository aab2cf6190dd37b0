"""Keys bring the names of one institution together, and few others."""

import pytest

from samarkand.reconcile.organisations.blocking import keys
from samarkand.reconcile.organisations.features import named

MET = [
    (("故宫博物院", "CN"), ("Музей Гугун", "")),
    (("Universität Wien", ""), ("جامعة فيينا", "AT")),
    (("Wolfsburg Playhouse Ulmenau", ""), ("Ulmenau Playhouse", "")),
    (("وزارة الثقافة المصرية", ""), ("埃及文化部", "")),
    (("DAAD", ""), ("Deutscher Akademischer Austauschdienst", "")),
]


@pytest.mark.parametrize(("one", "other"), MET, ids=[m[1][0] for m in MET])
def test_one_institution_shares_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert keys(named(*one)) & keys(named(*other))


def test_two_towns_share_none() -> None:
    assert not keys(named("浙江省博物馆", "CN")) & keys(named("Uppsala universitet", "SE"))


def test_a_name_of_nothing_still_has_a_key() -> None:
    assert keys(named("?"))
