"""The site as static files: all that readers reach, linked relatively, its sums signed (docs/operations.md)."""
