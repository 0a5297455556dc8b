"""Bodies as readers see them: the references in stored HTML become pictures and embeds, its notes a list at the end."""

from collections.abc import Callable, Iterable
from functools import partial
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editions import memo
from editions.models import Edition
from editions.prepared import prepared
from editions.richtext.blocks import without_ids
from editions.richtext.directions import directed
from media_gallery.figures import Gallery, draw_picture
from media_gallery.footnotes import Notes
from media_gallery.models import Image
from media_gallery.videos import parse_video

_HEADINGS = {"h2", "h3", "h4"}


class _References(HTMLParser):
    """The numbers of the images that a body refers to."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.numbers: list[int] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        number = dict(attrs).get("data-image") if tag == "figure" else None
        if number and number.isdigit():
            self.numbers.append(int(number))


def images_of(body: str) -> dict[int, Image]:
    """The images that a body refers to, in one query; none for a body without references."""
    return images_of_all([body])


def images_of_all(bodies: Iterable[str]) -> dict[int, Image]:
    """The same of many bodies."""
    referring = [body for body in bodies if "data-image" in body]
    found = (memo.of(("references", memo.digest(body)), partial(_in, body)) for body in referring)
    numbers = {number for one in found for number in one}
    return {image.pk: image for image in _images(numbers=sorted(numbers))} if numbers else {}


@prepared
def _images(*, numbers: list[int]) -> QuerySet[Image]:
    return Image.objects.filter(pk__in=numbers)


def _in(body: str) -> tuple[int, ...]:
    return tuple(_References(body).numbers)


class Drawing(HTMLParser):
    """Copies clean HTML, drawing what only refers. What it does not know passes as it stands.

    Another medium draws figures in another way: it overrides `draw_figure` and `new_gallery`.
    """

    def __init__(self, images: dict[int, Image], edition: Edition, notes: Notes) -> None:
        super().__init__(convert_charrefs=False)
        self.images, self.edition, self.notes = images, edition, notes
        self.out: list[str] = []
        # The reference that is being read, with figures inside it counted; of what it holds, its caption is kept.
        self.figure: dict[str, str | None] | None = None
        self.depth = 0
        self.caption: list[str] = []
        self.in_caption = False
        self.gallery: Gallery | None = None
        self.heading = ""
        self.in_heading = False
        # The note that is being read, with spans inside it counted.
        self.note: list[str] = []
        self.note_depth = 0
        # Within a link no other can stand: the numbers of notes in it follow it.
        self.in_link = False
        self.waiting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        text = self.get_starttag_text() or ""
        if tag == "span":
            self.start_note()
            return
        if self.figure is not None and self.read_in_figure(tag, found):
            return
        if tag == "figure" and _refers(found):
            self.figure, self.caption, self.in_caption, self.depth = found, [], False, 1
            return
        if self.figure is None and self.gallery is not None and self.gallery.starts(tag):
            return
        if tag == "figure" and found.get("class") == "gallery" and self.gallery is None:
            self.gallery = self.new_gallery()
            return
        if tag in _HEADINGS:
            self.heading, self.in_heading = "", True
        elif tag == "table":
            label = " ".join(self.heading.split()) or _("Table")
            self.write(f'<div class="table" role="region" aria-label="{escape(label)}" tabindex="0">')
        elif tag == "a":
            self.in_link = self.in_link or not self.note_depth
            if _leads_elsewhere(found.get("href") or ""):
                text = text.removesuffix(">") + ' rel="noopener">'
        self.write(text)

    def start_note(self) -> None:
        self.note_depth += 1
        if self.note_depth == 1:
            self.note = []

    def end_note(self) -> None:
        self.note_depth = max(0, self.note_depth - 1)
        note, self.note = "".join(self.note).strip(), [] if not self.note_depth else self.note
        if self.note_depth or not note or not self.is_read:
            return
        reference = self.notes.refer(note)
        if self.in_link:
            self.waiting.append(reference)
        else:
            self.write(reference)

    @property
    def is_read(self) -> bool:
        """Whether what stands here is shown: of a picture, or of a gallery, nothing but captions."""
        if self.figure is not None:
            return self.in_caption
        return self.gallery is None or self.gallery.in_caption

    def read_in_figure(self, tag: str, found: dict[str, str | None]) -> bool:
        """Take what a reference says of itself; True for a tag that is not drawn."""
        if tag == "figure":
            self.depth += 1
        elif tag == "figcaption":
            self.in_caption = True
        elif self.in_caption:
            return False
        elif tag == "a" and self.figure is not None:
            self.figure.setdefault("href", found.get("href"))
        return True

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self.end_note()
            return
        if self.figure is not None:
            if tag == "figure":
                self.depth -= 1
            if tag == "figure" and self.depth == 0:
                drawn, self.figure = self.draw_figure(self.figure, "".join(self.caption).strip()), None
                self.write(drawn)
                return
            if tag in {"figure", "figcaption"}:
                self.in_caption = False
                return
        elif self.gallery is not None and self.gallery.ends(tag):
            if self.gallery.is_complete:
                drawn, self.gallery = self.gallery.drawn(), None
                self.write(drawn)
            return
        self.in_heading = self.in_heading and tag not in _HEADINGS
        self.write(f"</{tag}></div>" if tag == "table" else f"</{tag}>")
        if tag == "a" and not self.note_depth:
            self.in_link = False
            self.write("".join(self.waiting))
            self.waiting = []

    def handle_data(self, data: str) -> None:
        if self.in_heading and not self.note_depth:
            self.heading += data
        self.write(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_reference(f"&#{name};")

    def handle_reference(self, reference: str) -> None:
        if self.in_heading and not self.note_depth:
            self.heading += unescape(reference)
        self.write(reference)

    def write(self, text: str) -> None:
        if self.note_depth:
            self.note.append(text)
        elif self.figure is not None:
            if self.in_caption:
                self.caption.append(text)
        elif self.gallery is not None:
            self.gallery.write(text)
        else:
            self.out.append(text)

    def new_gallery(self) -> Gallery:
        return Gallery(self.edition)

    def draw_figure(self, figure: dict[str, str | None], caption: str) -> str:
        kind = (figure.get("class") or "").split()
        if "embed" in kind:
            return draw_embed(figure.get("href") or "", caption)
        number = figure.get("data-image") or ""
        image = self.images.get(int(number)) if number.isdigit() else None
        if image is None:
            return ""
        if self.gallery is not None:
            self.gallery.add(image, caption)
            return ""
        return draw_picture(image, self.edition, caption, is_wide="picture--wide" in kind)


def _refers(figure: dict[str, str | None]) -> bool:
    """Whether a figure stands for a picture or an embed; any other keeps what it holds."""
    return "data-image" in figure or not {"picture", "embed"}.isdisjoint((figure.get("class") or "").split())


def _leads_elsewhere(href: str) -> bool:
    """Whether a link leaves the site, and so must not hand over the window."""
    try:
        host = urlsplit(href).hostname
    except ValueError:
        return True
    return bool(host) and host != urlsplit(settings.SITE_URL).hostname


def draw_embed(url: str, caption: str = "", *, poster: str = "", extra: str = "") -> str:
    """A link to the video, which a script may turn into its player at a click; nothing is loaded before.

    Args:
        caption, poster: drawn HTML.
        extra: a further class of the figure.
    """
    video = parse_video(url)
    if video is None:
        is_link = url.startswith(("http://", "https://"))
        link = f'<p><a href="{escape(url)}" dir="ltr" rel="noopener">{escape(url)}</a></p>' if is_link else ""
        return link + (f"<p>{caption}</p>" if caption else "")
    host = urlsplit(video.page).hostname or video.provider
    words = escape(_("Play at %(host)s") % {"host": host.removeprefix("www.")})
    figcaption = f'<figcaption class="figure__caption">{caption}</figcaption>' if caption else ""
    return (
        f'<figure class="figure embed{extra and " " + extra}"><a class="embed__link" href="{escape(video.page)}"'
        f' data-player="{escape(video.player)}" rel="noopener">{poster}'
        f'<span class="embed__play">{words}</span></a>{figcaption}</figure>'
    )


def draw_body(
    body: str,
    edition: Edition,
    images: dict[int, Image] | None = None,
    *,
    notes: Notes | None = None,
    key: object = "",
    drawing: Callable[[dict[int, Image], Edition, Notes], Drawing] = Drawing,
) -> str:
    """Clean HTML with its pictures, embeds, tables and notes drawn for readers of the edition.

    At most one query; none where `images` gives what `images_of` has read, of many bodies at once.

    Args:
        notes: keeps the notes of a text that is drawn in parts; its list is then the caller's to draw.
        key: of the text among others on the page, for the ids of its notes.
        drawing: for paper and books, which draw pictures and videos in another way.
    """
    if not body:
        return ""
    kept = Notes(edition, key) if notes is None else notes
    drawn = drawing(images_of(body) if images is None else images, edition, kept)
    drawn.feed(directed(without_ids(body), edition.direction))
    drawn.close()
    return "".join(drawn.out) + (kept.drawn() if notes is None else "")


def body_of_page(body: str, edition: Edition, key: object = "") -> str:
    """As `draw_body`, kept by all that it is drawn of."""
    if not body:
        return ""
    images = images_of(body)
    pictures = tuple((number, image.memo_key) for number, image in images.items())
    made_of = ("body", edition.memo_key, get_language(), str(key), memo.digest(body), pictures)
    return memo.of_page(made_of, partial(draw_body, body, edition, images, key=key))
