from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.models.named import Named, unique_slug_constraints
from editions.addresses import address_of
from editions.models.frame import PartOfFrame


class Category(PartOfFrame, Named):
    """A section of the site; categories form a tree."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=120, blank=True)
    slug = models.CharField(_("address"), max_length=80, null=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "pk"]
        constraints = unique_slug_constraints("category")

    def clean(self) -> None:
        super().clean()
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("A category cannot stand under itself.")})
            ancestor = ancestor.parent

    def address_in(self, code: str) -> str | None:
        return address_of("articles:category", code, self.slug_in(code)) if self.slug_in(code) else None


class Topic(Named, TagBase):
    """A tag, named per edition. Never made from free text: a name in another language would make a second one."""

    # TagBase makes both unique over all languages together, which two editions' "Iran" would break.
    name = models.CharField(_("name"), max_length=100, blank=True)
    slug = models.CharField(_("address"), max_length=80, null=True, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["pk"]
        constraints = unique_slug_constraints("topic")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Not TagBase.save: it invents slugs in the active language.
        self.fill_slugs()
        models.Model.save(self, *args, **kwargs)

    def address_in(self, code: str) -> str | None:
        return address_of("articles:topic", code, self.slug_in(code)) if self.slug_in(code) else None


class StoryTopic(ItemBase):
    """A topic of a story."""

    content_object = models.ForeignKey("articles.Story", models.CASCADE)
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="story_topics")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="articles_topic_once")]
