"""An old body in our form."""

from editions.richtext.normalise import tidied
from wordpress.text.around import Around, Converted


def convert(body: str, around: Around) -> Converted:
    """The body of a post as the desk would store it, with what it shows and what has no form here."""
    html, _found = tidied(body)
    return Converted(html)
