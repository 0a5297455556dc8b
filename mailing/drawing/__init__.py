"""How a mail is drawn: HTML with its styles in its elements, and the same as plain text."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editions.head import absolute
from mailing.drawing.plain import plain_mail
from mailing.drawing.styles import Styles, styles_of

if TYPE_CHECKING:
    from css_inline import CSSInliner

# Programs show what follows the preheader, unless there is enough of nothing.
FILLER = "&#847;&zwnj;&nbsp;" * 60


class Tongue(Protocol):
    """In which language, direction and colour a mail is written: an edition, or the desk's language."""

    @property
    def language(self) -> str: ...

    @property
    def direction(self) -> str: ...


@dataclass(frozen=True)
class Written:
    """A language that is no edition's: the desk's."""

    language: str
    direction: str


@dataclass(frozen=True)
class Drawn:
    html: str
    text: str


def draw(name: str, context: dict[str, Any], tongue: Tongue, *, accent: str = "") -> Drawn:
    """The mail of the templates `email/NAME.html` and `email/NAME.txt`, in the active language.

    Args:
        context: what they need besides what is given here; `subject` among it.
        accent: the edition's own colour; "": the design's.
    """
    styles = styles_of(tongue.language, tongue.direction, accent)
    given = {**context, **frame_of(tongue, styles)}
    return Drawn(
        html=inlined(render_to_string(f"email/{name}.html", given), styles),
        text=plain_mail(render_to_string(f"email/{name}.txt", given), tongue.direction),
    )


def single_mail(
    name: str, context: dict[str, Any], tongue: Tongue, *, to: str, headers: dict[str, str], accent: str = ""
) -> EmailMultiAlternatives:
    """A mail to one address about one matter, in the active language.

    Args:
        context: what the templates `email/NAME` need, `subject` and `site_name` among it.
    """
    drawn = draw(name, {"preheader": "", **context}, tongue, accent=accent)
    mail = EmailMultiAlternatives(subject=context["subject"], body=drawn.text, to=[to], headers=headers)
    mail.attach_alternative(drawn.html, "text/html")
    return mail


def draw_linked(name: str, context: dict[str, Any], tongue: Tongue, *, sheet: str, accent: str = "") -> str:
    """The same HTML with its styles at an address, for frames of the desk, where no style within a page is allowed.

    Args:
        sheet: the address of what `whole_sheet` gives.
    """
    styles = styles_of(tongue.language, tongue.direction, accent)
    return render_to_string(f"email/{name}.html", {**context, **frame_of(tongue, styles), "sheet": sheet})


def whole_sheet(tongue: Tongue, *, accent: str = "") -> str:
    """All styles of a mail as one sheet."""
    styles = styles_of(tongue.language, tongue.direction, accent)
    return f"{styles.inline}{styles.phone}{styles.dark}"


def frame_of(tongue: Tongue, styles: Styles) -> dict[str, Any]:
    """What every mail's template needs: `at` stands on each block of text, since style sheets do not travel."""
    start, end = ("right", "left") if tongue.direction == "rtl" else ("left", "right")
    return {
        "language": tongue.language,
        "direction": tongue.direction,
        "start": start,
        "end": end,
        "at": block_attributes(tongue.language, tongue.direction),
        "styles": styles,
        "filler": SafeString(FILLER),
        "site": absolute("/"),
    }


def block_attributes(language: str, direction: str) -> SafeString:
    """` lang=… dir=… align=…` of a block of text; from left to right too: a program may be set the other way."""
    side = "right" if direction == "rtl" else "left"
    return format_html(' lang="{}" dir="{}" align="{}"', language, direction, side)


def inlined(html: str, styles: Styles) -> str:
    """The styles written into the elements; style elements that are to be kept are, and nothing is fetched."""
    return _inliner(styles.inline).inline(html)


@lru_cache(maxsize=64)
def _inliner(sheet: str) -> "CSSInliner":
    # Only here: it is large, and web workers seldom draw a mail.
    import css_inline

    return css_inline.CSSInliner(
        inline_style_tags=False, keep_style_tags=True, load_remote_stylesheets=False, extra_css=sheet
    )
