from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "delivery"
    verbose_name = _("Delivery")

    def ready(self) -> None:
        from delivery.indexnow import tell_search_engines
        from delivery.outbox import register_listener
        from delivery.webhooks import tell_webhooks

        register_listener(tell_webhooks)
        register_listener(tell_search_engines)
