"""What people decided about pairs of mentions, as JSON lines that are only ever added to."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from samarkand.adapters.records import restored
from samarkand.domain.errors import SamarkandError
from samarkand.domain.pair import PairJudgement


def read_pairs(path: Path) -> list[PairJudgement]:
    """In the order of the file. Raises SamarkandError at a line that is no judgement, since passing it over would change
    exchanges unseen."""
    if not path.exists():
        return []
    out = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            judgement = restored(PairJudgement, {**told, "when": datetime.fromisoformat(told["when"])})
            is_whole = judgement.when.tzinfo is not None and len(set(judgement.mentions)) == 2
            is_whole = is_whole and len(judgement.documents) == len(judgement.quotes) == 2
        except (ValueError, KeyError, TypeError, AttributeError):
            is_whole = False
        if not is_whole:
            remedy = "mend the line or remove it; samarkand review pair writes such lines"
            raise SamarkandError("no judgement of two mentions", f"{path}:{number}", remedy)
        out.append(judgement)
    return out


def append_pairs(path: Path, judgements: Sequence[PairJudgement]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        for judgement in judgements:
            out.write(json.dumps({**asdict(judgement), "when": judgement.when.isoformat()}, ensure_ascii=False) + "\n")
