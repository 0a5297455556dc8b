from django.db import models


class Entry(models.Model):
    """A text as search shows it: one row per text and edition, of what is published, live or not yet.

    Written by `search.services` alone. Whether readers see it is asked of the clock when they search: `place` begins
    with the moment of its publication. Which words it has the engine knows, by the same `place`.
    """

    edition = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    key = models.BigIntegerField()
    # The order of all rows, the newer the higher: see places.py. The words' row in the engine has the same number.
    place = models.BigIntegerField(db_index=True)
    unpublish_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField()
    section = models.BigIntegerField(null=True)
    # Of the document and of the folding: a row whose document has not changed is not written again.
    digest = models.CharField(max_length=32)
    folding = models.PositiveSmallIntegerField(db_index=True)
    title = models.CharField(max_length=300)
    address = models.TextField()
    summary = models.TextField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "edition"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.title}"


class Word(models.Model):
    """A word that some text of an edition has, and how one spells it: what "did you mean" proposes from."""

    edition = models.CharField(max_length=12)
    folded = models.CharField(max_length=60)
    spelling = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "folded"], name="search_word_once")]

    def __str__(self) -> str:
        return self.spelling
