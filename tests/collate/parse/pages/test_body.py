from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarkand.collate.parse.pages import extract
from samarkand.collate.parse.pages.read import read_page

FIRST = "The lantern museum and its partner across the strait opened a shared workshop for paper makers on Monday."
SECOND = (
    "Twelve apprentices will spend the winter there, and their teachers will change places in spring, the museum said."
)
THIRD = (
    "A catalogue in both languages is to follow once the first sheets have dried and been looked at by the two juries."
)
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"
TEASER = "Readers of other sections also liked this long summary of a story that has nothing to do with paper at all."


def page(inner: str, head: str = "") -> str:
    return f"<html><head><title>t</title>{head}</head><body>{inner}</body></html>"


def links(*words: str) -> str:
    return "".join(f'<li><a href="/{w}">{w}</a></li>' for w in words)


CASES = [
    ("bare paragraphs", TEXT),
    (
        "a menu before and a footer after",
        f"<nav><ul>{links('Home', 'Arts')}</ul></nav>{TEXT}<footer><p>{TEASER}</p></footer>",
    ),
    ("a heading is the title, not the body", f"<article><h1>Paper makers meet</h1>{TEXT}</article>"),
    (
        "a caption",
        f'<article><p>{FIRST}</p><div class="photo-caption">{TEASER}</div><p>{SECOND}</p><p>{THIRD}</p></article>',
    ),
    (
        "a caption set within a line",
        f'<article><p>{FIRST}<span class="caption">{TEASER}</span></p><p>{SECOND}</p><p>{THIRD}</p></article>',
    ),
    (
        "a byline and labels",
        f'<article><div class="byline">By a colleague</div>{TEXT}<p class="tags">paper, craft</p></article>',
    ),
    (
        "a list of teasers, each alone in its box",
        f"<div>{TEXT}</div>" + f"<div><div><h3>Other</h3><p>{TEASER}</p></div></div>" * 2,
    ),
    ("comments", f'<article>{TEXT}</article><div id="comments"><p>{TEASER}</p></div>'),
    (
        "a newsletter box of a few words",
        f'<article><p>{FIRST}</p><div class="newsletter">Sign up</div><p>{SECOND}</p><p>{THIRD}</p></article>',
    ),
    (
        "a box of two words without a name",
        f"<article><p>{FIRST}</p><div>Advert</div><p>{SECOND}</p><p>{THIRD}</p></article>",
    ),
    ("what is not shown", f'<article>{TEXT}<p style="display: none">{TEASER}</p></article>'),
    ("a heading that nothing follows", f"<article>{TEXT}<h3>More of this</h3></article>"),
    ("a wrapper with a misleading name", f'<div class="nav-open sidebar-left"><article>{TEXT}</article></div>'),
    (
        "paragraphs dealt to several boxes",
        f"<article><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div><div><p>{THIRD}</p></div></article>",
    ),
    ("a summary above the body", f"<main><div>{FIRST}</div><div><p>{SECOND}</p><p>{THIRD}</p></div></main>"),
    ("text without paragraphs", f"<div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>"),
]


@pytest.mark.parametrize(("name", "inner"), CASES, ids=[c[0] for c in CASES])
def test_the_body_is_found(name: str, inner: str) -> None:
    found = read_page(page(inner))
    assert " ".join(found.text.split()) == " ".join(BODY.split())
    assert found.refused == ""


@pytest.mark.parametrize(
    ("name", "inner", "kept"),
    [
        ("a heading within", f"<article><p>{FIRST}</p><h2>In spring</h2><p>{SECOND}</p><p>{THIRD}</p></article>", "In spring"),
        ("items of a list", f"<article>{TEXT}<ul><li>glue</li><li>reed</li></ul></article>", "reed"),
        ("a quoted post", f'<article>{TEXT}<div class="social-embed"><blockquote><p>So proud of them.</p></blockquote></div></article>', "proud"),
        ("a paragraph with a link", f'<article>{TEXT}<p>More stands <a href="/x">in the report</a> of the jury.</p></article>', "in the report"),
        ("rows of a table", f"<article>{TEXT}<table><tr><td>Sheets</td><td>400</td></tr></table></article>", "400"),
    ],
)  # fmt: skip
def test_what_belongs_to_the_body_stays(name: str, inner: str, kept: str) -> None:
    assert kept in read_page(page(inner)).text


CHINESE = "两国的造纸工匠周一在灯笼博物馆开设了联合工作坊，十二名学徒将在那里度过冬天，春天时双方的老师还会互换岗位。"


def test_a_short_line_of_dense_letters_is_a_paragraph() -> None:
    found = read_page(page(f"<nav><a href='/'>首页</a></nav><div><p>{CHINESE}</p><p>{CHINESE[::-1]}</p></div>"))
    assert CHINESE in found.text
    assert "首页" not in found.text


def test_a_second_opinion_is_asked_where_little_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "trafilatura_text", lambda markup: f"{FIRST}\n{SECOND}")
    assert read_page(page("<div>Short.</div>")).text == f"{FIRST}\n{SECOND}"
    assert read_page(page(TEXT)).text == BODY


def test_a_second_opinion_that_finds_no_more_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "trafilatura_text", lambda markup: "Less.")
    assert read_page(page(f"<p>{FIRST}</p>")).text == FIRST


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400), st.booleans())
def test_no_page_raises(text: str, as_bytes: bool) -> None:
    markup = f"<div>{text}<p>{text}"
    found = read_page(markup.encode("utf-8", "replace") if as_bytes else markup)
    assert bool(found.text.strip()) or found.refused
    found.text.encode()


@pytest.mark.slow
def test_floors_on_the_shared_pages() -> None:
    from tools.pages import PAGES, body_of, load_pages, scores

    if not Path(PAGES).is_file():
        pytest.skip("the shared set of pages is not here")
    pages = load_pages()[::4]
    precision, recall, f1, *_ = scores([body_of(p.markup) for p in pages], pages).mean(axis=0)
    assert precision > 0.96
    assert recall > 0.97
    assert f1 > 0.965
