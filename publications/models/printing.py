from django.db import models

from publications.enums import PrintState
from publications.models.issue import IssueEdition


class Printing(models.Model):
    """How far the PDF and the EPUB of an issue's text are made. Written by `publications.printing.keeping` alone."""

    text = models.OneToOneField(IssueEdition, models.CASCADE, primary_key=True, related_name="printing")
    state = models.CharField(max_length=8, choices=PrintState, default=PrintState.WAITING)
    asked_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    # Of all that it was made of (publications/printing/outdated.py), and the articles in it.
    digest = models.CharField(max_length=32, blank=True)
    articles = models.JSONField(default=list)
    # Why it failed, in words for the desk.
    fault = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.text_id}: {self.state}"
