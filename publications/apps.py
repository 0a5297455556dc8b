from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self) -> None:
        from articles.remarks import register_remarks
        from articles.schedule import register_source
        from delivery.short_links import register_kind, register_shared_kind
        from editions.menus import TargetKind, register_target_kind
        from media_gallery.keepers import register_keeper
        from publications.books import SHORT_KIND as BOOK
        from publications.books import book_address
        from publications.documents import FOLDER
        from publications.issues import SHORT_KIND, issue_address
        from publications.keeping import KEEPER
        from publications.remarks import release_remarks
        from publications.schedule import release_entries
        from publications.sections import series_address, series_choices

        register_target_kind("series", TargetKind(_("publications"), series_choices, series_address))
        register_remarks(release_remarks)
        register_kind(SHORT_KIND, issue_address)
        register_shared_kind(BOOK, book_address)
        register_keeper(FOLDER, KEEPER)
        register_source(release_entries)
