"""The packaged codebook is whole, and one's own folder adds to it or replaces parts of it."""

from pathlib import Path

import pytest

from samarkand.codebook.languages import load_languages
from samarkand.codebook.types import OUT_OF_SCOPE, load_codebook
from samarkand.domain.errors import SamarkandError

TYPE = """
code = "{code}"
name = "{name}"
definition = "Seeds and the knowledge of growing them go from one country to another."
includes = ["seed banks"]
excludes = [{{ what = "trade in grain", see = "NA" }}]
delivered_means = "The seeds arrived."
mappings = {{}}

[terms]
en = ["seed bank"]

[[example]]
lang = "en"
text = "Two seed banks exchanged three hundred kinds of barley."
stage = "delivered"

[[near_miss]]
lang = "en"
text = "Barley prices rose."
see = ""
"""
OUTSIDE = '[[example]]\nlang = "en"\ntext = "Rain fell all week."\n'


def folder(root: Path, **texts: str) -> Path:
    (root / "types").mkdir(parents=True)
    for name, text in texts.items():
        (root / "types" / f"{name}.toml").write_text(text, "utf-8")
    return root


def test_the_codebook_is_whole() -> None:
    codebook = load_codebook()
    assert len(codebook.types) == 40
    nine = set(load_languages())
    for kind in codebook.types:
        told = {lang: [e for e in kind.examples if e.lang == lang] for lang in nine}
        assert len(told["en"]) >= 6, kind.code
        assert all(len(v) >= 2 for v in told.values()), kind.code
        assert sum(e.lang == "en" for e in kind.near_misses) >= 3, kind.code
        assert set(kind.terms) == nine, kind.code
        assert kind.definition and kind.delivered_means and kind.includes and kind.excludes
    assert {e.type for e in codebook.examples} == {k.code for k in codebook.types} | {OUT_OF_SCOPE}


def test_a_type_is_added(tmp_path: Path) -> None:
    codebook = load_codebook(folder(tmp_path, seeds=TYPE.format(code="S1", name="Seeds")))
    assert len(codebook.types) == 41
    added = codebook.by_code["S1"]
    assert (added.name, added.terms["en"]) == ("Seeds", ("seed bank",))
    assert [e.type for e in (*added.examples, *added.near_misses)] == ["S1", OUT_OF_SCOPE]
    assert codebook.types[-1] is added, "fields the package does not know come last"


def test_a_type_is_replaced_by_its_code_whatever_the_file_is_called(tmp_path: Path) -> None:
    codebook = load_codebook(folder(tmp_path, anything=TYPE.format(code="A2", name="Other")))
    assert len(codebook.types) == 40
    assert codebook.by_code["A2"].name == "Other"
    assert [t.code for t in codebook.types] == [t.code for t in load_codebook().types]


def test_what_is_out_of_scope_is_added(tmp_path: Path) -> None:
    own = folder(tmp_path, seeds=TYPE.format(code="S1", name="Seeds"))
    (own / "out_of_scope.toml").write_text(OUTSIDE, "utf-8")
    added = [e.text for e in load_codebook(own).outside]
    assert len(added) == len(load_codebook().outside) + 1
    assert "Rain fell all week." in added


def test_the_digest_follows_the_texts(tmp_path: Path) -> None:
    own = folder(tmp_path, seeds=TYPE.format(code="S1", name="Seeds"))
    first = load_codebook(own).digest
    assert first == load_codebook(own).digest != load_codebook().digest
    (own / "types" / "seeds.toml").write_text(TYPE.format(code="S1", name="Seed"), "utf-8")
    assert load_codebook(own).digest != first


def test_a_folder_without_types_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SamarkandError, match="no folder types") as told:
        load_codebook(tmp_path)
    assert str(tmp_path) in str(told.value)


BROKEN = [
    ("not TOML", "code = "),
    ("a key is missing", TYPE.format(code="S1", name="Seeds").replace("definition", "meaning")),
    ("an unknown stage", TYPE.format(code="S1", name="Seeds").replace('"delivered"', '"perhaps"')),
    ("an example without a text", TYPE.format(code="S1", name="Seeds").replace('text = "Two', 'words = "Two')),
]


@pytest.mark.parametrize("text", [b[1] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(SamarkandError) as told:
        load_codebook(folder(tmp_path, mistaken=text))
    assert "mistaken.toml" in str(told.value)


def test_a_table_that_is_a_number_is_named(tmp_path: Path) -> None:
    text = TYPE.format(code="S1", name="Seeds").replace("[terms]\nen", "terms = 1\n[x]\nen")
    with pytest.raises(SamarkandError):
        load_codebook(folder(tmp_path, mistaken=text))


def test_a_broken_list_of_what_is_outside_is_named(tmp_path: Path) -> None:
    own = folder(tmp_path, seeds=TYPE.format(code="S1", name="Seeds"))
    (own / "out_of_scope.toml").write_text("[[example]]\nlang = 'en'\n", "utf-8")
    with pytest.raises(SamarkandError) as told:
        load_codebook(own)
    assert "out_of_scope.toml" in str(told.value)


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    own = folder(tmp_path)
    (own / "types" / "old.toml").write_bytes(b'name = "caf\xe9"')
    with pytest.raises(SamarkandError, match="not UTF-8"):
        load_codebook(own)
