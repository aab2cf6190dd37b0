"""Snapshots to documents, documents to stories."""
