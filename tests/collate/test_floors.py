"""Floors under what docs/stories.md tells, on samples small enough to wait for. They need the shared folder."""

import pytest
from tools import copying, real_pairs, releases, stories

from samarkand import wiring
from samarkand.adapters.compute_local import InProcess
from samarkand.collate.stories import in_memory, relate

needs_shared = pytest.mark.skipif(not copying.SHARED.is_dir(), reason="the shared corpora are not here")


@needs_shared
@pytest.mark.slow
def test_copies_made_from_real_texts() -> None:
    precision, recall, _, documents = stories.generated(21)
    assert documents > 1000
    assert min(precision, recall) >= 0.98


@needs_shared
@pytest.mark.slow
def test_real_pairs_judged_by_reading() -> None:
    told = real_pairs.judged()
    precision, recall, pairs = real_pairs.rates((j.verdict, j.by_rule) for j in told)
    assert pairs > 280
    assert precision >= 0.95
    assert recall >= 0.92
    written, _, _ = real_pairs.rates((j.verdict, j.told) for j in told)
    assert written >= 0.91


@needs_shared
@pytest.mark.slow
def test_releases_of_a_month() -> None:
    documents, release = releases.federal_news(2023)
    month = [d for d in documents if d.period and d.period.month == "2023-02"]
    _, relations = relate(in_memory(month, InProcess(), describe=wiring.describe))
    _, _, f1 = releases.score({r.document_id: r.release for r in relations}, {d.id: release[d.id] for d in month})
    assert len(month) > 300
    assert f1 >= 0.97
