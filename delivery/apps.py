from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "delivery"
    verbose_name = _("Delivery")

    def ready(self) -> None:
        from django.core.checks import Tags, register
        from django.db.models.signals import post_migrate, pre_migrate

        from delivery import indexnow, ingredients, websub
        from delivery.changes.triggers import installing
        from delivery.models import PingKind
        from delivery.outbox import register_listener
        from delivery.pings import register_kind
        from delivery.webhooks import tell_webhooks

        ingredients.declare()
        register_listener(tell_webhooks)
        register_listener(indexnow.tell_search_engines)
        register_kind(PingKind.INDEXNOW, indexnow.written)
        register_kind(PingKind.HUB, websub.written)
        register(installing.check_declarations, Tags.models)
        register(installing.check_installed, Tags.database)
        pre_migrate.connect(installing.before_migrations, sender=self)
        post_migrate.connect(installing.after_migrations, sender=self)
