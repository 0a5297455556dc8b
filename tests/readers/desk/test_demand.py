"""How many readers wait for a translation, at the desk: a number, and nobody's address."""

from django.test import Client
from django.urls import reverse

from articles.services import save_article
from articles.translating import start_translation
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.readers import make_wish


def test_board_counts_those_who_wait_in_the_cell_they_wait_for(client: Client, editions):
    article = make_article(title="The bridge")
    for _number in range(2):
        make_wish(article=article)
    make_wish(article=article, edition="sq")
    make_wish(article=article, edition="ar", is_confirmed=False)
    client.force_login(make_user(role="editor"))
    answer = client.get(reverse("admin:board"))
    (row,) = answer.context["rows"]
    assert {cell.edition.code: cell.wishes for cell in row.cells} == {"en": 0, "ar": 0, "fa": 2, "sq": 1}
    page = answer.content.decode()
    assert "2 readers wait for it" in page
    assert "1 reader waits for it" in page
    assert "example.org" not in page


def test_translator_sees_it_beside_the_text(client: Client, editions):
    source = make_article(title="The bridge", body="<p>One tide.</p>")
    save_article(source)
    article = start_translation(source=source, edition=editions["fa"])
    make_wish(article=source)
    client.force_login(make_user(role="admin"))
    address = reverse("admin:articles_article_translate", args=[article.pk])
    assert "1 reader waits for it" in client.get(address).content.decode()
