"""What a backup holds of the database: every model's every row, but for those named here with the reason.

A model that is new is taken along without anybody's thinking of it.
"""

from django.apps import apps
from django.apps.registry import Apps
from django.db.models import Field, Model

LEFT_OUT = {
    "sessions.session": "whoever was signed in then signs in anew",
    "django_tasks_database.dbtaskresult": "work of that day; what is still to be done is found by looking",
    "search.entry": "the index is built from the texts",
    "search.word": "the index is built from the texts",
    "delivery.change": "what changed lately; a site that is restored is another as a whole",
    "articles.presence": "who had a text open at that moment",
    "mailing.worker": "senders that were at work at that moment",
    "mailing.pace": "the moment from which the next mail might leave then",
}
# Rows that an empty site has too: made by Django for every model.
OF_EVERY_SITE = {"contenttypes.contenttype", "auth.permission"}


def kept_models(registry: Apps = apps) -> list[type[Model]]:
    """The models whose rows are in a backup, through tables among them, in the order of their labels."""
    models = {
        model._meta.label_lower: model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    }
    return [models[label] for label in sorted(models)]


def kept_fields(model: type[Model]) -> list[Field]:
    """The fields that are columns and that the database does not work out by itself."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]
