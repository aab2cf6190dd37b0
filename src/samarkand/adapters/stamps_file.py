"""Stamps as one small JSON file beside the tables."""

import json
from pathlib import Path

from samarkand.adapters.atomic import write_atomically


class StampsFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def _all(self) -> dict[str, str]:
        try:
            held = json.loads(self.path.read_text("utf-8"))
        except (OSError, json.JSONDecodeError):
            return {}
        return held if isinstance(held, dict) else {}

    def get(self, stage: str) -> str | None:
        return self._all().get(stage)

    def set(self, stage: str, key: str) -> None:
        stamps = {**self._all(), stage: key}
        write_atomically(self.path, json.dumps(stamps, indent=1, sort_keys=True).encode())
