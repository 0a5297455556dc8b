"""Everything of an installation in one file, and back, whatever database it came from (docs/operations.md)."""
