"""Stories that are one: told apart in each language, as sites that moved in apart are, and joined by a person."""
