"""Captured pages as one WARC file: each response followed by what was told of it."""

import json
import os
import uuid
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from samarkand.domain.capture import Capture, Item
from samarkand.ports.web import Answer

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecordType

_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that say how a body was packed; bodies are kept unpacked, so they get the prefix crawlers use for this."""


class WarcFile:
    """A file in the making. It is complete, synced and closed after `finish`, and worth nothing before."""

    def __init__(self, path: Path, software: str) -> None:
        from fastwarc.stream_io import GzipWriter

        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.records, self.size = path, 0, 0
        self._file: BinaryIO = path.open("wb")
        self._packed = GzipWriter(self._file)
        self._software = software

    def add(self, capture: Capture, answer: Answer, item: Item) -> None:
        """Writes a response and its metadata. The same input gives the same bytes."""
        from fastwarc.warc import WarcRecordType

        if not self.records:
            about = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\nrobots: obeyed\r\n"
            headers = {"Content-Type": "application/warc-fields"}
            self._write(WarcRecordType.warcinfo, _urn("info", capture), headers, about.encode(), capture.captured_at)
        response, told = _urn("response", capture), _urn("metadata", capture)
        headers = {
            "WARC-Target-URI": answer.address,
            "WARC-Payload-Digest": f"sha256:{capture.sha256}",
            "Content-Type": "application/http; msgtype=response",
        }
        self._write(WarcRecordType.response, response, headers, _message(answer), capture.captured_at)
        headers = {
            "WARC-Target-URI": answer.address,
            "WARC-Concurrent-To": f"<urn:{response}>",
            "WARC-Refers-To": f"<urn:{response}>",
            "Content-Type": "application/json",
        }
        self._write(WarcRecordType.metadata, told, headers, _told(capture, item), capture.captured_at)

    def _write(self, kind: "WarcRecordType", urn: str, headers: dict[str, str], content: bytes, when: datetime) -> None:
        from fastwarc.warc import WarcRecord

        record = WarcRecord()
        record.init_headers(kind, urn.encode())
        record.headers["WARC-Date"] = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name, value in headers.items():
            record.headers[name] = value
        record.set_bytes_content(content)
        record.write(self._packed, checksum_data=True)
        self._packed.finish()  # a member a record, so that a reader can begin at any of them
        self.records += 1
        self.size += len(content)

    def finish(self) -> None:
        self._packed.flush()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def drop(self) -> None:
        """Leaves nothing behind."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def _urn(role: str, capture: Capture) -> str:
    name = f"{role} {capture.source_id} {capture.asked} {capture.captured_at.isoformat()} {capture.sha256}"
    return f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _message(answer: Answer) -> bytes:
    """The response as HTTP, with the body as it was unpacked."""
    head = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    for name, value in answer.headers:
        head.append(f"{'X-Crawl-' if name.lower() in _OF_THE_WIRE else ''}{name}: {value}")
    head.append(f"Content-Length: {len(answer.body)}")
    text = "\r\n".join(line.replace("\r", " ").replace("\n", " ") for line in head)
    return text.encode("utf-8", "replace") + b"\r\n\r\n" + answer.body


def _told(capture: Capture, item: Item) -> bytes:
    told = {
        "source_id": capture.source_id,
        "channel": capture.channel,
        "title": item.title or None,
        "date": item.date or None,
        "found_at": capture.captured_at.astimezone(UTC).isoformat(),
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
