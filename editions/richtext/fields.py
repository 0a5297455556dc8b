"""The model field of every stored HTML."""

from typing import Any

from django.db import models

from editions.richtext.sanitise import clean_html


class RichTextField(models.TextField):
    """HTML that is sanitised whenever it is saved, whoever saves it: form, command, bulk_create.

    `QuerySet.update()` passes no `pre_save`; nothing in the product writes bodies by it.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if value:
            value = clean_html(value)
            setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
