from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    name = "readers"
    verbose_name = _("Readers")

    def ready(self) -> None:
        from articles.beneath import register_beneath
        from editions.page_parts import register_page_part
        from readers.contact import CONTACT, contact_part
        from readers.threads import comments_beneath

        register_beneath(comments_beneath)
        register_page_part(CONTACT, contact_part)
