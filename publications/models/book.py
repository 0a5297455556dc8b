from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Person
from editions.columns import any_label, column, columns
from editions.enums import State
from editions.richtext.fields import RichTextField
from editions.years import LAST_YEAR, check_years
from publications.documents import check_pdf, document_path, size_of
from publications.isbn import check_isbn, normalise_isbn
from publications.models.series import Series
from publications.querysets import BookQuerySet


class Book(models.Model):
    """A book; an edition lists it when it is published and has a title and an address there."""

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="books", verbose_name=_("series"), limit_choices_to={"kind": "books"}
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    slug = models.CharField(_("address"), max_length=80, null=True, blank=True)
    description = RichTextField(_("description"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    authors = models.ManyToManyField(Person, through="publications.BookAuthor", related_name="books")
    isbn = models.CharField(_("ISBN"), max_length=17, blank=True, validators=[check_isbn])
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1450), MaxValueValidator(LAST_YEAR)]
    )
    cover = models.ForeignKey(
        "media_gallery.Image", models.PROTECT, null=True, blank=True, related_name="books", verbose_name=_("cover")
    )
    file = models.FileField(_("PDF"), max_length=200, upload_to=document_path, blank=True, validators=[check_pdf])
    file_size = models.PositiveBigIntegerField(null=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = _("book")
        verbose_name_plural = _("books")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="book_published_has_moment",
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("What is published needs the moment of its publication."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[column("slug", code)],
                    name=f"book_slug_{code.replace('-', '_')}",
                    condition=Q(**{f"{column('slug', code)}__isnull": False}),
                    violation_error_message=_("Another book has this address already."),
                )
                for code in settings.MODELTRANSLATION_LANGUAGES
            ),
        ]

    def __str__(self) -> str:
        return any_label(self, "title") or f"{_('book')} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # An absent address is NULL: two empty ones would collide.
        for name in ("slug", *columns("slug")):
            setattr(self, name, getattr(self, name) or None)
        self.file_size = size_of(self.file, self.file_size)
        super().save(*args, **kwargs)

    def address_in(self, code: str) -> str | None:
        """Its path in the edition; None where the edition does not list it."""
        slug = getattr(self, column("slug", code))
        if not slug or not getattr(self, column("title", code)) or not getattr(self.series, column("name", code)):
            return None
        return reverse("publications:entry", args=[code, self.series.slug, slug])

    def clean(self) -> None:
        super().clean()
        self.isbn = normalise_isbn(self.isbn)
        check_years(self, "published_at")


class BookAuthor(models.Model):
    """An author's place on a book."""

    book = models.ForeignKey(Book, models.CASCADE, related_name="book_authors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="book_authors", verbose_name=_("person"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["book", "person"], name="publications_author_once")]

    def __str__(self) -> str:
        return str(self.person)
