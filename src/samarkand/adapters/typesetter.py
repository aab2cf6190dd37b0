"""Typst markup to PDF, with fonts from packages and none from the machine."""

import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from samarkand.domain.errors import SamarkandError

FONT_PACKAGES = {
    "fontpkg_noto_sans": "fontpkg-noto-sans",
    "noto_cjk_sans_otc": "noto-cjk-sans-otc",
    "fontpkg_noto_sans_arabic": "fontpkg-noto-sans-arabic",
}


def font_folders() -> list[str]:
    """Where the font packages keep their files. A missing package is named with the command that installs it."""
    folders = []
    for module, package in FONT_PACKAGES.items():
        try:
            file = import_module(module).__file__
        except ImportError as problem:
            raise SamarkandError(
                f"the fonts of {package} are missing, and with them a script of the quotes",
                "yearbook.pdf",
                f"run: pip install {package}",
            ) from problem
        folders.append(str(Path(file or "").parent))
    return folders


def typeset(source: str, assets: Mapping[str, bytes]) -> bytes:
    """Tagged PDF (PDF/UA-1). Same source and assets, same bytes."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "yearbook.typ").write_text(source, "utf-8")
        for name, data in assets.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        try:
            return bytes(
                typst.compile(
                    str(root / "yearbook.typ"),
                    root=folder,
                    font_paths=font_folders(),
                    ignore_system_fonts=True,
                    pdf_standards=["ua-1"],
                    timestamp=0,
                )
            )
        except typst.TypstError as problem:
            raise SamarkandError(
                f"the PDF could not be set: {problem}", "yearbook.pdf", "please report this with the text it names"
            ) from problem
