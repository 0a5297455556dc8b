from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "delivery"
    verbose_name = _("Delivery")

    def ready(self) -> None:
        from delivery import indexnow, ingredients, websub
        from delivery.models import PingKind
        from delivery.outbox import register_listener
        from delivery.pings import register_kind
        from delivery.webhooks import tell_webhooks

        ingredients.declare()
        register_listener(tell_webhooks)
        register_listener(indexnow.tell_search_engines)
        register_kind(PingKind.INDEXNOW, indexnow.written)
        register_kind(PingKind.HUB, websub.written)
