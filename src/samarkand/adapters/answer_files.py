"""Answers of a language model as one small JSON file each, under the observatory."""

import json
from pathlib import Path

from samarkand.adapters.atomic import write_atomically
from samarkand.ports.language_model import Reply


class AnswerFiles:
    """`root/<two digits>/<key>.json`, with who answered, the answer as it came, and what it cost."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, key: str) -> Path:
        return self.root / key[-2:] / f"{key}.json"

    def get(self, key: str) -> Reply | None:
        try:
            held = json.loads(self._path(key).read_text("utf-8"))
            text, tokens_in, tokens_out = held["answer"], held["tokens_in"], held["tokens_out"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        is_whole = isinstance(text, str) and isinstance(tokens_in, int) and isinstance(tokens_out, int)
        return Reply(text, tokens_in, tokens_out) if is_whole else None

    def put(self, key: str, reply: Reply, read_by: str) -> None:
        row = {
            "read_by": read_by,
            "tokens_in": reply.tokens_in,
            "tokens_out": reply.tokens_out,
            "answer": reply.text,
        }
        write_atomically(self._path(key), json.dumps(row, indent=1).encode())
