"""XML that declares nothing: the only kind that goes on to a parser."""

from xml.parsers import expat

from samarkand.domain.errors import SamarkandError


def looks_like_xml(body: bytes) -> bool:
    """By its first sign, behind the marks that an encoding puts in front."""
    return body[:100].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")


def refuse_declarations(body: bytes, file: str) -> None:
    """Entities can read files and fill the memory; no register needs one, so no document type is let in."""

    def refuse(*_: object) -> None:
        raise SamarkandError("the XML declares a document type", file, "take it out: entities are not read")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise SamarkandError(f"not well-formed XML ({error})", file, "fetch the file again") from error
