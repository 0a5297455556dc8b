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
        from mailing.composing import register_letter
        from mailing.suppression import register_silenced
        from readers import ingredients, mails, wish_mails
        from readers.contact import CONTACT, contact_part
        from readers.models import Wish
        from readers.subscribing import letters
        from readers.subscribing.changes import silence
        from readers.threads import comments_beneath
        from readers.wishes import fulfil_soon

        ingredients.declare()
        mails.register_letters()
        wish_mails.register_letters()
        register_beneath(comments_beneath)
        register_page_part(CONTACT, contact_part)
        register_placed(fulfil_soon)
        register_demand(Wish.objects.counted)
        register_letter(letters.ASK, letters.compose_asking)
        register_letter(letters.LINK, letters.compose_link)
        register_silenced(silence)
