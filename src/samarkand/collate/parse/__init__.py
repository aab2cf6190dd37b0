"""One file a format: bytes of a snapshot to documents and refusals."""
