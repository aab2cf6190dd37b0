"""The five practice findings: products, reach, rhythm, returns."""
