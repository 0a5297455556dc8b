from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    name = "readers"
    verbose_name = _("Readers")

    def ready(self) -> None:
        from articles.beneath import register_beneath
        from articles.demand import register_demand
        from articles.placed import register_placed
        from editions.page_parts import register_page_part
        from readers import mails, wish_mails
        from readers.contact import CONTACT, contact_part
        from readers.models import Wish
        from readers.threads import comments_beneath
        from readers.wishes import fulfil_soon

        mails.register_letters()
        wish_mails.register_letters()
        register_beneath(comments_beneath)
        register_page_part(CONTACT, contact_part)
        register_placed(fulfil_soon)
        register_demand(Wish.objects.counted)
