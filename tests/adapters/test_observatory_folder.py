import inspect
from pathlib import Path

import pytest

from samarkand import cli
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.observatory_folder import ObservatoryFolder
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import DEFAULT_THRESHOLD, LanguageModelSettings

HEAD = 'title = "t"\nedition = "e"\n[focus]\nyears = [2024, 2024]\n'
MODEL = 'address = "http://localhost:1/v1"\nmodel = "m"\n'


def settings_of(tmp_path: Path, section: str) -> LanguageModelSettings | None:
    (tmp_path / "observatory.toml").write_text(HEAD + section)
    return ObservatoryFolder(tmp_path).settings().language_model


def test_without_the_section_no_model_is_asked(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "") is None


def test_the_section_is_read(tmp_path: Path) -> None:
    assert settings_of(tmp_path, f"[language_model]\n{MODEL}") == LanguageModelSettings("http://localhost:1/v1", "m")
    more = 'key_env = "K"\ncalls = 3\ntokens = 9\ntimeout = 2\n'
    assert settings_of(tmp_path, f"[language_model]\n{MODEL}{more}") == LanguageModelSettings(
        "http://localhost:1/v1", "m", "K", 3, 9, 2.0
    )


def test_a_new_observatory_has_it_commented_out_and_right(tmp_path: Path) -> None:
    create_observatory(tmp_path, "t", "e", Focus(FocusKind.WORLD, (), 2024, 2024), 0.3)
    assert ObservatoryFolder(tmp_path).settings().language_model is None
    text = (tmp_path / "observatory.toml").read_text("utf-8")
    before, _, section = text.partition("# [language_model]")
    told = "\n".join(line.removeprefix("# ") for line in section.splitlines())
    (tmp_path / "observatory.toml").write_text(f"{before}[language_model]{told}")
    read = ObservatoryFolder(tmp_path).settings().language_model
    assert read is not None
    assert (read.calls, read.tokens, read.timeout) == (500, 2_000_000, 60.0), "the comments show the defaults"


WRONG = [
    ('model = "m"', "language_model.address: Field required"),
    ('address = "http://localhost:1/v1"', "language_model.model: Field required"),
    (MODEL + 'key = "sk-SECRET"', "language_model.key: Extra inputs"),
    (MODEL + 'key_env = "sk-SECRET"', "language_model.key_env"),
    (MODEL + "calls = -1", "language_model.calls"),
    (MODEL + "tokens = 1.5", "language_model.tokens"),
    (MODEL + "timeout = 0", "language_model.timeout"),
    (MODEL + "timeout = inf", "language_model.timeout"),
    ('address = "localhost:1/v1"\nmodel = "m"', "language_model.address: Value error, an address looks like"),
    ('address = "file:///etc/hosts"\nmodel = "m"', "an address looks like"),
    ('address = "https://me:SECRET@h/v1"\nmodel = "m"', "the key goes into the environment"),
    ('address = "https://h/v1?key=SECRET"\nmodel = "m"', "the key goes into the environment"),
    ('address = "http://[::1"\nmodel = "m"', "language_model.address"),
]


@pytest.mark.parametrize(("section", "said"), WRONG)
def test_a_mistake_is_named_without_repeating_it(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(SamarkandError) as caught:
        settings_of(tmp_path, f"[language_model]\n{section}\n")
    assert said in str(caught.value)
    assert "observatory.toml" in str(caught.value)
    assert "see docs/language-model.md" in str(caught.value)
    assert "SECRET" not in str(caught.value)


SHORT = 'title = "x"\nedition = "e"\n[focus]\nyears = [2024, 2024]\n'


@pytest.mark.parametrize(
    ("reader", "threshold"),
    [("", DEFAULT_THRESHOLD), ("[reader]\n", DEFAULT_THRESHOLD), ("[reader]\nthreshold = 0.7\n", 0.7)],
)
def test_a_threshold_nobody_set_is_the_default(tmp_path: Path, reader: str, threshold: float) -> None:
    (tmp_path / "observatory.toml").write_text(SHORT + reader, "utf-8")
    assert ObservatoryFolder(tmp_path).settings().threshold == threshold


def test_new_read_and_a_missing_section_agree(tmp_path: Path) -> None:
    create_observatory(tmp_path, "x", "e", Focus(FocusKind.WORLD, (), 2024, 2024), DEFAULT_THRESHOLD)
    assert ObservatoryFolder(tmp_path).settings().threshold == DEFAULT_THRESHOLD
    assert inspect.signature(cli.read).parameters["threshold"].default == DEFAULT_THRESHOLD
