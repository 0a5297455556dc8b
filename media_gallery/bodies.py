"""Bodies as readers see them: the references in stored HTML become pictures and embeds."""

from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from editions.columns import translated
from editions.models import Edition
from media_gallery.models import Image
from media_gallery.templatetags.pictures import picture
from media_gallery.videos import parse_video

SIZES = {False: "(min-width: 64em) 38rem, 100vw", True: "(min-width: 64em) 58rem, 100vw"}
_OWN_HOST = urlsplit(settings.SITE_URL).hostname


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
    numbers = _References(body).numbers if "data-image" in body else []
    return Image.objects.in_bulk(numbers) if numbers else {}


class _Drawing(HTMLParser):
    """Copies clean HTML, drawing what only refers. What it does not know passes as it stands."""

    def __init__(self, images: dict[int, Image], edition: Edition) -> None:
        super().__init__(convert_charrefs=False)
        self.images, self.edition = images, edition
        self.out: list[str] = []
        # What stands inside a figure that is drawn anew, until its end.
        self.figure: dict[str, str | None] | None = None
        self.inside: list[str] = []
        self.heading = ""
        self.in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "figure" and self.figure is None:
            self.figure, self.inside = found, []
            return
        if tag in {"h2", "h3", "h4"}:
            self.heading, self.in_heading = "", True
        if tag == "table" and self.figure is None:
            label = self.heading or _("Table")
            self.write(f'<div class="table" role="region" aria-label="{escape(label)}" tabindex="0">')
        if tag == "a" and self.figure is None:
            self.write(_link(found))
            return
        if self.figure is not None and tag == "a":
            found_link = found.get("href") or ""
            self.figure.setdefault("href", found_link)
        self.write(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure" and self.figure is not None:
            drawn = self.draw_figure(self.figure, "".join(self.inside))
            self.figure = None
            self.write(drawn)
            return
        self.in_heading = self.in_heading and tag not in {"h2", "h3", "h4"}
        self.write(f"</{tag}>")
        if tag == "table" and self.figure is None:
            self.write("</div>")

    def handle_data(self, data: str) -> None:
        if self.in_heading:
            self.heading += data
        self.write(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_reference(f"&#{name};")

    def handle_reference(self, reference: str) -> None:
        if self.in_heading:
            self.heading += unescape(reference)
        self.write(reference)

    def write(self, text: str) -> None:
        (self.out if self.figure is None else self.inside).append(text)

    def draw_figure(self, figure: dict[str, str | None], inside: str) -> str:
        kind = (figure.get("class") or "").split()
        if "embed" in kind:
            return draw_embed(figure.get("href") or "", _caption_in(inside))
        number = figure.get("data-image") or ""
        image = self.images.get(int(number)) if number.isdigit() else None
        if image is None:
            return ""
        return draw_picture(image, self.edition, _caption_in(inside), is_wide="picture--wide" in kind)


def _caption_in(inside: str) -> str:
    """What stands in a figure's caption; sanitised already."""
    _before, start, rest = inside.partition("<figcaption>")
    return rest.partition("</figcaption>")[0].strip() if start else ""


def _link(attributes: dict[str, str | None]) -> str:
    """A link's start tag; one to elsewhere does not hand over the window."""
    href = attributes.get("href") or ""
    title = f' title="{escape(attributes["title"] or "")}"' if "title" in attributes else ""
    host = urlsplit(href).hostname if "//" in href else None
    rel = ' rel="noopener"' if host and host != _OWN_HOST else ""
    return f'<a href="{escape(href)}"{title}{rel}>'


def draw_picture(image: Image, edition: Edition, caption: str, *, is_wide: bool = False) -> str:
    """A picture in a text: the caption written there, else the picture's own, and the credit."""
    words = caption or escape(translated(image, "caption", edition.code))
    credit = translated(image, "credit", edition.code)
    if credit:
        words = f'{words} <span class="figure__credit">{escape(credit)}</span>'.strip()
    figcaption = f'<figcaption class="figure__caption">{words}</figcaption>' if words else ""
    wide = " figure--wide" if is_wide else ""
    return f'<figure class="figure{wide}">{picture(image, edition, sizes=SIZES[is_wide])}{figcaption}</figure>'


def draw_embed(url: str, caption: str = "", *, poster: str = "", extra: str = "") -> str:
    """A link to the video, which a script may turn into its player at a click; nothing is loaded before.

    Args:
        caption, poster: drawn HTML.
        extra: a further class of the figure.
    """
    video = parse_video(url)
    if video is None:
        return f'<p><a href="{escape(url)}" rel="noopener">{escape(url)}</a></p>' if url.startswith("http") else ""
    host = urlsplit(video.page).hostname or video.provider
    words = escape(_("Play at %(host)s") % {"host": host.removeprefix("www.")})
    figcaption = f'<figcaption class="figure__caption">{caption}</figcaption>' if caption else ""
    return (
        f'<figure class="figure embed{extra and " " + extra}"><a class="embed__link" href="{escape(video.page)}"'
        f' data-player="{escape(video.player)}" rel="noopener">{poster}'
        f'<span class="embed__play">{words}</span></a>{figcaption}</figure>'
    )


def draw_body(body: str, edition: Edition, images: dict[int, Image] | None = None) -> str:
    """Clean HTML with its pictures, embeds and tables drawn for readers of the edition.

    At most one query; none where `images` gives what `images_of` has read, of many bodies at once.
    """
    if not body:
        return ""
    drawing = _Drawing(images_of(body) if images is None else images, edition)
    drawing.feed(body)
    drawing.close()
    return "".join(drawing.out)
