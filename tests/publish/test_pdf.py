"""The yearbook as PDF: whole, tagged, in every script, and the same each time."""

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import typst
from tests.publish import books

from samarkand.adapters import typesetter
from samarkand.domain.errors import SamarkandError
from samarkand.publish.chapters import compose
from samarkand.publish.content import Table
from samarkand.publish.ledger import Ledger
from samarkand.publish.pdf import string, typst_source

SPECIALS = '# $ @ * _ ` < > [ ] \\ // "quotes" #import "x" ] ) } /* ~ -- https://a.example/$x#y'


def _fonts(pdf: Path) -> str:
    tool = shutil.which("pdffonts")
    if tool:
        return subprocess.run([tool, str(pdf)], capture_output=True, text=True).stdout
    return pdf.read_bytes().decode("latin-1")


def _text(pdf: Path) -> str:
    tool = shutil.which("pdftotext")
    if not tool:
        pytest.skip("pdftotext is not here")
    return subprocess.run([tool, str(pdf), "-"], capture_output=True, text=True).stdout


def test_it_is_a_tagged_pdf(pair_files: Mapping[str, bytes]) -> None:
    data = pair_files["yearbook.pdf"]
    assert data.startswith(b"%PDF")
    assert b"/MarkInfo" in data and b"/Marked true" in data


def test_it_brings_letters_for_han_arabic_and_cyrillic(world_files: Mapping[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "y.pdf").write_bytes(world_files["yearbook.pdf"])
    fonts = _fonts(tmp_path / "y.pdf")
    for name in ("NotoSansCJK", "NotoSansArabic", "NotoSans-Regular", "LibertinusSerif-Regular"):
        assert name in fonts
    text = _text(tmp_path / "y.pdf")
    for words in ("石像", "蒙古書法", "Казахстана", "Kör från Fiji", books.world().edition.title):
        assert words in text


def test_nothing_runs_off_the_page(world_files: Mapping[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "y.pdf").write_bytes(world_files["yearbook.pdf"])
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is not here"
    boxes = subprocess.run([tool, "-bbox", str(tmp_path / "y.pdf"), "-"], capture_output=True, text=True).stdout
    width = float(re.findall(r'<page width="([\d.]+)"', boxes)[0])
    assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes)) <= width


def test_a_control_character_becomes_a_space(tmp_path: Path) -> None:
    assert _as_typst_reads("a\x00b\x1bc", tmp_path) == "a b c"


def test_a_table_of_records_is_short_and_the_cover_is_not_shown_twice() -> None:
    book = books.world()
    made = compose(book, Ledger(book.measurements))
    evidenced = next(t for s in made.sections for t in s.tables if t.name == "records-evidenced")
    section = replace(next(s for s in made.sections if s.key == "evidence"), tables=(_long(evidenced, 13),))
    source, _ = typst_source(replace(made, sections=[made.sections[0], section]))
    assert "Here the first 12; more stand in tables/records-evidenced.csv." in source
    assert source.count('#picture("figures/fields-by-layer.svg"') == 1


def _long(table: Table, rows: int) -> Table:
    return replace(table, rows=(table.rows * rows)[:rows], note="")


def test_only_large_parts_start_a_page() -> None:
    book = books.world()
    source, _ = typst_source(compose(book, Ledger(book.measurements)))
    assert source.count("#pagebreak(weak: true)") == 5


def test_the_same_book_is_the_same_file(pair_files: Mapping[str, bytes]) -> None:
    book = books.pair()
    assert typesetter.typeset(*typst_source(compose(book, Ledger(book.measurements)))) == pair_files["yearbook.pdf"]


def test_an_empty_book_can_be_set() -> None:
    book = books.unread()
    assert typesetter.typeset(*typst_source(compose(book, Ledger(book.measurements)))).startswith(b"%PDF")


def test_titles_full_of_markup_are_set_as_they_are(tmp_path: Path) -> None:
    book = books.titled(SPECIALS)
    (tmp_path / "y.pdf").write_bytes(typesetter.typeset(*typst_source(compose(book, Ledger(book.measurements)))))
    text = " ".join(_text(tmp_path / "y.pdf").split())
    assert '# $ @ * _ ` < > [ ] \\ // "quotes"' in text


def _as_typst_reads(text: str, folder: Path) -> str:
    file = folder / "t.typ"
    file.write_text(f"#metadata({string(text)}) <told>", "utf-8")
    return str(json.loads(typst.query(str(file), "<told>", field="value", one=True)))


@pytest.mark.parametrize(
    "text",
    [
        SPECIALS,
        "two\nlines\tand a tab",
        "عربي 中文 кириллица",
        "1/2 a/b",
        "a/\u200bb",
        "می\u200cشود",
        "5\u00a0%",
        '\\"',
        "\\",
        "",
    ],
)
def test_a_text_is_read_back_as_it_was(text: str, tmp_path: Path) -> None:
    assert _as_typst_reads(text, tmp_path) == text


@pytest.mark.parametrize("text", ["C:\\users", "a\\b", "a\\f", "\\u{41}"])
def test_a_backslash_before_a_letter_is_kept(text: str, tmp_path: Path) -> None:
    assert _as_typst_reads(text, tmp_path) == text


@pytest.mark.parametrize(("module", "package"), typesetter.FONT_PACKAGES.items())
def test_a_missing_font_is_named_with_its_remedy(module: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str) -> ModuleType:
        if name == module:
            raise ImportError(name)
        return import_module(name)

    monkeypatch.setattr(typesetter, "import_module", without)
    with pytest.raises(SamarkandError) as caught:
        typesetter.typeset("= Title", {})
    assert f"pip install {package}" in str(caught.value)


def test_the_font_packages_are_dependencies() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    required = " ".join(project["dependencies"])
    assert all(f"{package}>" in required for package in typesetter.FONT_PACKAGES.values())


def test_what_cannot_be_set_says_so() -> None:
    with pytest.raises(SamarkandError, match="could not be set"):
        typesetter.typeset("#let x = ", {})
