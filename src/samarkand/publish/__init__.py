"""Everything to findings, tables, figures and the yearbook."""
