"""The same release in several languages: learns the weights from one year of releases, and scores groups against them.

python -m tools.releases        writes src/samarkand/collate/release_weights.toml
"""

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from samarkand import wiring
from samarkand.collate.attribute import SourceBook, attribute_all
from samarkand.collate.likeness import FEATURES, likeness
from samarkand.collate.profile import Profile, profiles
from samarkand.collate.releases import Placed, blocks, pairs
from samarkand.collate.scorecard import Scorecard
from samarkand.domain.document import Document
from samarkand.domain.period import Period
from tools.copying import SHARED

WEIGHTS = Path(__file__).parents[1] / "src/samarkand/collate/release_weights.toml"
LEAST = 0.4
_SHRINK = (0.55, 0.8)


def federal_news(year: int) -> tuple[list[Document], dict[str, str]]:
    """Documents under hashed ids, without the field that says their release, in an order that says nothing; and that field."""
    documents, release = [], {}
    with gzip.open(SHARED / f"swiss_federal_news_{year}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            name = hashlib.sha256(f"{row['id']}|{row['date']}".encode()).hexdigest()[:16]
            release[name] = row["release"]
            period, publisher = Period.parse(row["date"]), row["publisher"]
            documents.append(
                Document(name, row["text"], row["title"], row["lang"], row["lang"], publisher, period=period)
            )
    documents.sort(key=lambda d: d.id)
    return attribute_all(documents, SourceBook(())), release


def pairs_of(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def grouped(label: dict[str, str]) -> list[list[str]]:
    out: defaultdict[str, list[str]] = defaultdict(list)
    for name, group in label.items():
        out[group].append(name)
    return list(out.values())


def score(told: dict[str, str], truth: dict[str, str]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1 of one labelling against another."""
    mine, theirs = pairs_of(grouped(told)), pairs_of(grouped(truth))
    both = len(mine & theirs)
    precision, recall = both / max(1, len(mine)), both / max(1, len(theirs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _rows(
    documents: Sequence[Document], described: Sequence[Profile], release: dict[str, str]
) -> tuple[list, list[bool]]:
    """A row of features for each pair that would be weighed, and whether the two are one release."""
    placed: defaultdict[int, list[Placed]] = defaultdict(list)
    for at, (document, profile) in enumerate(zip(documents, described, strict=True)):
        one = Placed.of(at, document, profile)
        placed[blocks(one.days)[0]].append(one)
    rows, same = [], []
    for block in placed.values():
        compared, worth = pairs(block)
        for at, other in compared:
            a, b = block[at], block[other]
            rows.append(likeness(a.profile, b.profile, worth))
            same.append(release[documents[a.number].id] == release[documents[b.number].id])
    return rows, same


def _varied(rows: np.ndarray, same: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same pairs again as they would look with less to go on: an encoder weak in a language, figures in words,
    no links, texts cut to their opening. Without them the weights would lean on what this one publisher always gives."""
    rng = np.random.default_rng(1)
    column = {name: i for i, name in enumerate(FEATURES)}
    sense = [column[n] for n in ("title", "opening", "sentences", "whole")]
    weak, wordy, cut = rows.copy(), rows.copy(), rows.copy()
    weak[:, sense] *= rng.uniform(*_SHRINK, (len(rows), 1))
    wordy[:, [column[n] for n in FEATURES if n.startswith(("figures", "links"))]] = 0
    for name in ("size_apart", "paragraphs_apart"):
        cut[:, column[name]] += rng.uniform(0, 1.5, len(rows))
    return np.concatenate([rows, rows, weak, wordy, cut]), np.concatenate([same] * 5)


def learn(rows: np.ndarray, same: np.ndarray) -> Scorecard:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=5000).fit(*_varied(rows, same))
    return Scorecard(round(float(model.intercept_[0]), 3), tuple(round(float(w), 3) for w in model.coef_[0]), LEAST)


def write(scorecard: Scorecard) -> None:
    lines = [
        "# How likely two documents in different languages are one release: a logistic regression on collate/likeness.py.",
        "# Written by: python -m tools.releases. `least` is the mean chance from which documents are one release.",
        f"start = {scorecard.start}",
        f"least = {scorecard.least}",
        "",
        "[weights]",
        *(f"{name} = {weight}" for name, weight in zip(FEATURES, scorecard.weights, strict=True)),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    documents, release = federal_news(2023)
    described = [
        p for at in range(0, len(documents), 500) for p in profiles(documents[at : at + 500], wiring.encoder())
    ]
    rows, same = _rows(documents, described, release)
    scorecard = learn(np.array(rows), np.array(same))
    write(scorecard)
    print(f"{len(rows):,} pairs of 2023, {sum(same):,} of them one release; weights in {WEIGHTS}")


if __name__ == "__main__":
    main()
