"""Learns the reader's weights from the codebook and writes them, with their checksum, into the package."""

from samarkand import wiring
from tools.learn import write


def main() -> None:
    learnt = wiring.learn()
    write("weights", learnt.to_bytes())
    print(f"{len(learnt.codes)} types, {learnt.type.weight.shape[1]} features, {learnt.checksum}")


if __name__ == "__main__":
    main()
