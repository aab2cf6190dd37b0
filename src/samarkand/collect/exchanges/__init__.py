"""A table of exchanges that somebody keeps: rows to mentions, by a mapping of its headings."""
