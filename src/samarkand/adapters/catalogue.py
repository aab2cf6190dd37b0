"""The sources that ship with the package, to be copied into an observatory. Nothing is fetched."""

from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from samarkand.adapters.atomic import write_atomically
from samarkand.adapters.source_files import read_source
from samarkand.domain.errors import SamarkandError
from samarkand.domain.source import Source


def catalogue() -> Mapping[str, tuple[Source, bytes]]:
    """Every source by its id, and its file as it stands."""
    with as_file(files("samarkand").joinpath("catalogue")) as folder:
        found = [(read_source(path), path.read_bytes()) for path in sorted(folder.glob("*.toml"))]
    return {source.id: (source, data) for source, data in found}


def add_from_catalogue(ids: Sequence[str], folder: Path, held: Sequence[Source]) -> list[Path]:
    """Copies the chosen files; all or none. Refuses what is not there, and what an observatory has under any file."""
    shelf = catalogue()
    hosts = {host: s.id for s in held for host in s.hosts}
    for name in ids:
        if name not in shelf:
            raise SamarkandError(f"the catalogue has no source {name}", name, "see: samarkand sources list")
        if name in {s.id for s in held}:
            raise SamarkandError(f"{name} is a source here already", str(folder), "leave it out")
        for host in shelf[name][0].hosts:
            if host in hosts:
                told = f"{name} publishes at {host}, and so does {hosts[host]}"
                raise SamarkandError(told, str(folder), "remove that file first, or leave this source out")
    paths = [folder / f"{name}.toml" for name in dict.fromkeys(ids)]
    if taken := [path for path in paths if path.exists()]:
        raise SamarkandError("there is a file of that name already", str(taken[0]), "rename it first")
    for path in paths:
        write_atomically(path, shelf[path.stem][1])
    return paths
