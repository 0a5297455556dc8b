"""The page cache: stored, compressed answers that are served before Django is asked."""
