"""Learns the reader's weights from the codebook and writes them, with their checksum, into the package."""

from pathlib import Path

from samarkand import wiring

FOLDER = Path(__file__).parents[1] / "src" / "samarkand" / "read"


def main() -> None:
    learnt = wiring.learn()
    (FOLDER / "weights.npz").write_bytes(learnt.to_bytes())
    (FOLDER / "weights.sha256").write_text(f"{learnt.checksum}  weights.npz\n")
    print(f"{len(learnt.codes)} types, {learnt.type.weight.shape[1]} features, {learnt.checksum}")


if __name__ == "__main__":
    main()
