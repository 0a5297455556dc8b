from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordPressConfig(AppConfig):
    name = "wordpress"
    verbose_name = _("Moving from WordPress")

    def ready(self) -> None:
        from delivery.redirects.rules import register_rule
        from wordpress.old_addresses.rules import QUERIES, old_address

        register_rule(old_address, queries=QUERIES)
