"""How a site made addresses of its posts, guessed from the addresses themselves: an export does not say it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from wordpress.old_addresses.homes import path_in, prefix_of
from wordpress.wxr.items import Item, Site

# So many posts tell; the structure that most of them have is the site's.
ENOUGH = 500
# A place of time within an address: as WordPress names it, and how it is written there.
_TIMES = ("%monthnum%", "%day%", "%hour%", "%minute%", "%second%")


@dataclass(frozen=True, slots=True)
class Structure:
    """How addresses of posts are made.

    Attributes:
        prefix: what all paths begin with; "" or as in `/blog`.
        pattern: as WordPress writes it, `/%year%/%monthnum%/%postname%/`; "" where addresses are `/?p=12`.
    """

    prefix: str = ""
    pattern: str = ""
    category_base: str = "category"
    tag_base: str = "tag"
    author_base: str = "author"

    @property
    def front(self) -> str:
        """What stands before a category's base as well: `/index.php`, or the fixed beginning of the pattern."""
        fixed = self.pattern.partition("%")[0].rstrip("/")
        return f"{self.prefix}{fixed}"

    def address_of(self, item: Item, slug: str = "") -> str:
        """The path of a post under this structure, with another slug where one is given; "" where it cannot be said."""
        if not self.pattern or item.date is None:
            return ""
        moment = item.date
        values = {
            "%year%": f"{moment.year:04}",
            "%monthnum%": f"{moment.month:02}",
            "%day%": f"{moment.day:02}",
            "%hour%": f"{moment.hour:02}",
            "%minute%": f"{moment.minute:02}",
            "%second%": f"{moment.second:02}",
            "%post_id%": str(item.number),
            "%postname%": slug or item.slug,
            "%author%": item.author,
            "%category%": next((term.slug for term in item.terms_of("category")), "uncategorized"),
        }
        path = self.pattern
        for name, value in values.items():
            path = path.replace(name, value)
        return f"{self.prefix}{path}"


def structure_of(site: Site, items: Iterable[Item]) -> Structure:
    """The structure of most posts among the first that have an address of their own."""
    prefix = prefix_of(site)
    found = (pattern for item in items if item.kind == "post" and (pattern := _pattern_of(item, site, prefix)))
    counts = Counter(islice(found, ENOUGH))
    return Structure(prefix, counts.most_common(1)[0][0] if counts else "")


def _pattern_of(item: Item, site: Site, prefix: str) -> str:
    path = path_in(item.link, site)
    if not path or "?" in path or not path.startswith(f"{prefix}/") or not item.slug:
        return ""
    ends = "/" if path.endswith("/") else ""
    parts = [part for part in unquote(path[len(prefix) :]).split("/") if part]
    categories = {term.slug.lower() for term in item.terms_of("category")}
    made: list[str] = []
    for part in parts:
        name = _name_of(part, item, categories, made)
        if name != "%category%" or made[-1:] != ["%category%"]:
            made.append(name)
    return f"/{'/'.join(made)}{ends}" if any("%post" in name for name in made) else ""


def _name_of(part: str, item: Item, categories: set[str], before: list[str]) -> str:
    """What a part of a post's address stands for; itself where for nothing."""
    if item.date is not None and part.isdigit():
        # Around New Year the site's own zone may be in another year than ours.
        if len(part) == 4 and "%year%" not in before and abs(int(part) - item.date.year) <= 1:
            return "%year%"
        if len(part) == 2 and "%year%" in before:
            later = [name for name in _TIMES if name not in before]
            if later:
                return later[0]
    for name, value in (("%postname%", item.slug), ("%post_id%", str(item.number)), ("%author%", item.author)):
        if part.lower() == value.lower():
            return name
    if part.lower() in categories:
        return "%category%"
    # A number or a name within a part: `12-title`, `title.html`.
    part = part.replace(item.slug, "%postname%", 1)
    start, dash, rest = part.partition("-")
    return f"%post_id%{dash}{rest}" if start == str(item.number) and dash else part
