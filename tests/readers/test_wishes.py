"""A reader wishes to be told of a translation: asked for, confirmed by mail, fulfilled once, and forgotten."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.services import publish_articles
from editions.models import Edition
from mailing.models import Letter
from mailing.sender import send_all_due
from readers.models import Wish
from readers.retention import prune
from readers.wish_mails import ask_to_confirm, tell_all
from readers.wish_tokens import token_of
from readers.wishes import receive_wish
from seeds.factories.articles import make_article
from seeds.factories.readers import make_wish
from tests.readers.sending import send, stamped
from tests.readers.smtp import mail_server

ADA = "ada@example.org"


@pytest.fixture
def article(editions) -> Article:
    return make_article(title="The bridge")


@pytest.fixture
def server(settings):
    settings.SITE_URL = "https://example.org"
    with mail_server() as found:
        settings.MAILERS = found.mailers
        yield found


@pytest.fixture
def ask(client: Client, article: Article, django_capture_on_commit_callbacks):
    """Sends the form, with what follows on commit."""

    def ask_now(**data):
        told = {"wanted": "fa", "email": ADA, "stamp": stamped(f"wish:{article.pk}"), **data}
        with django_capture_on_commit_callbacks(execute=True):
            answer = send(client, f"{article.get_absolute_url()}tell/", told)
        send_all_due()
        return answer

    return ask_now


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish_now(article: Article, **how) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            publish_articles([article], **how)
        send_all_due()

    return publish_now


def path_in(letter) -> str:
    return re.search(r"https://example.org(/\S+)", letter.get_body(("plain",)).get_content())[1]


def test_article_leads_to_the_form_where_an_edition_lacks_it(client: Client, article: Article):
    page = client.get(article.get_absolute_url()).content.decode()
    path = f"{article.get_absolute_url()}tell/"
    assert f'href="{path}" rel="nofollow"' in page
    form = client.get(path)
    assert '<meta name="robots" content="noindex">' in form.content.decode()
    assert re.findall(r'<option value="(\w+)"', form.content.decode()) == ["ar", "fa", "sq"]
    assert not form.cookies
    for code in ("ar", "sq"):
        make_article(edition=code, story=article.story)
    assert "Tell me when this is in Persian" in client.get(article.get_absolute_url()).content.decode()
    make_article(edition="fa", story=article.story)
    assert "/tell/" not in client.get(article.get_absolute_url()).content.decode()
    assert client.get(path).status_code == 404


def test_an_edition_that_takes_no_wishes_hides_the_form_and_refuses_what_is_sent_kindly(client: Client, article, ask):
    path = f"{article.get_absolute_url()}tell/"
    Edition.objects.filter(code="en").update(takes_wishes=False)
    assert "/tell/" not in client.get(article.get_absolute_url()).content.decode()
    assert client.get(path).status_code == 404
    answer = ask()
    assert answer.status_code == 403
    assert "no longer takes wishes" in answer.content.decode()
    assert article.get_absolute_url() in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert not Wish.objects.exists()


def test_an_edition_that_takes_no_wishes_is_not_offered_by_others(client: Client, article: Article, ask):
    Edition.objects.filter(code="fa").update(takes_wishes=False)
    form = client.get(f"{article.get_absolute_url()}tell/").content.decode()
    assert re.findall(r'<option value="(\w+)"', form) == ["ar", "sq"]
    assert ask(wanted="fa").status_code != 303
    assert not Wish.objects.exists()


def test_who_wished_before_is_told_all_the_same(article: Article, publish, server):
    make_wish(article=article, edition="fa", email=ADA)
    Edition.objects.update(takes_wishes=False)
    publish(make_article(edition="fa", story=article.story, published=False))
    assert [letter["To"] for letter in server.letters] == [ADA]


def test_wish_is_confirmed_fulfilled_once_and_forgotten(client: Client, article: Article, ask, publish, server):
    answer = ask()
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200
    (letter,) = server.letters
    assert letter["To"] == ADA
    assert "The bridge" in letter["Subject"]
    path = path_in(letter)
    # Scanners of mail follow links: looking confirms nothing.
    assert 'value="confirm"' in client.get(path).content.decode()
    translation = make_article(edition="fa", story=article.story, title="پل", published=False)
    assert Wish.objects.get().confirmed_at is None
    confirmed = client.post(path, {"act": "confirm"})
    send_all_due()
    assert confirmed.status_code == 200
    assert not confirmed.cookies
    publish(translation)
    news = server.letters[1]
    assert news["To"] == ADA
    assert "پل" in news["Subject"]
    assert '<html lang="fa" dir="rtl">' in news.get_body(("html",)).get_content()
    assert path_in(news) == translation.get_absolute_url()
    assert not Wish.objects.exists()
    assert tell_all() == 0
    assert len(server.letters) == 2
    # The first letter's link leads somewhere still, and says that nothing is kept.
    assert "not kept" in client.get(path).content.decode()


def test_nobody_is_told_who_has_not_confirmed(article: Article, ask, publish, server):
    ask()
    publish(make_article(edition="fa", story=article.story, published=False))
    assert len(server.letters) == 1
    assert tell_all() == 0


def test_another_edition_or_story_fulfils_nothing(article: Article, publish, server):
    make_wish(article=article)
    publish(make_article(edition="sq", story=article.story, published=False))
    publish(make_article(edition="fa", published=False))
    assert server.letters == []
    assert Wish.objects.count() == 1


def test_scheduled_translation_is_told_of_when_readers_see_it(article: Article, publish, server, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    from django_tasks_db.models import DBTaskResult

    make_wish(article=article, email=ADA)
    moment = timezone.now() + timedelta(hours=5)
    translation = make_article(edition="fa", story=article.story, published=False)
    publish(translation, at=moment)
    order = DBTaskResult.objects.get(task_path="readers.wish_mails.tell_fulfilled")
    assert order.run_after == moment
    assert tell_all() == 0
    Article.objects.filter(pk=translation.pk).update(published_at=timezone.now() - timedelta(minutes=1))
    call_command("tell_readers")
    assert [letter["To"] for letter in server.letters] == [ADA]
    assert not Wish.objects.exists()


def test_confirming_after_the_publication_tells_at_once(
    client: Client, article: Article, server, django_capture_on_commit_callbacks
):
    wish = make_wish(article=article, is_confirmed=False)
    make_article(edition="fa", story=article.story)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/en/tell/{token_of(wish)}/", {"act": "confirm"})
    send_all_due()
    assert len(server.letters) == 1
    assert not Wish.objects.exists()


def send_again() -> None:
    """When the pause of what was put off is over."""
    Letter.objects.filter(state="waiting").update(due_at=timezone.now())
    send_all_due()


def test_letter_that_no_server_takes_is_tried_again_and_sent_once(article: Article, server):
    wish = make_wish(article=article)
    make_article(edition="fa", story=article.story)
    server.refuses = True
    assert tell_all() == 1
    send_all_due()
    wish.refresh_from_db()
    assert wish.n_failures == 1
    assert Letter.objects.get().due_at > timezone.now()
    server.refuses = False
    assert tell_all() == 0
    send_again()
    send_again()
    assert len(server.letters) == 1
    assert not Wish.objects.exists()


def test_letter_that_asks_is_tried_again_and_sent_once(article: Article, server):
    wish = make_wish(article=article, is_confirmed=False)
    server.refuses = True
    ask_to_confirm(wish)
    ask_to_confirm(wish)
    send_all_due()
    server.refuses = False
    send_again()
    ask_to_confirm(wish)
    send_again()
    assert len(server.letters) == 1


def test_wish_for_what_was_withdrawn_meanwhile_waits_on(article: Article, server):
    wish = make_wish(article=article)
    translation = make_article(edition="fa", story=article.story)
    tell_all()
    Article.objects.filter(pk=translation.pk).update(state="draft")
    send_all_due()
    wish.refresh_from_db()
    assert wish.told_at is None
    assert server.letters == []


def test_what_another_worker_has_claimed_is_not_told_twice(article: Article, server):
    make_wish(article=article, told_at=timezone.now())
    make_article(edition="fa", story=article.story)
    assert tell_all() == 0
    assert server.letters == []


def test_link_and_mail_program_give_a_wish_up(article: Article, server):
    for data in ({"act": "forget"}, {"List-Unsubscribe": "One-Click"}):
        wish = make_wish(article=article)
        answer = Client(enforce_csrf_checks=True).post(f"/en/tell/{token_of(wish)}/", data)
        assert answer.status_code == 200
        assert not Wish.objects.exists()


@pytest.mark.parametrize("token", ["1:x", "x", "1"])
def test_false_token_confirms_and_ends_nothing(client: Client, article: Article, token: str):
    make_wish(article=article, is_confirmed=False)
    assert client.post(f"/en/tell/{token}/", {"act": "confirm"}).status_code == 200
    assert Wish.objects.get().confirmed_at is None


def test_same_wish_again_sends_no_second_letter_at_once(article: Article, ask, server):
    ask()
    ask(email="ADA@example.org")
    assert Wish.objects.count() == 1
    assert len(server.letters) == 1
    Wish.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    ask()
    assert len(server.letters) == 2


def test_nobody_fills_the_box_of_somebody_else(editions, server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(5):
            receive_wish(article=make_article(), edition=editions["fa"], email=ADA)
    send_all_due()
    assert len(server.letters) == 3
    assert Wish.objects.count() == 3


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        ({"wanted": "en"}, None, 422),
        ({"wanted": "xx"}, None, 422),
        ({"email": "nobody"}, None, 422),
        ({"website": "x"}, None, 422),
        ({"stamp": "false"}, None, 422),
        ({}, {"Origin": "https://elsewhere.example"}, 403),
    ],
)
def test_guards_stand_before_it_and_nothing_typed_is_lost(client: Client, article: Article, data, headers, status):
    told = {"wanted": "fa", "email": ADA, "stamp": stamped(f"wish:{article.pk}"), **data}
    answer = send(client, f"{article.get_absolute_url()}tell/", told, headers)
    assert answer.status_code == status
    assert f'value="{told["email"]}"' in answer.content.decode()
    assert not Wish.objects.exists()


def test_without_script_it_is_shown_once_more_before_it_is_kept(client: Client, article: Article):
    path = f"{article.get_absolute_url()}tell/"
    look = send(client, path, {"wanted": "sq", "email": ADA}).content.decode()
    assert not Wish.objects.exists()
    assert '<option value="sq" selected>' in look
    assert re.search(r'name="stamp" value="[^"]+"', look)


def test_one_place_asks_for_few(client: Client, article: Article, ask):
    answers = [ask(email=f"reader-{number}@example.org").status_code for number in range(6)]
    assert answers == [303] * 5 + [429]


def test_what_nobody_confirms_or_fulfils_is_deleted(article: Article):
    now = timezone.now()
    make_wish(article=article, is_confirmed=False, made_at=now - timedelta(days=4))
    make_wish(article=article, made_at=now - timedelta(days=366))
    make_wish(article=article, told_at=now - timedelta(days=6))
    kept = [
        make_wish(article=article, is_confirmed=False, made_at=now - timedelta(days=2)),
        make_wish(article=article, made_at=now - timedelta(days=364)),
    ]
    assert prune()["wishes"] == 3
    assert set(Wish.objects.all()) == set(kept)


def test_hidden_edition_is_not_offered_and_tells_nobody(client: Client, article: Article, server):
    make_wish(article=article, edition="sq")
    make_article(edition="sq", story=article.story)
    Edition.objects.filter(code="sq").update(is_visible=False)
    assert tell_all() == 0
    assert '"sq"' not in client.get(f"{article.get_absolute_url()}tell/").content.decode()
