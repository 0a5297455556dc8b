from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "editions"
    verbose_name = _("Editions")

    def ready(self) -> None:
        from editions.menus import TargetKind, register_target_kind
        from editions.queries import page_address, page_choices

        register_target_kind("page", TargetKind(_("page"), page_choices, page_address))
