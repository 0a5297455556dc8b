"""A read-only view of what is published, for programs: /api/v1/ (docs/api.md)."""
