"""Writes docs/cli.md from the command line itself; `--check` only compares."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from click.testing import CliRunner

from samarkand.cli import app

TARGET = Path(__file__).parents[1] / "docs" / "cli.md"
HEAD = """# Command line

Made by `make reference` from the program itself; a test compares the two.
Exit codes: 0 done, 1 the data or a check failed, 2 the call was wrong. Errors say what, where and what to do.
"""


def page() -> str:
    """The help of the program and of every verb, as one Markdown page."""
    command = typer.main.get_command(app)
    runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"})
    parts = [HEAD]
    for words in _verbs(command):
        shown = runner.invoke(command, [*words, "--help"], prog_name="samarkand").output.strip()
        parts.append(f"\n## samarkand {' '.join(words)}\n\n```text\n{shown}\n```\n")
    return "".join(parts)


def _verbs(command: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every verb as one types it; a verb with verbs of its own comes as these."""
    for name, verb in sorted(command.commands.items()):
        words = (*before, name)
        if hasattr(verb, "commands"):
            yield from _verbs(verb, words)
        else:
            yield words


def main() -> int:
    made = page()
    if "--check" in sys.argv:
        return int(TARGET.read_text("utf-8") != made)
    TARGET.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
