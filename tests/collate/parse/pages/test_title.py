import pytest

from samarkand.collate.parse.pages.read import Told, read_page

TEXT = "<p>The choir of the island and the choir of the valley sing together for the first time, in both towns, this week.</p>"
SITE = '<meta property="og:site_name" content="The Valley Post">'
TITLE = "Two choirs sing together"

CASES = [
    ("Open Graph first", f'{SITE}<meta property="og:title" content="{TITLE}"><title>Other</title>', "", TITLE),
    ("JSON-LD where that is missing", f'<script type="application/ld+json">{{"@type": "Article", "headline": "{TITLE}"}}</script>', "", TITLE),
    ("the only heading", "<title>Other</title>", f"<h1>{TITLE}</h1>", TITLE),
    ("the window's title less the site it names", f"{SITE}<title>{TITLE} | The Valley Post</title>", "", TITLE),
    ("the site in front", f"{SITE}<title>The Valley Post – {TITLE}</title>", "", TITLE),
    ("less a short last part that nothing names", f"<title>{TITLE} - VP</title>", "", TITLE),
    ("a dash within words stays", "<title>Well-being for choirs</title>", "", "Well-being for choirs"),
    ("the site's own name is no title", f'{SITE}<meta property="og:title" content="The Valley Post"><title>{TITLE} | The Valley Post</title>', "<h1>The Valley Post</h1>", TITLE),
    ("Open Graph with the site behind it", f'{SITE}<meta property="og:title" content="{TITLE} | The Valley Post">', f"<h1>{TITLE}</h1>", TITLE),
    ("two headings vouch for nothing", f"<title>{TITLE}</title>", "<h1>One</h1><h1>Two</h1>", TITLE),
    ("none", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "head", "inner", "expected"), CASES, ids=[c[0] for c in CASES])
def test_the_title_of_a_page(name: str, head: str, inner: str, expected: str) -> None:
    assert read_page(f"<html><head>{head}</head><body>{inner}{TEXT}</body></html>").title == expected


def test_a_feed_names_a_page_that_does_not_name_itself() -> None:
    markup = f"<html><head><title>Other</title></head><body>{TEXT}</body></html>"
    assert read_page(markup, told=Told(title=TITLE)).title == TITLE


def test_language_site_and_address_are_read() -> None:
    head = f'{SITE}<link rel="canonical" href="https://valley.example/choirs">'
    found = read_page(f'<html lang="pt_BR"><head>{head}</head><body>{TEXT}</body></html>')
    assert (found.lang, found.site, found.address) == ("pt-BR", "The Valley Post", "https://valley.example/choirs")
    assert (
        read_page(f"<html><head>{head}</head><body>{TEXT}</body></html>", "https://b.example/").address
        == "https://b.example/"
    )
