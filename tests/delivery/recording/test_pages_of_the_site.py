"""What the site's own pages depend on, address by address: which need a whole table, and which cannot be kept."""

from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from delivery.recording.recorder import recording
from tests.site_wide.world import ADDRESSES, build_world

# Pages that are somebody's own, or that count.
UNKEPT = {
    "search:results", "readers:wish", "subscribing:confirm", "subscribing:manage", "subscribing:leave",
    "subscribing:leave-list", "mail-link", "preview-link",
}  # fmt: skip
# What changes seldom, and whose changes show on most pages: which editions there are, the menu, the series.
SELDOM = {"editions_edition.*", "editions_menuitem.*", "publications_series.*", "articles_category.*"}
# Further tables of which all members count.
WIDE = {
    # Whether there is something in a dossier is asked of all.
    "articles:dossiers": {"articles_dossier.*", "articles_dossierpart.*"},
    "articles:person": {"media_gallery_mediaitem.*"},
    "articles:person-media": {"media_gallery_mediaitem.*"},
    # All there is.
    "sitemap": {
        "articles_person.*", "articles_topic.*", "media_gallery_mediaitem.*", "publications_book.*",
    },
    "sitemap-pages": {"articles_dossier.*", "articles_dossierpart.*", "editions_pageedition.*"},
    "sitemap-section": {"articles_topic.*"},
    "api:topics": {"articles_topic.*"},
    "api:people": {"articles_person.*"},
    "api:books": {"publications_book.*"},
    "api:media": {"media_gallery_mediaitem.*"},
    "file document": {"publications_issueedition", "publications_issue.*"},
}  # fmt: skip
OTHERS = {"entry", "share-card", "health"}


def test_pages_depend_on_rows_and_sets(db, files_dir):
    world = build_world()
    client = Client(headers={"host": urlsplit(settings.SITE_URL).netloc})
    wrong = {}
    for name, address in ADDRESSES.items():
        path = address.path(world, "fa")
        with recording() as made:
            client.get(path)
        wide = {tag for tag in made.tags if "." not in tag or tag.endswith("*")} - SELDOM
        if name not in OTHERS and bool(made.unkept) != (name in UNKEPT):
            wrong[name] = made.unkept
        elif not made.unkept and wide != WIDE.get(name, set()):
            wrong[name] = wide
    assert not wrong, wrong
