"""A new observatory on disk: commented settings, example sources, empty folders for people's judgements."""

from importlib.resources import files
from pathlib import Path

from samarkand.adapters.atomic import write_atomically
from samarkand.domain.errors import SamarkandError
from samarkand.domain.focus import Focus


def _settings(title: str, edition: str, focus: Focus, threshold: float) -> str:
    template = files("samarkand.sample").joinpath("observatory.toml").read_text("utf-8")
    codes = ", ".join(f'"{code}"' for code in focus.codes)
    values = {
        "title": title,
        "edition": edition,
        "kind": focus.kind.value,
        "codes": f"[{codes}]",
        "first": str(focus.first_year),
        "last": str(focus.last_year),
        "threshold": f"{threshold}",
    }
    for key, value in values.items():
        template = template.replace("{" + key + "}", value)
    return template


def create_observatory(
    root: Path, title: str, edition: str, focus: Focus, threshold: float, sources: str = "examples"
) -> None:
    """Refuses a folder that already holds an observatory; what else lies there is left alone.

    `sources` names the folder of the sample whose sources it begins with.
    """
    target = root / "observatory.toml"
    if target.exists():
        raise SamarkandError("there is an observatory already", str(root), "choose another folder")
    for name in ("sources", "judgements", "snapshots", "tables", "editions"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for source in files("samarkand.sample").joinpath(sources).iterdir():
        if source.name.endswith(".toml"):
            write_atomically(root / "sources" / source.name, source.read_bytes())
    write_atomically(target, _settings(title, edition, focus, threshold).encode())
