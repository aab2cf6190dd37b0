"""What people decided about lineages, as JSON lines that are only ever added to."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from samarkand.adapters.records import restored
from samarkand.domain.errors import SamarkandError
from samarkand.domain.lineage import LineageJudgement


def read_lineages(path: Path) -> list[LineageJudgement]:
    """In the order of the file. Raises SamarkandError at a line that is no judgement, since passing it over would change
    grades unseen."""
    if not path.exists():
        return []
    out = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            judgement = restored(LineageJudgement, {**told, "when": datetime.fromisoformat(told["when"])})
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            remedy = 'write {"sources": [ID, ID], "verdict": "dependent|independent|unsure", "reviewer": …, "when": …}'
            raise SamarkandError("no judgement of a lineage", f"{path}:{number}", remedy) from problem
        if judgement.when.tzinfo is None or len(set(judgement.sources)) != 2:
            raise SamarkandError(
                "a judgement needs two sources and a time with its zone", f"{path}:{number}", "mend it"
            )
        out.append(judgement)
    return out


def append_lineages(path: Path, judgements: Sequence[LineageJudgement]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        for judgement in judgements:
            out.write(json.dumps({**asdict(judgement), "when": judgement.when.isoformat()}, ensure_ascii=False) + "\n")
