"""Names and sizes of uploaded PDFs."""

import re

import pytest
from django.core.files.base import ContentFile

from publications.documents import document_path
from publications.models import IssueEdition
from seeds.factories import make_issue, pdf_bytes


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Spring 2026.PDF", "spring-2026"),
        ("../../etc/passwd.pdf", "passwd"),
        ("خبرنامه ۴.pdf", "خبرنامه-4"),
        ("….pdf", "document"),
    ],
)
def test_document_is_kept_under_a_name_that_ends_in_pdf_and_cannot_be_guessed(given, kept):
    paths = {document_path(None, given) for _ in range(9)}
    assert len(paths) == 9
    assert all(re.fullmatch(rf"documents/{kept}-[0-9a-f]{{16}}\.pdf", path) for path in paths)


@pytest.mark.django_db
def test_size_of_a_pdf_follows_the_file(editions, files_dir):
    text = IssueEdition.objects.get(issue=make_issue(with_pdf=True))
    first = text.pdf_size
    assert first == len(pdf_bytes())
    text.pdf = ContentFile(pdf_bytes() + b"\n" * 1000, name="again.pdf")
    text.save()
    assert IssueEdition.objects.get(pk=text.pk).pdf_size == first + 1000
    text.pdf = ""
    text.save()
    assert IssueEdition.objects.get(pk=text.pk).pdf_size is None
