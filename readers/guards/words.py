"""An edition's list of words of spam."""

from editions.scripts.folding import plain


def words_found(text: str, listed: str) -> list[str]:
    """Those of the list (a word or phrase a line) that stand in the text as whole words, however they are spelled."""
    padded = f" {plain(text)} "
    lines = [line.strip() for line in listed.splitlines()]
    return [line for line in lines if (folded := plain(line)) and f" {folded} " in padded]
