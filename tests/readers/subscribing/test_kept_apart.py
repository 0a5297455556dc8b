"""Addresses of subscribers are kept apart: on no public page, in no log or other table; in backups, not in mirrors."""

import logging

import pytest
from django.apps import apps
from django.test import Client

from delivery.mirror.addresses import read
from nejat_cms.backups.contents import kept_models
from publications.models import Series
from readers.models import Subscriber
from readers.subscribing.tokens import confirm_path, leave_path, manage_path
from seeds.factories.articles import make_article
from seeds.factories.publications import make_issue
from seeds.factories.readers import make_subscriber
from tests.readers.subscribing.conftest import NEWSLETTER, mails, path_in

ADDRESS = "velmouth@example.org"
PUBLIC = (
    "/", "/en/", "/en/subscribe/", "/en/subscribe/thanks/", "/en/subscribe/link/", "/en/publications/",
    "/en/publications/newsletter/", "/en/publications/newsletter/1/", "/en/articles/", "/en/feed/",
    "/en/search/?q=velmouth", "/sitemap.xml", "/sitemap/en/pages.xml", "/robots.txt", "/llms.txt", "/healthz",
    "/api/v1/", "/api/v1/en/articles/", "/api/v1/en/issues/",
)  # fmt: skip


@pytest.fixture
def velmouth(series: list[Series]) -> Subscriber:
    make_issue(series=series[0], number=1, editions=["en"], articles=[make_article()])
    return make_subscriber(email=ADDRESS, name="Velmouth", consent_text="Velmouth's words")


def test_no_public_page_feed_or_api_names_a_subscriber(client: Client, velmouth):
    for path in PUBLIC:
        page = client.get(path, follow=True).content.decode().replace("?q=velmouth", "").replace('"velmouth"', "")
        assert ADDRESS not in page, path
        assert velmouth.secret not in page, path


def test_no_log_names_an_address(client: Client, sign_up, caplog):
    caplog.set_level(logging.DEBUG)
    sign_up(email=ADDRESS)
    client.post(path_in(mails()[0]))
    one = Subscriber.objects.get()
    for path in (manage_path(one), leave_path(one), confirm_path(one, "en"), "/en/subscribe/m/0/"):
        client.get(path)
    client.post(manage_path(one), {"act": "unknown"})
    client.post(manage_path(one), {"act": "erase", "sure": "yes"})
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in said if ADDRESS in line]


def test_no_other_table_has_the_address(sign_up):
    sign_up(email=ADDRESS)
    for model in apps.get_models():
        if model is not Subscriber:
            rows = [str(row) for row in model._base_manager.order_by().values()]
            assert not [row for row in rows if "velmouth" in row], model


def test_backups_have_subscribers_and_mirrors_have_not(velmouth):
    labels = {model._meta.label_lower for model in kept_models()}
    assert {"readers.subscriber", "readers.subscription", "readers.tally"} <= labels
    for path in ("/en/subscribe/", manage_path(velmouth), leave_path(velmouth, NEWSLETTER)):
        assert read(path, "/en/")[0] is None, path


def test_subscriber_is_named_by_a_number_where_others_read(velmouth):
    assert str(velmouth) == f"subscriber {velmouth.pk}"
    assert str(velmouth.subscriptions.get()) == f"subscription {velmouth.subscriptions.get().pk}"
