"""The model fields of every stored HTML."""

from typing import Any

from django.db import models

from editions.richtext.identify import identify
from editions.richtext.sanitise import clean_html


class RichTextField(models.TextField):
    """HTML that is sanitised whenever it is saved, whoever saves it: form, command, bulk_create.

    `QuerySet.update()` passes no `pre_save`; nothing in the product writes bodies by it.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if value:
            value = self.stored(value, model_instance)
            setattr(model_instance, self.attname, value)
        return value

    def stored(self, html: str, model_instance: models.Model) -> str:
        return clean_html(html)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class BlockTextField(RichTextField):
    """HTML whose blocks have ids besides, so that a paragraph can be followed across revisions and editions.

    What writes over a text passes the text before to `identify` first; here nothing is known of it, and only what has
    no id yet gets one. The model says with `block_salt` what new ids are derived from.
    """

    def stored(self, html: str, model_instance: models.Model) -> str:
        return identify(html, salt=getattr(model_instance, "block_salt", ""))
