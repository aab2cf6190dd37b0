"""Where sentences start and end, in any of the codebook's scripts."""

import re
from collections.abc import Iterator

MAX_SENTENCE = 600

# A full stop ends a sentence when white space and no lower-case letter or digit follows,
# and no single letter, short title or ordinal number stands before it.
_END = re.compile(
    r"[。!?!?؟…]+[”’»」』\")]*\s*"
    r"|\.[”’»\")]*\s+(?![a-zà-öø-ÿа-я0-9(])"
    r"|[\n\r\u2028\u2029]\s*"
    r"|[;;;؛]\s*(?=.{40})",
)
_NO_END = re.compile(
    r"(?:^|[\s(«„\"])(?:[^\W\d_]|\d{1,2}|Mr|Mrs|Ms|Dr|Prof|St|No|Nr|bzw|ca|etc|M|MM|Mme|Sr|Sra|dott|sig|art|vol|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|kl|bl|t\.ex|z\.B|u\.a|г|гг|им|ул|тыс|млн)$"
)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence without surrounding space; longer ones than 600 are cut at a space."""
    start = 0
    for matched in _END.finditer(text):
        if matched.group()[0] == "." and _NO_END.search(text[max(0, matched.start() - 6) : matched.start()]):
            continue
        yield from _trimmed(text, start, matched.end())
        start = matched.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[start:end]
    end = start + len(sentence.rstrip())
    start = min(end, start + len(sentence) - len(sentence.lstrip()))
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end
