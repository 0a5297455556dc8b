"""Two texts of an article against each other, as its readers would see them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.revisions import Text
from editions.richtext.diff import BlockChange, Change, compare, diff_text


@dataclass(frozen=True)
class Line:
    """One of the short fields."""

    html: SafeString
    is_changed: bool


@dataclass(frozen=True)
class Comparison:
    title: Line
    slug: Line
    standfirst: Line
    blocks: list[BlockChange]

    @property
    def is_same(self) -> bool:
        lines = (self.title, self.slug, self.standfirst)
        return not any(line.is_changed for line in lines) and all(one.change == Change.SAME for one in self.blocks)

    @property
    def count(self) -> int:
        """How many blocks and fields were changed."""
        lines = (self.title, self.slug, self.standfirst)
        return sum(line.is_changed for line in lines) + sum(one.change != Change.SAME for one in self.blocks)


def comparison(old: Text, new: Text) -> Comparison:
    return Comparison(
        title=_line(old.title, new.title),
        slug=_line(old.slug, new.slug),
        standfirst=_line(old.standfirst, new.standfirst),
        blocks=compare(old.body, new.body, picture=picture_address),
    )


def _line(old: str, new: str) -> Line:
    return Line(diff_text(old, new), old != new)


def picture_address(number: str) -> str:
    """Where the desk shows a picture of the library."""
    return reverse("library-picture", args=[int(number)])
