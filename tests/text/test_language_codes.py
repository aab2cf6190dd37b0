"""Names and codes of languages."""

import pytest

from samarkand.text.language_codes import language_code, language_name


@pytest.mark.parametrize(
    ("told", "code"),
    [("es", "es"), ("spa", "es"), ("ES-mx", "es"), ("Spanish", "es"), ("zh-Hans", "zh"), ("zho", "zh"), ("en_GB", "en"),
     ("Arabic", "ar"), ("swe", "sv"), ("", ""), ("Elbish", ""), ("x" * 500, "")],
)  # fmt: skip
def test_codes(told: str, code: str) -> None:
    assert language_code(told) == code


def test_names() -> None:
    assert (language_name("es"), language_name("qq")) == ("Spanish", "qq")
