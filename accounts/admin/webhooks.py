"""Webhooks: who is told elsewhere when something goes out, and what came of it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import record, record_change
from accounts.desk.rights import SiteAdminOnly
from accounts.enums import AuditAction
from delivery import webhooks
from delivery.models import Webhook, WebhookDelivery, all_events, new_secret
from delivery.outbox import Event
from delivery.posting import RefusedAddressError, check_address
from editions import registry

# So many of its last messages a webhook's page shows.
SHOWN = 20


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        label=gettext_lazy("tells of"), choices=Event.choices, initial=all_events, widget=forms.CheckboxSelectMultiple
    )
    editions = forms.MultipleChoiceField(
        label=gettext_lazy("of editions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: of all."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "address", "events", "editions", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "editions" in self.fields:
            self.fields["editions"].choices = [(code, one.endonym) for code, one in registry.all_editions().items()]
            self.fields["address"].widget.attrs["dir"] = "ltr"

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        try:
            check_address(address)
        except RefusedAddressError as refused:
            raise forms.ValidationError(
                _("Nothing may be sent there: %(reason)s"), params={"reason": refused}
            ) from refused
        return address


def settings_of(webhook: Webhook) -> dict[str, Any]:
    """What stands on the log; never the secret."""
    return {name: getattr(webhook, name) for name in ("name", "address", "events", "editions", "is_active")}


@admin.register(Webhook)
class WebhookAdmin(SiteAdminOnly):
    form = WebhookForm
    fields = ("name", "address", "events", "editions", "is_active", "secret_shown", "last_deliveries")
    readonly_fields = ("secret_shown", "last_deliveries")
    list_display = ("name", "shown_address", "is_active", "last_result")
    actions = ("send_test", "renew_secret")
    sortable_by = ()

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        before = settings_of(Webhook.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        record_change(AuditAction.SETTING, obj, before, settings_of(obj), by=request.user)

    @admin.action(description=gettext_lazy("Send a test"), permissions=["change"])
    def send_test(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> None:
        for webhook in queryset:
            delivery = webhooks.test_webhook(webhook)
            named = {"name": webhook.name, "answer": delivery.status or delivery.answer}
            if delivery.taken_at:
                messages.success(request, _("“%(name)s” took the test: %(answer)s.") % named)
            else:
                messages.error(request, _("“%(name)s” did not take the test: %(answer)s.") % named)

    @admin.action(description=gettext_lazy("Make a new secret"), permissions=["change"])
    def renew_secret(self, request: HttpRequest, queryset: QuerySet[Webhook]) -> None:
        for webhook in queryset:
            webhook.secret = new_secret()
            webhook.save(update_fields=["secret"])
            record(AuditAction.SETTING, webhook, by=request.user, detail={"secret": "new"})
        messages.success(request, _("Messages are signed with the new secret from now on."))

    @admin.display(description=gettext_lazy("address"))
    def shown_address(self, webhook: Webhook) -> SafeString:
        return render_to_string("admin/delivery/webhook/address.html", {"address": webhook.address})

    @admin.display(description=gettext_lazy("secret"))
    def secret_shown(self, webhook: Webhook) -> SafeString | str:
        if webhook.pk is None:
            return _("Made when it is saved.")
        return render_to_string("admin/delivery/webhook/secret.html", {"secret": webhook.secret})

    @admin.display(description=gettext_lazy("last message"))
    def last_result(self, webhook: Webhook) -> str:
        delivery = webhook.deliveries.first()
        return words_of(delivery) if delivery else "—"

    @admin.display(description=gettext_lazy("last messages"))
    def last_deliveries(self, webhook: Webhook) -> SafeString | str:
        deliveries = list(webhook.deliveries.all()[:SHOWN]) if webhook.pk else []
        rows = [(delivery, words_of(delivery)) for delivery in deliveries]
        return render_to_string("admin/delivery/webhook/deliveries.html", {"rows": rows}) if rows else "—"


def words_of(delivery: WebhookDelivery) -> str:
    """Where a message stands."""
    if delivery.taken_at:
        return _("taken (%(status)s)") % {"status": delivery.status}
    said = delivery.status or delivery.answer or _("no answer yet")
    if delivery.next_at is None:
        return _("given up: %(said)s") % {"said": said}
    if not delivery.attempts:
        return _("waits to be sent")
    return _("is tried again: %(said)s") % {"said": said}
