"""One saved HTML page or one plain text file is one document."""

from collections.abc import Callable, Iterator

from samarkand.collate.parse.decode import decode
from samarkand.collate.parse.row import Where, document_from_row
from samarkand.domain.document import Document
from samarkand.domain.refusal import Refusal


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def parse_html(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    """Main text and title by resiliparse; the date is left unknown until it can be read with its source."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    markup, doubt = decode(data, Where(file, 1))
    if doubt:
        yield doubt
    tree = HTMLTree.parse(markup)
    text = extract_plain_text(tree, main_content=True, preserve_formatting=False, links=False, alt_texts=False)
    yield from document_from_row({"title": tree.title or _stem(file), "text": text}, Where(file, 1), known)


def parse_text(data: bytes, file: str, known: Callable[[str], bool]) -> Iterator[Document | Refusal]:
    """The first line is the title where a blank line follows it."""
    text, doubt = decode(data, Where(file, 1))
    if doubt:
        yield doubt
    head, blank, rest = text.strip().partition("\n\n")
    has_title = bool(blank) and "\n" not in head and len(head) <= 300
    row = {"title": head, "text": rest} if has_title else {"title": _stem(file), "text": text}
    yield from document_from_row(row, Where(file, 1), known)
