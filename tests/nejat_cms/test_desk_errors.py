"""Who is refused at the desk, or finds nothing there, is told so in the desk's language and led back."""

import pytest
from django.test import Client
from django.urls import reverse

from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article

REFUSED, MISSING = "/admin/accounts/user/", "/admin/articles/article/999/revisions/"


@pytest.fixture(params=["en", "fa"])
def desk(request, editions) -> Client:
    client = Client()
    client.force_login(make_user(role="contributor", language=request.param, editions=[request.param]))
    client.language = request.param  # type: ignore[attr-defined]
    return client


@pytest.mark.parametrize(("path", "status"), [(REFUSED, 403), (MISSING, 404), ("/admin/nothing/", 404)])
def test_page_is_in_the_language_of_the_desk_and_leads_back(desk: Client, path: str, status: int):
    answer = desk.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    direction = "rtl" if desk.language == "fa" else "ltr"  # type: ignore[attr-defined]
    assert f'<html lang="{desk.language}" dir="{direction}"' in page  # type: ignore[attr-defined]
    assert f'<a class="button" href="{reverse("admin:index")}">' in page


def test_form_of_somebody_who_signed_in_anew_meanwhile_is_told_what_to_do(editions):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role="editor", language="en"))
    article = make_article()
    address = reverse("admin:articles_story_change", args=[article.story_id])
    answer = client.post(address, {"_save": "1"})
    assert answer.status_code == 403
    assert "Nothing was saved" in answer.content.decode()


def test_readers_page_that_is_missing_stays_the_readers(client: Client, editions):
    answer = client.get("/en/articles/none/")
    assert answer.status_code == 404
    assert 'href="/admin/' not in answer.content.decode()
