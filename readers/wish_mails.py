"""The two letters of a wish: the one that asks whether it is the reader's own, and the one that fulfils it."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django.template.loader import render_to_string
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
from readers.mails import PAUSES
from readers.models import Wish
from readers.wish_tokens import token_of

logger = logging.getLogger(__name__)


@task(priority=10)
def ask_to_confirm(number: int) -> bool:
    """Background task: ask an address whether the wish is its owner's, once; whether it was sent."""
    # Whoever claims it sends it: two workers at the same task send one letter.
    if not Wish.objects.filter(pk=number, confirmed_at=None, asked_at=None).update(asked_at=timezone.now()):
        return False
    wish = Wish.objects.select_related("asked_in").get(pk=number)
    article = _shown(wish.story_id, wish.asked_in_id)
    if article is None:
        # Withdrawn meanwhile: the letter would lead nowhere.
        Wish.objects.filter(pk=number).delete()
        return False
    try:
        with override(wish.asked_in.language):
            _letter(wish, wish.asked_in, _asking(wish, article)).send()
    except (OSError, SMTPException) as error:
        _failed(wish, error, asked_at=None)
        pause = _pause_after(wish)
        if pause is not None:
            ask_to_confirm.using(run_after=timezone.now() + pause).enqueue(number)
        return False
    return True


@task(priority=10)
def tell_fulfilled() -> int:
    """Background task: what `tell_all` does."""
    return tell_all()


def tell_all() -> int:
    """Tell everyone whose wish is fulfilled, and forget their addresses; how many were told."""
    keys = Wish.objects.waiting().fulfilled().order_by("pk").values_list("pk", flat=True)
    return sum(_tell(number) for number in list(keys))


def _tell(number: int) -> bool:
    # Claimed before it is sent, gone after: nobody is told twice. What stops between is cleared away (retention.py).
    if not Wish.objects.waiting().filter(pk=number).update(told_at=timezone.now()):
        return False
    wish = Wish.objects.select_related("edition").get(pk=number)
    article = _shown(wish.story_id, wish.edition_id)
    if article is None:
        Wish.objects.filter(pk=number).update(told_at=None)
        return False
    try:
        with override(wish.edition.language):
            _letter(wish, wish.edition, _telling(article, wish.edition)).send()
    except (OSError, SMTPException) as error:
        _failed(wish, error, told_at=None)
        pause = _pause_after(wish)
        if pause is not None:
            tell_fulfilled.using(run_after=timezone.now() + pause).enqueue()
        return False
    Wish.objects.filter(pk=number).delete()
    return True


def _shown(story: int, code: str) -> Article | None:
    found = Article.objects.live().filter(story=story, edition=code, edition__is_visible=True)
    return found.only("title", "slug", "edition_id").first()


def _failed(wish: Wish, error: Exception, **claim: Any) -> None:
    logger.warning("The letter of wish %s could not be mailed (%s); it is tried again.", wish.pk, type(error).__name__)
    Wish.objects.filter(pk=wish.pk).update(n_failures=F("n_failures") + 1, **claim)
    wish.n_failures += 1


def _pause_after(wish: Wish) -> timedelta | None:
    """How long until it is tried again; None: not by the worker."""
    if wish.n_failures > len(PAUSES) or not task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
        return None
    return timedelta(minutes=PAUSES[wish.n_failures - 1])


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
    context = {**context, "edition": edition}
    headers = dict(HEADERS)
    if context.get("stop"):
        # RFC 8058: the mail program's own button posts there.
        headers |= {
            "List-Unsubscribe": f"<{context['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    mail = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string("email/wish.txt", context),
        to=[wish.email],
        headers=headers,
    )
    mail.attach_alternative(render_to_string("email/wish.html", context), "text/html")
    return mail
