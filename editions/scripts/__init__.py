"""Text per script: digits, calendars, slugs, hidden characters. Plain functions without dependencies on the rest."""
