"""Judgements as JSON lines that are only ever added to."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from samarkand.adapters.records import restored
from samarkand.domain.errors import SamarkandError
from samarkand.domain.judgement import Judgement


def _line(judgement: Judgement) -> bytes:
    told = {"id": judgement.id, **asdict(judgement), "quote_hash": judgement.quote_hash}
    told["when"] = judgement.when.isoformat()
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _judgement(line: bytes) -> Judgement | None:
    try:
        told = json.loads(line.decode("utf-8", "surrogatepass"))
        judgement = restored(Judgement, {**told, "when": datetime.fromisoformat(told["when"])})
        is_whole = judgement.quote_hash == told["quote_hash"] and judgement.when.tzinfo is not None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return judgement if is_whole else None


class JudgementFile:
    """A line a judgement. What a broken write left is passed over by number, never removed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[list[Judgement], list[int]]:
        """All judgements in the order they were made, and the numbers of the lines that cannot be read."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return [], []
        except OSError as problem:
            raise SamarkandError(f"cannot be read: {problem.strerror}", str(self.path)) from problem
        found: list[Judgement] = []
        broken: list[int] = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            judgement = _judgement(line)
            if judgement is None:
                broken.append(number)
            else:
                found.append(judgement)
        return found, broken

    def append(self, judgements: Sequence[Judgement]) -> None:
        """All in one write, synced; a line that was torn before is closed first, so that it spoils no other."""
        if not judgements:
            return
        data = b"".join(map(_line, judgements))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b", buffering=0) as out:
                if self._is_torn(out.fileno()):
                    data = b"\n" + data
                written = out.write(data)
                os.fsync(out.fileno())
        except OSError as problem:
            raise SamarkandError(f"could not be written: {problem.strerror}", str(self.path)) from problem
        if written != len(data):
            raise SamarkandError("the disk is full", str(self.path), "free some room and apply the same sheet again")

    @staticmethod
    def _is_torn(descriptor: int) -> bool:
        size = os.fstat(descriptor).st_size
        return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
