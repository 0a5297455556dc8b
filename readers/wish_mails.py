"""The two letters of a wish: the one that asks whether it is the reader's own, and the one that fulfils it."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.notice_mail import FSI, HEADERS, PDI
from articles.detail import language_name
from articles.models import Article
from editions.head import absolute
from editions.models import Edition
from editions.scripts.controls import one_line
from mailing.composing import register_letter
from mailing.drawing import single_mail
from mailing.enums import LetterState
from mailing.models import Letter
from mailing.services import post_unless_open
from readers.models import Wish
from readers.wish_tokens import token_of

ASKING, NEWS = "wish-asking", "wish-news"


def register_letters() -> None:
    register_letter(ASKING, compose_asking, settled=_asked, put_off=_failed)
    register_letter(NEWS, compose_news, settled=_told, put_off=_failed)


def ask_to_confirm(wish: Wish) -> None:
    """Ask an address whether the wish is its owner's, once; within the transaction that keeps it."""
    post_unless_open(kind=ASKING, edition=wish.asked_in_id, recipient=wish.pk)


def compose_asking(letter: Letter) -> EmailMultiAlternatives | None:
    wish = Wish.objects.select_related("asked_in").filter(pk=letter.recipient, confirmed_at=None, asked_at=None).first()
    if wish is None:
        return None
    article = _shown(wish.story_id, wish.asked_in_id)
    if article is None:
        # Withdrawn meanwhile: the letter would lead nowhere.
        wish.delete()
        return None
    with override(wish.asked_in.language):
        return _letter(wish, wish.asked_in, _asking(wish, article))


def _asked(letter: Letter) -> None:
    if letter.state == LetterState.SENT:
        Wish.objects.filter(pk=letter.recipient, asked_at=None).update(asked_at=timezone.now())


@task(priority=10)
def tell_fulfilled() -> int:
    """Background task: what `tell_all` does."""
    return tell_all()


def tell_all() -> int:
    """Write to everyone whose wish is fulfilled; how many that are. Their addresses are forgotten once it is sent."""
    keys = Wish.objects.waiting().fulfilled().order_by("pk").values_list("pk", flat=True)
    return sum(_tell(number) for number in list(keys))


@transaction.atomic
def _tell(number: int) -> bool:
    # Of two at the same task one posts the letter: nobody is told twice.
    if not Wish.objects.waiting().filter(pk=number).update(told_at=timezone.now()):
        return False
    wish = Wish.objects.get(pk=number)
    post_unless_open(kind=NEWS, edition=wish.edition_id, recipient=number)
    return True


def compose_news(letter: Letter) -> EmailMultiAlternatives | None:
    wish = Wish.objects.select_related("edition").filter(pk=letter.recipient).first()
    article = _shown(wish.story_id, wish.edition_id) if wish else None
    if wish is None or article is None:
        return None
    with override(wish.edition.language):
        return _letter(wish, wish.edition, _telling(article, wish.edition))


def _told(letter: Letter) -> None:
    """Told, or never to be: the address is forgotten. Of what was withdrawn meanwhile the wish stays."""
    wish = Wish.objects.filter(pk=letter.recipient)
    if letter.state == LetterState.UNWANTED:
        wish.update(told_at=None)
    else:
        wish.delete()


def _failed(letter: Letter) -> None:
    Wish.objects.filter(pk=letter.recipient).update(n_failures=F("n_failures") + 1)


def _shown(story: int, code: str) -> Article | None:
    found = Article.objects.live().filter(story=story, edition=code, edition__is_visible=True)
    return found.only("title", "slug", "edition_id").first()


def _asking(wish: Wish, article: Article) -> dict[str, Any]:
    title = _("“{title}”").format(title=f"{FSI}{one_line(article.title)}{PDI}")
    address = absolute(reverse("readers:wish", args=[wish.asked_in_id, token_of(wish)]))
    return {
        "subject": _("Do you wish to be told of {title}?").format(title=title),
        "text": _("Somebody, we hope you, asked us to write to this address once it can be read in {language}.").format(
            language=language_name(wish.edition_id)
        ),
        "act": _("Yes, write to me once"),
        "address": address,
        "foot": _("If it was not you, do nothing: the address is deleted after three days."),
        "stop": address,
    }


def _telling(article: Article, edition: Edition) -> dict[str, Any]:
    title = _("“{title}”").format(title=f"{FSI}{one_line(article.title)}{PDI}")
    language = language_name(edition.code)
    return {
        "subject": _("Now in {language}: {title}").format(language=language, title=title),
        "text": _("You asked us to tell you when this can be read in {language}.").format(language=language),
        "act": _("Read it on the page"),
        "address": absolute(article.get_absolute_url()),
        "foot": _("This was the only letter. Your address is deleted."),
    }


def _letter(wish: Wish, edition: Edition, context: dict[str, Any]) -> EmailMultiAlternatives:
    context = {**context, "edition": edition, "site_name": edition.site_name}
    headers = dict(HEADERS)
    if context.get("stop"):
        # RFC 8058: the mail program's own button posts there.
        headers |= {
            "List-Unsubscribe": f"<{context['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return single_mail("wish", context, edition, to=wish.email, headers=headers, accent=edition.accent)
