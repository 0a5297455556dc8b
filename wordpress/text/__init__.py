"""Old bodies in our form: `convert`. Pure functions, which know no database."""

from wordpress.text.around import Around, Converted, Kept, Leftover, Nothing, Shown
from wordpress.text.convert import convert

__all__ = ["Around", "Converted", "Kept", "Leftover", "Nothing", "Shown", "convert"]
