from modeltranslation.translator import TranslationOptions, register

from editions.models import MenuItem


@register(MenuItem)
class MenuItemTranslation(TranslationOptions):
    fields = ("label", "is_hidden")
