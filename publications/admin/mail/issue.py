"""The mail of an issue at the desk: how it looks, its words, trying it, sending it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit import record
from accounts.desk.dates import desk_moment_in, desk_number
from accounts.enums import AuditAction
from editions.scripts.controls import one_line
from mailing import services
from mailing.composing import Abandoned
from mailing.models import Sending
from publications.admin.mail.common import page, text_or_404
from publications.admin.mail.forms import SampleForm, SendForm, WordsForm
from publications.mailing.audience import audience_of
from publications.mailing.checks import Check, checks_of, may_go
from publications.mailing.issues import ISSUE_KIND, next_sending, round_of, running_of, send_issue, sendings_of
from publications.mailing.letters import draw_mail, issue_mail, preheader_of
from publications.models import IssueEdition, MailWords
from publications.subscribing import list_key


@require_safe
def issue_page(request: HttpRequest, number: int) -> HttpResponse:
    """All about the mail of an issue's text."""
    return shown(request, text_or_404(request, number))


def shown(request: HttpRequest, text: IssueEdition, **forms: Any) -> HttpResponse:
    """The page; `forms` that were sent and refused stand on it as they were filled in."""
    edition = text.edition
    with translation.override(edition.language), timezone.override(edition.zone):
        mail = issue_mail(text, edition, with_drafts=True)
    due, running = next_sending(text), running_of(text)
    context = page(
        request,
        _("Mail of an issue"),
        text=text,
        edition=edition,
        series=text.issue.series,
        mail=mail,
        made=sendings_of(text),
        running=running,
        is_later=round_of(due) > 1,
        count=audience_of(due).count(),
        words_form=words_form(text, mail_lead=preheader_of(mail.lead_text, mail.sections)),
        sample_form=SampleForm(),
        send_form=SendForm(edition=edition),
        own_address=request.user.email,
    )
    context |= forms
    return render(request, "admin/mail/issue.html", context, status=400 if forms else 200)


def words_form(text: IssueEdition, data: Any = None, *, mail_lead: str = "") -> WordsForm:
    words = getattr(text, "mail_words", None) or MailWords(text=text)
    return WordsForm(data, instance=words, edition=text.edition, title=text.title, preheader=mail_lead)


@require_POST
def issue_words(request: HttpRequest, number: int) -> HttpResponse:
    """Subject and the line after it."""
    text = text_or_404(request, number)
    form = words_form(text, request.POST)
    if not form.is_valid():
        return shown(request, text, words_form=form)
    form.save()
    messages.success(request, _("The subject was saved."))
    return back_to(text)


@require_POST
def issue_sample(request: HttpRequest, number: int) -> HttpResponse:
    """The mail as it is now: to oneself, or to addresses that were typed."""
    text = text_or_404(request, number)
    form = SampleForm(request.POST)
    if request.POST.get("to") == "me" and request.user.email:
        addresses = [request.user.email]
    elif form.is_valid():
        addresses = form.cleaned_data["addresses"]
    else:
        return shown(request, text, sample_form=form)
    faults = services.send_sample(
        kind=ISSUE_KIND,
        key=str(text.pk),
        edition=text.edition,
        audience=list_key(text.issue.series),
        addresses=addresses,
    )
    say_how_it_went(request, addresses, faults)
    detail = {"act": "sample", "numbers": len(addresses)}
    record(AuditAction.MAIL, text, by=request.user, edition=text.edition_id, detail=detail, of=text.issue)
    return back_to(text)


def say_how_it_went(request: HttpRequest, addresses: list[str], faults: dict[str, str]) -> None:
    taken = [address for address in addresses if not faults.get(address)]
    if taken:
        words = ngettext("%(n)s mail was sent to try it.", "%(n)s mails were sent to try it.", len(taken))
        messages.success(request, words % {"n": desk_number(len(taken))})
    for address in addresses:
        if faults.get(address):
            said = {"address": address, "fault": one_line(faults[address])[:300]}
            messages.error(request, _("Not sent to %(address)s: %(fault)s") % said)


@require_http_methods(["GET", "HEAD", "POST"])
def issue_send(request: HttpRequest, number: int) -> HttpResponse:
    """Asks once more, with what was looked at; what is posted here is sent."""
    text = text_or_404(request, number)
    edition = text.edition
    with timezone.override(edition.zone):
        form = SendForm(request.POST if request.method == "POST" else request.GET, edition=edition)
        if not form.is_valid():
            return shown(request, text, send_form=form)
    moment, rate = form.cleaned_data["send_at"], form.cleaned_data["rate"]
    due = next_sending(text)
    count = audience_of(due).count()
    checks = looked_at(text, at=moment or timezone.now(), count=count, is_later=round_of(due) > 1)
    if request.method == "POST" and may_go(checks):
        return sent(request, text, moment, rate)
    context = page(
        request,
        _("Send the mail of an issue"),
        text=text,
        edition=edition,
        form=form,
        count=count,
        checks=checks,
        may_go=may_go(checks),
        round=round_of(due),
        running=running_of(text),
        moment=desk_moment_in(moment, edition.zone) if moment else "",
        rate=rate,
    )
    return render(request, "admin/mail/send.html", context)


def looked_at(text: IssueEdition, *, at: datetime, count: int, is_later: bool) -> list[Check]:
    edition = text.edition
    with translation.override(edition.language), timezone.override(edition.zone):
        mail = issue_mail(text, edition)
    return checks_of(text, edition, mail, draw_mail(mail, edition), at=at, count=count, is_later=is_later)


def sent(request: HttpRequest, text: IssueEdition, moment: datetime | None, rate: int | None) -> HttpResponse:
    shown_round = request.POST.get("round", "")
    try:
        number = int(shown_round) if shown_round.isascii() and shown_round.isdigit() else 0
        sending: Sending = send_issue(text=text, number=number, send_at=moment, rate=rate, by=request.user)
    except services.AlreadyPlanned:
        messages.warning(request, _("It is planned, on its way or sent already; nothing was sent again."))
        return back_to(text)
    except Abandoned as reason:
        messages.error(request, str(reason))
        return back_to(text)
    messages.success(request, _("It will be sent at its moment.") if moment else _("It is being sent."))
    return HttpResponseRedirect(reverse("admin:sending", args=[sending.pk]))


def back_to(text: IssueEdition) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:issue-mail", args=[text.pk]))
