from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.enums import CorrectionKind, Shelf, Stage
from articles.models.story import Story
from articles.querysets import ArticleQuerySet, PlacementQuerySet
from editions.addresses import address_of
from editions.enums import State
from editions.live import Publishable
from editions.models import Edition
from editions.models.page import check_slug
from editions.richtext.fields import BlockTextField
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.slugs import slugify
from editions.years import check_years


class Article(Publishable):
    """A story as one edition publishes it."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="articles", verbose_name=_("story"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="articles", verbose_name=_("edition"))
    title = models.CharField(_("title"), max_length=300)
    slug = models.CharField(
        _("address"), max_length=80, blank=True, validators=[check_slug], help_text=_("Empty: made from the title.")
    )
    standfirst = models.TextField(_("standfirst"), max_length=1000, blank=True)
    body = BlockTextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("written by")
    )

    # How many comments readers see; written by `articles.comments.write_counts` alone.
    n_comments = models.PositiveIntegerField(default=0, editable=False)

    # The text that is being worked on: of an article that readers know it waits in `pending` until it is published.
    stage = models.CharField(_("stage"), max_length=8, choices=Stage, default=Stage.WRITING)
    pending = models.ForeignKey(
        "articles.Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    pending_at = models.DateTimeField(_("change goes live at"), null=True, blank=True)

    # What it is a translation of, and how its blocks belong to those of its source (articles/lineage).
    source = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="translations",
        verbose_name=_("translated from"),
    )
    # The moment of the source's text that it says the same as.
    translated_at = models.DateTimeField(null=True, blank=True, editable=False)
    lineage = models.JSONField(default=dict, blank=True, editable=False)
    n_changed = models.PositiveSmallIntegerField(default=0, editable=False)
    n_removed = models.PositiveSmallIntegerField(default=0, editable=False)
    n_missing = models.PositiveSmallIntegerField(default=0, editable=False)
    stale_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    # Set by `ArticleQuerySet` where texts of several editions are read and only one edition's is wanted.
    own_body: str
    # Set by `revisions.open_pending`: the address by which readers know it, whatever a pending change says.
    readers_slug: str
    # Its story's category and its source's edition, where `with_section` has read them along.
    section: int | None
    source_code: str | None

    class Meta(Publishable.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["story", "edition"],
                name="articles_article_once",
                violation_error_message=_("This edition has an article of this story already."),
            ),
            models.UniqueConstraint(
                fields=["edition", "slug"],
                name="articles_article_slug",
                violation_error_message=_("Another article of this edition has this address already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["edition", "-published_at", "-id"],
                name="articles_newest",
                condition=Q(state=State.PUBLISHED),
            ),
            models.Index(fields=["edition", "state", "-updated_at"], name="articles_desk"),
            models.Index(fields=["-updated_at", "-id"], name="articles_changed"),
            models.Index(fields=["edition", "-updated_at", "-id"], name="articles_changed_here"),
            models.Index(
                fields=["edition", "stale_since"], name="articles_stale", condition=Q(stale_since__isnull=False)
            ),
            models.Index(fields=["pending_at"], name="articles_due", condition=Q(pending_at__isnull=False)),
            models.Index(fields=["unpublish_at"], name="articles_ending", condition=Q(unpublish_at__isnull=False)),
            models.Index(
                fields=["edition", "stage", "-updated_at"], name="articles_stage", condition=~Q(stage=Stage.WRITING)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def block_salt(self) -> str:
        """What new ids of its blocks are derived from: two editions of a story never choose the same one."""
        return f"{self.story_id}:{self.edition_id}"

    def get_absolute_url(self) -> str:
        return address_of("articles:detail", self.edition_id, self.slug)

    @property
    def section_id(self) -> int | None:
        """Its story's category: as it was read along, else of the story. Lists of articles read it along."""
        if "section" in self.__dict__:
            return self.section
        return self.story.category_id if self.story_id else None

    @property
    def translated_from(self) -> str:
        """The code of its source's edition, "" where it is no translation; read along as `section_id` is."""
        if self.source_id is None:
            return ""
        if "source_code" not in self.__dict__:
            self.source_code = Article.objects.filter(pk=self.source_id).values_list("edition", flat=True).first()
        return self.source_code or ""

    @property
    def pending_by_id(self) -> int | None:
        """Who saved its pending change last."""
        if self.pending_id is None:
            return None
        return type(self).objects.filter(pk=self.pk).values_list("pending__made_by", flat=True).first()

    def clean(self) -> None:
        super().clean()
        self.title = one_line(self.title)
        self.standfirst = strip_controls(self.standfirst).strip()
        self.slug = self.slug or slugify(self.title)


class Placement(models.Model):
    """A published article's place in one list: of a category (and those above it), a topic or a person.

    The list's key and its order stand in one row, so that one index serves both at any depth. Written by
    `articles.services.place`, never by hand.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", db_index=False)
    shelf = models.CharField(max_length=8, choices=Shelf)
    target_id = models.PositiveBigIntegerField()
    published_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["edition", "shelf", "target_id", "-published_at", "-article"], name="articles_placement_list"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "shelf", "target_id"], name="articles_placement_once")
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.target_id}: {self.article_id}"


class Correction(models.Model):
    """What was wrong, and since when it is right; shown with the article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections", verbose_name=_("article"))
    kind = models.CharField(_("kind"), max_length=13, choices=CorrectionKind, default=CorrectionKind.CORRECTION)
    text = models.TextField(_("text"), max_length=2000)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        super().clean()
        check_years(self, "made_at")
