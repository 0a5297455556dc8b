from modeltranslation.translator import TranslationOptions, register

from articles.models import Category, Dossier, Person, Topic


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "slug", "description")


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "slug")


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "slug", "biography")


@register(Dossier)
class DossierTranslation(TranslationOptions):
    fields = ("name", "slug", "description")
