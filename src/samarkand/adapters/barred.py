"""The one way in which a request of ours ends without an answer."""

from datetime import datetime

from samarkand.domain.capture import Trouble


class Barred(Exception):  # noqa: N818 — reads as what it is: `raise Barred(trouble)`
    """`detail` is short and ours: what a host writes is not repeated, save numbers and addresses."""

    def __init__(self, trouble: Trouble, detail: str = "", status: int = 0, retry_at: datetime | None = None) -> None:
        self.trouble, self.detail, self.status, self.retry_at = trouble, detail, status, retry_at
        super().__init__(trouble.value)
