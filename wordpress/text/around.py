"""What surrounds an old body: what a conversion asks of the import, and what it tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that is kept here.

    Attributes:
        number: what a figure of ours refers to (`data-image`).
        alt, caption: its own, in the edition of the text; plain text, "" where there is none.
    """

    number: int
    alt: str = ""
    caption: str = ""


class Around(Protocol):
    """What the import knows of the site from which a body comes. `Nothing` knows nothing, and can be built upon."""

    def picture(self, *, number: int | None, address: str) -> Kept | None:
        """The picture of an attachment's number, of an address (of any size) where the number is not known."""
        ...

    def attached(self, kind: str = "image") -> Sequence[int]:
        """The numbers of the "image", "audio" or "video" attachments of this post, in their order."""
        ...

    def file(self, address: str, number: int | None = None) -> str | None:
        """The new address of any other uploaded file; by its number where the old address is not known ("")."""
        ...

    def link(self, address: str) -> str:
        """The new address of an old one, or the address itself."""
        ...

    def own(self, address: str) -> str:
        """The path of an address that leads into a site of ours from which the export came; others as they are."""
        ...

    def reusable(self, number: int) -> str:
        """The body of a reusable block (an item of the kind "wp_block"); "" where there is none."""
        ...

    def meta(self, key: str) -> str:
        """A custom field of this post, such as "footnotes"; "" where there is none."""
        ...


class Nothing:
    """A site of which nothing has been kept: every address stays what it is."""

    def picture(self, *, number: int | None, address: str) -> Kept | None:
        return None

    def attached(self, kind: str = "image") -> Sequence[int]:
        return ()

    def file(self, address: str, number: int | None = None) -> str | None:
        return None

    def link(self, address: str) -> str:
        return address

    def own(self, address: str) -> str:
        return address

    def reusable(self, number: int) -> str:
        return ""

    def meta(self, key: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a body shows.

    Attributes:
        kept: what it has become; None: it is not here, and the body has a link in its place.
        number: of the attachment, where the body names it.
        address: as the body has it, of whatever size; "" where it names a number only.
        alt, caption: what the body says of it; plain text.
    """

    kept: Kept | None
    number: int | None
    address: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that has no form of ours: named for the report, never dropped in silence.

    Attributes:
        what: "shortcode", "block", "element", "embed", "picture", "audio", "video", "link"; "more" ends a list that
            would be too long, its name says how many are not in it.
        name: of the shortcode, block or element; the host of an embed; the address of a picture, file or link.
        excerpt: how it stood in the body, shortened.
    """

    what: str
    name: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Converted:
    """An old body in our form.

    Attributes:
        html: what the desk would store, but for the blocks' ids, which saving gives.
        pictures: in the order in which they are shown, each as often as it is.
        standfirst_end: how many characters of `html` stood before `<!--more-->`; None where there was none.
        leftovers: in the order in which they stood.
    """

    html: str
    pictures: Sequence[Shown] = ()
    standfirst_end: int | None = None
    leftovers: Sequence[Leftover] = ()

    @property
    def beginning(self) -> str:
        """What stood before `<!--more-->`; "" where there was none."""
        return self.html[: self.standfirst_end] if self.standfirst_end else ""


@dataclass(slots=True)
class Notes:
    """What a conversion has met so far."""

    pictures: list[Shown] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


type Attributes = Mapping[str, str]
