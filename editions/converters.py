"""Parts of addresses."""

from editions import registry
from editions.models import Edition


class EditionConverter:
    """A visible edition's code; a hidden or unknown one is no address."""

    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value: str) -> Edition:
        edition = registry.visible_edition(value)
        if edition is None:
            raise ValueError(value)
        return edition

    def to_url(self, value: Edition | str) -> str:
        return value.code if isinstance(value, Edition) else value


class HeldEditionConverter(EditionConverter):
    """Any installed edition's code, in an address that somebody got by mail: it leads on when the edition is hidden, to
    the default one."""

    def to_python(self, value: str) -> Edition:
        edition = registry.all_editions().get(value)
        shown = registry.visible_edition(value) or registry.default_edition()
        if edition is None or shown is None:
            raise ValueError(value)
        return shown


class UnicodeSlugConverter:
    """One part of a path in any script; whether such a thing exists is the view's to say."""

    # PostgreSQL takes no NUL, and no address of ours has a control character.
    regex = r"[^/\x00-\x1f\x7f]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
