import inspect
from pathlib import Path

import pytest

from samarkand import cli
from samarkand.adapters.new_observatory import create_observatory
from samarkand.adapters.observatory_folder import ObservatoryFolder
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus, FocusKind
from samarkand.domain.observatory import DEFAULT_THRESHOLD, CollectSettings, LanguageModelSettings

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


CONTACT = 'contact = "desk@example.org"'


def test_how_the_web_is_asked_is_read(tmp_path: Path) -> None:
    (tmp_path / "observatory.toml").write_text(f"{HEAD}[collect]\n{CONTACT}\nenabled = true\npause = 2.5\npages = 9\n")
    told = ObservatoryFolder(tmp_path).settings().collect
    assert told == CollectSettings(True, "desk@example.org", 2.5, pages=9)


def test_a_new_observatory_asks_nobody_and_its_comments_show_the_defaults(tmp_path: Path) -> None:
    create_observatory(tmp_path, "t", "e", Focus(FocusKind.WORLD, (), 2024, 2024), 0.3)
    assert ObservatoryFolder(tmp_path).settings().collect == CollectSettings()
    path = tmp_path / "observatory.toml"
    before, _, rest = path.read_text("utf-8").partition("# [collect]")
    section = rest.split("\n\n")[0].replace("\n# ", "\n")
    path.write_text(f"{before}[collect]{section}\n", "utf-8")
    assert ObservatoryFolder(tmp_path).settings().collect == CollectSettings(contact="desk@example.org")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('contact = "nobody"', "a contact looks like"),
        ('contact = "a@b.org\\r\\nX: y"', "a contact looks like"),
        ('contact = "a (b)@c.org"', "a contact looks like"),
        ("pause = 0", "collect.pause"),
        ("timeout = 0", "collect.timeout"),
        ("pages = 0", "collect.pages"),
        ("allow_loopback = true", "collect.allow_loopback: Extra inputs"),
    ],
)
def test_a_mistake_about_collecting_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "observatory.toml").write_text(f"{HEAD}[collect]\n{line}\n")
    with pytest.raises(SamarkandError) as caught:
        ObservatoryFolder(tmp_path).settings()
    assert said in str(caught.value)
    assert "docs/collecting.md" in str(caught.value)
