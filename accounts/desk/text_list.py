"""The list of things with a text in each edition: a column an edition, which says where its text stands."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from accounts.desk.standing_column import edition_column
from accounts.desk.text_rights import TextRights
from editions import registry


class TextList(TextRights):
    """`standings` are the columns; a subclass puts them into its list."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return (
            super()
            .get_queryset(request)
            .prefetch_related(models.Prefetch("texts", self.text_model._default_manager.defer(*self.bodies())))
        )

    @property
    def standings(self) -> list[Any]:
        """List columns, one an edition: where its text stands, in words and shape, leading to it."""
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return [edition_column(edition, page=page, texts="texts") for edition in registry.all_editions().values()]
