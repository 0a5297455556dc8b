from django.db import models
from django.db.models import Q

from articles.models.article import Article
from editions.models import Edition


class ArchivePlace(models.Model):
    """The day of the archive on which a published article is counted, in its edition's time zone.

    Written by `articles.archive.keeping` alone: what it says is what the kept numbers hold, so that an article which
    moves is taken from the day where it was counted.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="archive_place")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", db_index=False)
    # As a number: 20240315.
    day = models.PositiveIntegerField()
    # From when on readers do not see it any more.
    ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["edition", "ends_at"], name="articles_archive_ending", condition=Q(ends_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.article_id}"


class ArchiveCount(models.Model):
    """How many published articles an edition has in a month or on a day, scheduled ones among them.

    Kept, so that no page has to count them; `articles.archive.keeping` writes it where articles are put on lists.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", db_index=False)
    # A month as 202403, a day as 20240315.
    period = models.PositiveIntegerField()
    number = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "period"], name="articles_archive_count_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.period}: {self.number}"
