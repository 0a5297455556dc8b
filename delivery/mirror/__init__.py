"""The site as static files: every page that readers reach, linked relatively, with its sums signed (docs/operations.md)."""
