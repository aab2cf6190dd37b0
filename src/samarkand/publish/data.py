"""Measurements and findings as data, so that every number can be looked up and recomputed."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict

from samarkand.domain.finding import Finding
from samarkand.domain.measurement import Measurement

_COLUMNS = (
    "id",
    "indicator",
    "layer",
    "focus",
    "period",
    "cell",
    "value",
    "low",
    "high",
    "level",
    "n",
    "unit",
    "method",
    "reason",
    "records",
)


def measurements_csv(measurements: Iterable[Measurement]) -> bytes:
    """One line a measurement; records parted by spaces."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for m in measurements:
        row = {**asdict(m), "id": m.id, "layer": m.layer.value, "records": " ".join(m.records)}
        writer.writerow(["" if row[name] is None else row[name] for name in _COLUMNS])
    return sink.getvalue().encode("utf-8")


def findings_lines(findings: Iterable[Finding]) -> bytes:
    """One JSON object a sentence, with its query, values and measurement ids; records are those of the measurements."""
    lines = []
    for f in findings:
        values = [{"name": name, "shown": shown, "measurement": ident} for name, shown, ident in f.values]
        lines.append(
            json.dumps(
                {
                    "id": f.id,
                    "template": f.template,
                    "lang": f.lang,
                    "text": f.text,
                    "query": f.query,
                    "n": f.n,
                    "grade": f.grade.value if f.grade else None,
                    "values": values,
                },
                ensure_ascii=False,
            )
        )
    return ("\n".join(lines) + "\n").encode("utf-8")
