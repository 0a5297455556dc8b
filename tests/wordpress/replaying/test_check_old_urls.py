"""The proof that no link is lost."""

import gzip
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import LiveServerTestCase

from delivery.models import MissingAddress, Redirect
from delivery.redirects import missing
from delivery.services import Move, mark_gone, remember
from editions.models import Edition
from seeds.factories.articles import make_article, make_category
from wordpress.replaying.sources import NoSourceError, of_list, of_log, of_sitemap

BRIDGE, GARDENS = "/en/articles/the-bridge/", "/en/category/gardens/"
MOVES = [
    Move("old.example", "/", "/en/"),
    Move("old.example", "/2012/03/the-bridge/", BRIDGE),
    Move("old.example", "/?p=12", BRIDGE),
    Move("old.example", "/2012/پل/", BRIDGE),
    Move("old.example", "/category/gardens/", GARDENS),
    Move("", "/elsewhere/", "https://other.example/"),
]


@pytest.fixture
def moved_in(editions: dict[str, Edition]) -> None:
    make_article(edition="en", title="The bridge", slug="the-bridge", category=make_category(name="Gardens"))
    remember(moves=MOVES)
    mark_gone(path="/gone/")


def check(*arguments: str) -> str:
    out = io.StringIO()
    call_command("check_old_urls", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def lost(*arguments: str) -> str:
    """What the command says where something is lost."""
    out = io.StringIO()
    with pytest.raises(CommandError, match="lost") as error:
        call_command("check_old_urls", *arguments, stdout=out, stderr=io.StringIO())
    assert error.value.returncode == 1
    return out.getvalue()


def test_all_that_is_known_is_asked_for_and_nothing_is_lost(moved_in, tmp_path: Path):
    report = tmp_path / "report.json"
    said = check("--report", str(report))
    found = json.loads(report.read_text())
    # Besides what is kept: feeds, further pages, another spelling.
    assert found["total"] > 15
    assert (found["lost"], found["gone"], found["addresses"]) == (0, 1, [])
    assert said.splitlines()[-1] == f"here 0, moved {found['moved']}, gone 1, lost 0"


def test_old_hosts_that_are_not_served_are_named(moved_in, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert "does not name them: old.example.\n" in check()
    settings.ALLOWED_HOSTS = ["127.0.0.1", "old.example"]
    assert "ALLOWED_HOSTS" not in check()


def test_only_what_is_kept_where_that_is_asked_for(moved_in):
    assert "7 old addresses" in check("--only-kept")


def test_what_leads_to_nothing_is_named(moved_in):
    Redirect.objects.create(old_path="/broken/", new_path="/en/articles/nothing/")
    assert "lost: /broken/ (leads to /en/articles/nothing/: 404)" in lost("--only-kept")


def test_what_leads_to_something_else_is_named(moved_in):
    # Something stands at the old address that is not what was meant.
    Redirect.objects.create(old_path=GARDENS, new_path=BRIDGE)
    assert f"lost: {GARDENS} (another page stands there)" in lost("--only-kept")


def test_list_of_addresses(moved_in, tmp_path: Path):
    file = tmp_path / "old.txt"
    file.write_text(
        "# of the old site\nhttps://www.old.example/2012/03/THE-bridge\n/2012/%d9%be%d9%84/,12 hits\n"
        "/2012/%D9%BE%D9%84/feed/\n/never-heard-of/\n/en/\n/gone/\n",
        encoding="utf-8",
    )
    said = lost(str(file))
    assert "lost: /never-heard-of/ (404)" in said
    assert "here 1, moved 3, gone 1, lost 1" in said


def test_sitemap_of_sitemaps_packed(moved_in, tmp_path: Path):
    (tmp_path / "posts.xml.gz").write_bytes(
        gzip.compress(b"<urlset><url><loc>https://old.example/2012/03/the-bridge/</loc></url></urlset>")
    )
    index = tmp_path / "index.xml"
    index.write_text(
        "<sitemapindex><sitemap><loc><![CDATA[https://old.example/posts.xml.gz]]></loc></sitemap></sitemapindex>"
    )
    assert [str(one) for one in of_sitemap(str(index))] == ["https://old.example/2012/03/the-bridge/"]
    assert "moved 1" in check("--sitemap", str(index))


LOG = """\
192.0.2.1 - - [01/Mar/2024:10:00:00 +0000] "GET /2012/03/the-bridge/ HTTP/1.1" 200 5120 "https://a.example/" "Mozilla"
192.0.2.2 - - [01/Mar/2024:10:00:01 +0000] "GET /2012/03/The-Bridge/?utm_source=x HTTP/1.1" 200 5120 "-" "Mozilla"
old.example:443 192.0.2.2 - ada [01/Mar/2024:10:00:01 +0000] "GET /?p=12 HTTP/2.0" 301 0 "-" "Mozilla"
192.0.2.3 - - [01/Mar/2024:10:00:02 +0000] "GET /never/there/ HTTP/1.1" 404 12 "-" "Mozilla"
192.0.2.3 - - [01/Mar/2024:10:00:02 +0000] "GET /wp-login.php HTTP/1.1" 200 12 "-" "bot"
192.0.2.3 - - [01/Mar/2024:10:00:02 +0000] "GET /wp-content/themes/old/style.css HTTP/1.1" 200 12 "-" "Mozilla"
192.0.2.3 - - [01/Mar/2024:10:00:02 +0000] "POST /comment/ HTTP/1.1" 200 12 "-" "Mozilla"
nonsense
"""


@pytest.mark.parametrize("packed", [False, True])
def test_access_log_gives_each_address_that_was_answered_once(moved_in, tmp_path: Path, packed: bool):
    file = tmp_path / "access.log"
    file.write_bytes(gzip.compress(LOG.encode()) if packed else LOG.encode())
    assert [str(one) for one in of_log(str(file))] == ["/2012/03/the-bridge/", "https://old.example/?p=12"]
    assert "moved 2, gone 0, lost 0" in check("--log", str(file))


def test_source_that_cannot_be_read_is_said_in_a_line(db, tmp_path: Path):
    with pytest.raises(CommandError, match="cannot be read"):
        check(str(tmp_path / "none.txt"))
    with pytest.raises(NoSourceError):
        list(of_sitemap(str(tmp_path / "none.xml")))
    broken = tmp_path / "broken.gz"
    broken.write_bytes(gzip.compress(b"/a/\n" * 100)[:20])
    with pytest.raises(NoSourceError):
        list(of_list(str(broken)))


def test_the_check_itself_is_not_counted_as_missing(moved_in, tmp_path: Path):
    file = tmp_path / "old.txt"
    file.write_text("/never-heard-of/\n")
    lost(str(file))
    missing.write()
    assert not MissingAddress.objects.exists()


class OverTheNetwork(LiveServerTestCase):
    def test_site_that_is_served_somewhere_is_asked_in_parallel(self):
        from seeds.factories.editions import make_editions

        make_editions()
        make_article(edition="en", title="The bridge", slug="the-bridge", category=make_category(name="Gardens"))
        remember(moves=MOVES)
        said = check("--base", self.live_server_url, "--threads", "3")
        assert "lost 0" in said.splitlines()[-1]
