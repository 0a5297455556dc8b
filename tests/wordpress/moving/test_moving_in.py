"""A house moves in whole: its sites are imported, joined and proved by the commands that an administrator gives."""

import gzip
import io
import json
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.enums import CommentsMode
from articles.models import Article, Category, Credit, Note, OfferedPair, Placement, Story, Topic
from articles.services import save_article
from delivery.models import Redirect
from editions.enums import State
from editions.models import MenuItem, PageEdition
from media_gallery.models import Image, MediaItem
from publications.models import Book, IssueEdition
from readers.models import Comment
from search.models import Entry
from tests.wordpress.files.old_site import old_site
from tests.wordpress.moving.old_house import OldHouse, Post
from tests.wordpress.moving.words import LANGUAGES
from wordpress.models import Origin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]

# One site of each language, on hosts of their own and with addresses of four kinds.
STRUCTURES = {"en": "dated", "fa": "daily", "ar": "numbered", "sq": "plain"}
COUNTED = (Story, Article, Credit, Placement, Category, Topic, Comment, Image, MediaItem, Book, IssueEdition, Redirect,
           Entry, Origin, Note, MenuItem, PageEdition)  # fmt: skip
PLACES = {"newsletter": "issues:newsletter", "cartoons": "cartoons", "videos": "videos"}


def four_sites(folder: Path, size: int) -> dict[str, OldHouse]:
    sites = {
        code: OldHouse(
            f"https://{code}.limecourt.example", [LANGUAGES[code]], size, structure, folder / f"uploads-{code}"
        )
        for code, structure in STRUCTURES.items()
    }
    sites["ar"].bases = ("sections", "threads")
    return sites


def command(name: str, *words: object) -> str:
    out = io.StringIO()
    call_command(name, *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


def move_in(site: OldHouse, folder: Path, *words: object) -> dict:
    """Import a site as an administrator would; its report, in which every item is accounted for."""
    code = site.languages[0].code
    report, mapping = folder / f"{code}.json", folder / f"{code}.mapping.toml"
    lines = [f'"{site.own(slug, one)}" = "{place}"' for one in site.languages for slug, place in PLACES.items()]
    mapping.write_text("[categories]\n" + "\n".join(lines) + '\n[types]\n"book" = "books"\n', encoding="utf-8")
    path = site.write(folder / f"{code}.xml")
    command("import_wordpress", path, "--edition", code, "--mapping", mapping, "--report", report, *words)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert all(one["in"] == one["out"] + one["skipped"] for one in told["items"].values())
    named = [one["type"] for one in told["skipped"]]
    assert all(named.count(kind) == one["skipped"] for kind, one in told["items"].items())
    return told


def counts() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in COUNTED}


def prove(sites: list[OldHouse], folder: Path, settings, *, every: int = 1) -> int:
    """Ask for every old address in each way in which they may be given; how many, of which none may be lost.

    Args:
        every: of posts, every so-manieth alone.
    """
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", *(urlsplit(site.home).hostname for site in sites)]
    known, old = folder / "known.json", folder / "old.json"
    with suppress(CommandError):
        command("check_old_urls", "--report", known, *(["--only-kept"] if every > 1 else []))
    addresses = [address for site in sites for address in site.addresses(every)]
    (folder / "old.txt").write_text("\n".join(addresses), encoding="utf-8")
    with suppress(CommandError):
        command("check_old_urls", folder / "old.txt", "--report", old)
    told = [json.loads(path.read_text(encoding="utf-8")) for path in (known, old)]
    assert [f"{one['address']} ({one['reason']})" for found in told for one in found["addresses"]] == []
    assert told[1]["total"] == len(addresses)
    # A part of them as a sitemap and as a server's log has them.
    some = addresses[::20]
    locations = "".join(f"<url><loc>{address.replace('&', '&amp;')}</loc></url>" for address in some)
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(f"<urlset>{locations}</urlset>".encode()))
    said = command("check_old_urls", "--sitemap", folder / "sitemap.xml.gz")
    assert "lost 0" in said
    lines = (
        f"{urlsplit(address).hostname}:443 192.0.2.7 - - [01/Mar/2024:10:00:00 +0000] "
        f'"GET {address.partition("//")[2].partition("/")[1]}{address.partition("//")[2].partition("/")[2]} HTTP/1.1" '
        '200 5120 "-" "Mozilla/5.0"\n'
        for address in some
    )
    (folder / "access.log").write_text("".join(lines), encoding="utf-8")
    assert "lost 0" in command("check_old_urls", "--log", folder / "access.log")
    return sum(one["total"] for one in told)


def article_of(site: OldHouse, post: Post) -> Article:
    return Article.objects.get(edition=post.language.code, title=post.title)


def page_of(client: Client, site: OldHouse, kind: str, code: str) -> tuple[Post, str]:
    post = site.of(LANGUAGES[code], kind)
    return post, client.get(article_of(site, post).get_absolute_url()).text


def look_at(client: Client, site: OldHouse, code: str) -> None:
    """The pages of a language as readers see them."""
    words, direction = LANGUAGES[code], "rtl" if code in {"fa", "ar"} else "ltr"
    post, page = page_of(client, site, "classic", code)
    assert f'<html lang="{code}" dir="{direction}"' in page
    assert f">{post.title}</h1>" in page
    assert f'<figcaption class="figure__caption">{words.caption}</figcaption>' in page
    assert f"<blockquote><p>{words.quotation}</p></blockquote>" in page
    assert f'<time datetime="{post.date:%Y-%m-%dT%H:%M:%S}+00:00"' in page or f"{post.date:%Y-%m-%d}" in page
    assert "[caption" not in page
    for kind, number in (("gallery", 3), ("block-gallery", 2)):
        _post, page = page_of(client, site, kind, code)
        assert f'<figure class="pictures pictures--{number}">' in page
        assert page.count('class="pictures__link"') == number
    assert f'pictures__caption">{words.quotation}</figcaption>' in page
    _post, page = page_of(client, site, "video", code)
    assert 'class="embed__link" href="https://www.youtube.com/watch?v=aqz-KE-bpKQ"' in page
    assert '.pdf">' in page
    assert client.get(page.partition('.pdf">')[0].rpartition('"')[2] + ".pdf").status_code == 200
    _post, page = page_of(client, site, "byline", code)
    assert words.writer in page
    assert words.source in page
    assert words.byline not in page
    _post, page = page_of(client, site, "co-authors", code)
    assert words.authors[0] in page
    assert words.guest in page
    post, _page = page_of(client, site, "links", code)
    body, earlier = article_of(site, post).body, article_of(site, site.before(post))
    # Of five, two that stand side by side and lead to one address are one link.
    assert body.count(f'href="{earlier.get_absolute_url()}') == (4 if site.structure == "plain" else 5)
    assert site.home not in body
    listed = {kind: article_of(site, site.of(words, kind)) for kind in ("draft", "private", "protected", "scheduled")}
    assert {kind: one.state for kind, one in listed.items()} == {
        "draft": State.DRAFT, "private": State.DRAFT, "protected": State.DRAFT, "scheduled": State.PUBLISHED,
    }  # fmt: skip
    assert [client.get(one.get_absolute_url()).status_code for one in listed.values()] == [404] * 4
    assert Note.objects.filter(article__in=[listed["private"], listed["protected"]]).count() == 2
    sticky = article_of(site, site.of(words, "sticky"))
    assert sticky.story.is_featured
    assert sticky.story.comments == CommentsMode.ON
    assert Comment.objects.filter(article=sticky).count() == 5
    assert Comment.objects.filter(article=sticky, parent=None).count() == 3
    about = client.get(
        f"/{code}/about-the-house/" if code == site.languages[0].code else f"/{code}/about-the-house-{code}/"
    )
    assert words.about in about.text
    menu = client.get(f"/{code}/").text.partition('<nav class="nav"')[2].partition("</nav>")[0]
    assert [name in menu for name in (words.about, words.sections["gardens"], "→")] == [True] * 3
    assert site.home not in menu


def test_four_sites_of_one_language_each_move_in_are_joined_and_lose_no_link(client, settings, tmp_path):
    sites = four_sites(tmp_path, size=20)
    english = sites["en"]
    before = counts()
    told = move_in(english, tmp_path, "--dry-run", "--files", english.uploads, "--no-download")
    assert told["dry_run"]
    assert counts() == before
    for site in sites.values():
        told = move_in(site, tmp_path, "--files", site.uploads, "--no-download")
        assert told["items"]["post"]["skipped"] == 1
        assert told["items"]["attachment"]["skipped"] == 0
        assert "missing" not in told["remarks"]
    # The same photographs stand in all four: kept once.
    assert Image.objects.count() == len({(post.place, which) for post in english.posts for which in range(4)} & {
        (post.place, which) for post in english.posts for which in range(4 if "gallery" in post.kind else 2)
    })  # fmt: skip
    assert Book.objects.exists()
    assert IssueEdition.objects.filter(edition="fa").exists()
    assert MediaItem.objects.filter(kind="cartoons").exists()
    assert MediaItem.objects.filter(kind="videos").exists()
    after = counts()
    for site in sites.values():
        told = move_in(site, tmp_path, "--files", site.uploads, "--no-download")
        assert told["done"].keys() == {"unchanged"}
    assert counts() == after
    # Likely pairs wait at the desk; here a corrected table says which belong together.
    assert OfferedPair.objects.exists()
    rows = [",".join(f"{sites[code].home}/?p={100 + place}" for code in sites) for place in range(16)]
    table = tmp_path / "pairs.csv"
    table.write_text(",".join(sites) + "\n" + "\n".join(rows), encoding="utf-8")
    said = command("join_editions", "--read", table, "--join-categories")
    # All but the one that lay in the bin.
    assert "45 joined" in said, said
    for code, site in sites.items():
        look_at(client, site, code)
        _post, page = page_of(client, site, "classic", code)
        assert all(f'hreflang="{other}"' in page for other in sites)
        others = [article_of(one, one.of(one.languages[0], "classic")).get_absolute_url() for one in sites.values()]
        assert [f'href="{address}"' in page for address in others if f"/{code}/" not in address] == [True] * 3
    assert prove(list(sites.values()), tmp_path, settings, every=10) > 1000


@pytest.mark.once
def test_one_site_in_four_languages_moves_in_over_the_network_and_loses_no_link(client, settings, tmp_path):
    with old_site() as server:
        home = f"http://127.0.0.1:{server.server_port}"
        site = OldHouse(home, list(LANGUAGES.values()), 20, "dated", tmp_path / "uploads")
        for path in site.uploads.rglob("*.*"):
            kind = "application/pdf" if path.suffix == ".pdf" else "image/jpeg"
            server.serve(f"/wp-content/uploads/{path.relative_to(site.uploads)}", path.read_bytes(), kind)
        move_in(site, tmp_path, "--private-host", "127.0.0.1")
        asked = sum(server.asked.values())
        told = move_in(site, tmp_path, "--private-host", "127.0.0.1")
    assert told["done"].keys() == {"unchanged"}
    assert sum(server.asked.values()) == asked
    assert Story.objects.filter(articles__edition="fa").filter(articles__edition="en").exists()
    for code in LANGUAGES:
        look_at(client, site, code)
        _post, page = page_of(client, site, "classic", code)
        assert all(f'hreflang="{other}"' in page for other in LANGUAGES)
    prove([site], tmp_path, settings)


def test_later_export_brings_what_is_new_and_changed_there_and_names_what_changed_here_too(client, tmp_path):
    site = OldHouse("https://en.limecourt.example", [LANGUAGES["en"]], 10, "dated", tmp_path / "uploads")
    given = ("--files", site.uploads, "--no-download")
    move_in(site, tmp_path, *given)
    changed, both = site.of(LANGUAGES["en"], "classic"), site.of(LANGUAGES["en"], "blocks")
    here = article_of(site, both)
    here.body = "<p>Written here.</p>"
    save_article(article=here)
    site.changed = {changed.number: "Written there.", both.number: "Written there, too."}
    site.size += 1
    site.posts.append(site._post(LANGUAGES["en"], 900, 15))
    site.posts[-1].body = "The newest of all."
    site._write_files()
    told = move_in(site, tmp_path, *given)
    assert (told["done"]["new"], told["done"]["updated"], told["done"]["conflict"]) == (3, 1, 1)
    assert [one["id"] for one in told["remarks"]["conflicts"]] == [both.number]
    assert "Written there." in client.get(article_of(site, changed).get_absolute_url()).text
    assert "Written here." in client.get(here.get_absolute_url()).text
    told = move_in(site, tmp_path, *given)
    assert set(told["done"]) == {"unchanged", "conflict"}
