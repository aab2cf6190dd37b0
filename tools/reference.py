"""Writes docs/cli.md from the command line itself; `--check` only compares."""

import sys
from pathlib import Path

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
    verbs = sorted(command.commands)  # type: ignore[attr-defined]
    parts = [HEAD]
    for verb in verbs:
        shown = runner.invoke(command, [verb, "--help"], prog_name="samarkand").output.strip()
        parts.append(f"\n## samarkand {verb}\n\n```text\n{shown}\n```\n")
    return "".join(parts)


def main() -> int:
    made = page()
    if "--check" in sys.argv:
        return int(TARGET.read_text("utf-8") != made)
    TARGET.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
