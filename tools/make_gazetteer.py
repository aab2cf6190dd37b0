"""Builds the gazetteer from the libraries and the hand-written tables into the package, with its checksum."""

import hashlib
from pathlib import Path

from samarkand.gazetteer.build import serialise

FOLDER = Path(__file__).parents[1] / "src" / "samarkand" / "gazetteer"


def main() -> None:
    data = serialise()
    digest = hashlib.sha256(data).hexdigest()
    (FOLDER / "names.bin").write_bytes(data)
    (FOLDER / "names.sha256").write_text(f"{digest}  names.bin\n", "ascii")
    print(f"{len(data):,} bytes, {digest}")


if __name__ == "__main__":
    main()
