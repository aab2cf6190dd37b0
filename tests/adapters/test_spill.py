import os
from pathlib import Path

from samarkand.adapters.spill import Folder, clear_left, deal, piece


def test_each_group_finds_its_piece(tmp_path: Path) -> None:
    deal({3: "three", 0: None}, tmp_path / "x", 5)
    assert [piece(tmp_path / "x", group) for group in range(5)] == [[None], [], [], ["three"], []]


def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    mine = Folder(tmp_path)
    for name in (f"{2**22 + 1}-left", "kept-by-hand", "kept"):
        (tmp_path / name).mkdir()
    clear_left(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([mine.path.name, "kept-by-hand", "kept"])
    assert mine.path.name.startswith(f"{os.getpid()}-")
