"""How an edition mails: its foot, its digest, and whether links are counted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.audit import record_change
from accounts.desk.dates import desk_moment_in
from accounts.enums import AuditAction
from accounts.gate import may_manage_site
from publications.admin.mail.common import edition_or_404, page
from publications.admin.mail.forms import SettingsForm
from publications.mailing.digests import LIST, new_articles, next_moment, since_when
from publications.mailing.letters import settings_of
from publications.models import Digest, MailSettings
from readers.models import Subscriber

# What a change of begins the digest's weeks anew.
WHEN = {"digest_is_on", "digest_weekday", "digest_hour"}


@require_http_methods(["GET", "HEAD", "POST"])
def edition_mail(request: HttpRequest, code: str) -> HttpResponse:
    edition = edition_or_404(request, code)
    settings = settings_of(edition)
    before = as_told(settings)
    form = SettingsForm(
        request.POST if request.method == "POST" else None,
        instance=settings,
        edition=edition,
        is_admin=may_manage_site(request.user),
    )
    address = reverse("admin:edition-mail", args=[code])
    if request.method == "POST" and form.is_valid():
        if WHEN & set(form.changed_data):
            form.instance.digest_set_at = timezone.now()
        form.save()
        record_change(
            AuditAction.SETTING, edition, before, as_told(form.instance), by=request.user, edition=edition.code
        )
        messages.success(request, _("The settings were saved."))
        return HttpResponseRedirect(address)
    now = timezone.now()
    is_on = MailSettings.objects.filter(edition=edition, digest_is_on=True).exists()
    context = page(
        request,
        _("How an edition mails"),
        address,
        edition=edition,
        form=form,
        digest_is_on=is_on,
        next_at=desk_moment_in(next_moment(settings_of(edition), now), edition.zone) if is_on else "",
        n_new=new_articles(edition, since_when(edition, now), now).count(),
        n_subscribers=Subscriber.objects.receiving(code, LIST).count(),
        digests=list(Digest.objects.filter(edition=edition).select_related("sending").defer("sending__mould")[:8]),
    )
    return render(request, "admin/mail/edition.html", context, status=400 if form.errors else 200)


def as_told(settings: MailSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in SettingsForm.Meta.fields}
