"""What of a folder is taken in."""

import os
from pathlib import Path

from samarkand.adapters.import_folder import gathered


def told(*paths: Path) -> list[tuple[str, str]]:
    return [(found.place, found.problem) for found in gathered(paths)]


def test_files_of_a_folder_come_sorted_by_their_place(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert told(tmp_path) == [("a/b/c.txt", ""), ("a/z.txt", ""), ("b.txt", ""), ("c.txt", "")]


def test_what_is_hidden_or_leads_out_is_named_and_not_taken(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for place in (folder / ".git", outside, folder / "sub"):
        place.mkdir(parents=True)
    (folder / ".git" / "config").write_text("x")
    (folder / ".DS_Store").write_text("x")
    (folder / "own.txt").write_text("x")
    (outside / "secret.txt").write_text("x")
    (folder / "within.txt").symlink_to(folder / "own.txt")
    (folder / "without.txt").symlink_to(outside / "secret.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "round").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    os.mkfifo(folder / "pipe")
    assert told(folder) == [
        (".DS_Store", "a hidden file, not taken"),
        (".git", "a hidden folder, not taken"),
        ("gone.txt", "a link that leads nowhere"),
        ("own.txt", ""),
        ("pipe", "is no ordinary file"),
        ("round", "a link to a folder, not followed"),
        ("self", "a link that leads nowhere"),
        ("within.txt", ""),
        ("without.txt", "a link that leads out of the folder, not followed"),
    ]
    assert [found.place for found in gathered([folder]) if found.passed_over] == [".DS_Store", ".git"]


def test_a_file_that_is_named_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert told(tmp_path / "a.txt", tmp_path / "b.txt") == [("a.txt", ""), ("b.txt", "no such file")]
