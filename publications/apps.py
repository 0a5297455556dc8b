from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self) -> None:
        from articles.schedule import register_source
        from delivery.short_links import register_kind
        from editions.menus import TargetKind, register_target_kind
        from publications.issues import SHORT_KIND, issue_address
        from publications.schedule import release_entries
        from publications.sections import series_address, series_choices

        register_target_kind("series", TargetKind(_("publications"), series_choices, series_address))
        register_kind(SHORT_KIND, issue_address)
        register_source(release_entries)
