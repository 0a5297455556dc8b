from django.db import models

from publications.enums import ReadingState


class PdfWords(models.Model):
    """What an uploaded PDF says, for search. Names of files are never used twice, so a name stands for what is in it.

    Written by `publications.reading.words` alone.
    """

    name = models.CharField(max_length=200, unique=True)
    # Of the file: what was uploaded again is not read again.
    digest = models.CharField(max_length=32, blank=True, db_index=True)
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.WAITING)
    # Which way of reading it was read by: see `words.VERSION`.
    version = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
