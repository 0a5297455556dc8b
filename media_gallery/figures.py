"""Pictures in a text as readers see them: one by itself, or several as a gallery."""

from html import escape

from django.utils.translation import gettext as _

from editions.columns import translated
from editions.models import Edition
from editions.scripts.digits import format_number
from media_gallery.models import Image
from media_gallery.pictures import alt_of, full_size_url
from media_gallery.templatetags.pictures import picture

SIZES = {False: "(min-width: 64em) 38rem, 100vw", True: "(min-width: 64em) 58rem, 100vw"}
# What has fewer pixels across than a column of text is shown as it is: drawn larger, it would be blurred.
SMALL = 560
# How many stand beside each other, by how many there are: no row ends with one alone. Of more, four.
COLUMNS = {2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 9: 3}
MOST = 4


def has_gallery(body: str) -> bool:
    return 'class="gallery"' in body


def draw_picture(image: Image, edition: Edition, caption: str, *, is_wide: bool = False) -> str:
    """A picture in a text: the caption written there, else the picture's own, and the credit."""
    wide = " figure--wide" if is_wide else ""
    drawn = picture(image, edition, sizes=SIZES[is_wide], fills=image.width >= SMALL)
    return f'<figure class="figure{wide}">{drawn}{_figcaption(_words(image, edition, caption))}</figure>'


def _words(image: Image, edition: Edition, caption: str) -> str:
    words = caption or escape(translated(image, "caption", edition.code))
    credit = translated(image, "credit", edition.code)
    return f'{words} <span class="figure__credit">{escape(credit)}</span>'.strip() if credit else words


def _figcaption(words: str, extra: str = "") -> str:
    return f'<figcaption class="figure__caption{extra}">{words}</figcaption>' if words else ""


class Gallery:
    """A gallery while its body is read: pictures, each with its caption, and one of all of them."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pictures: list[tuple[Image, str]] = []
        self.caption: list[str] = []
        self.in_caption = False
        self.depth = 1

    @property
    def is_complete(self) -> bool:
        return self.depth == 0

    def starts(self, tag: str) -> bool:
        """Whether what begins is part of the gallery itself, and so is not drawn; its caption's words are."""
        if tag == "figure":
            self.depth += 1
        elif tag == "figcaption":
            self.in_caption = True
        elif self.in_caption:
            return False
        return True

    def ends(self, tag: str) -> bool:
        if tag == "figure":
            self.depth -= 1
        elif tag == "figcaption":
            self.in_caption = False
        elif self.in_caption:
            return False
        return True

    def add(self, image: Image, caption: str) -> None:
        self.pictures.append((image, caption))

    def write(self, html: str) -> None:
        if self.in_caption:
            self.caption.append(html)

    def drawn(self) -> str:
        """The pictures in a grid, each leading to itself in full size; "" where none of them is here."""
        caption = "".join(self.caption).strip()
        if len(self.pictures) < 2:
            return "".join(draw_picture(image, self.edition, words or caption) for image, words in self.pictures)
        columns = COLUMNS.get(len(self.pictures), MOST)
        tall = sum(image.height > image.width for image, _words in self.pictures)
        shape = " pictures--tall" if 2 * tall > len(self.pictures) else ""
        sizes = f"(min-width: 64em) {58 // columns}rem, 50vw"
        inside = "".join(self._one(place, sizes) for place in range(len(self.pictures)))
        return (
            f'<figure class="pictures pictures--{columns}{shape}">{inside}'
            f"{_figcaption(caption, ' pictures__caption')}</figure>"
        )

    def _one(self, place: int, sizes: str) -> str:
        image, caption = self.pictures[place]
        label = ""
        if not alt_of(image, self.edition.code):
            # A link has to have a name.
            number = format_number(place + 1, self.edition.digits)
            label = f' aria-label="{escape(_("Picture %(number)s") % {"number": number})}"'
        link = f'<a class="pictures__link" href="{escape(full_size_url(image))}"{label}>'
        return (
            f'<figure class="figure">{link}{picture(image, self.edition, sizes=sizes)}</a>'
            f"{_figcaption(_words(image, self.edition, caption))}</figure>"
        )
