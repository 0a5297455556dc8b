"""Names and sizes of uploaded PDFs."""

import pytest
from django.core.files.base import ContentFile

from publications.documents import document_path
from publications.models import IssueEdition
from seeds.factories import make_issue, pdf_bytes


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Spring 2026.PDF", "documents/spring-2026.pdf"),
        ("../../etc/passwd.pdf", "documents/passwd.pdf"),
        ("خبرنامه ۴.pdf", "documents/خبرنامه-4.pdf"),
        ("….pdf", "documents/document.pdf"),
    ],
)
def test_document_is_kept_under_a_name_that_ends_in_pdf(given, kept):
    assert document_path(None, given) == kept


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
