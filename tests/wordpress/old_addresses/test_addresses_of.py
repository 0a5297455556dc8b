"""Which old addresses a thing of an export had."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from delivery.redirects.addresses import Address
from wordpress.old_addresses import Kind, Structure, addresses_of, home_addresses, host_of, structure_of
from wordpress.wxr.items import Author, Item, Site, Term, TermRef

SITE = Site(link="https://www.old.example", base="https://www.old.example")
AT = datetime(2012, 3, 15, 9, 5, tzinfo=UTC)


def make_item(**fields) -> Item:
    given = {"number": 12, "kind": "post", "slug": "the-bridge", "date": AT, "guid": "https://www.old.example/?p=12"}
    return Item(**{**given, "link": "https://www.old.example/2012/03/the-bridge/", **fields})


def addresses(thing, site: Site = SITE, structure: Structure | None = None, kind: Kind = Kind.PAGE) -> set[str]:
    """In their normal form."""
    found = addresses_of(thing, site, structure or Structure("", "/%year%/%monthnum%/%postname%/"))
    return {str(Address.read(old.address)) for old in found if old.kind is kind}


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/2012/03/the-bridge/", "/%year%/%monthnum%/%postname%/"),
        ("/2012/03/15/the-bridge/", "/%year%/%monthnum%/%day%/%postname%/"),
        ("/the-bridge/", "/%postname%/"),
        ("/the-bridge", "/%postname%"),
        ("/gardens/the-bridge/", "/%category%/%postname%/"),
        ("/outdoors/gardens/the-bridge/", "/outdoors/%category%/%postname%/"),
        ("/archives/12", "/archives/%post_id%"),
        ("/index.php/2012/03/the-bridge/", "/index.php/%year%/%monthnum%/%postname%/"),
        ("/mira/the-bridge/", "/%author%/%postname%/"),
        ("/the-bridge.html", "/%postname%.html"),
        ("/12-the-bridge/", "/%post_id%-%postname%/"),
        ("/?p=12", ""),
    ],
)
def test_structure_is_guessed_from_the_addresses(path: str, pattern: str):
    item = make_item(link=f"https://old.example{path}", author="mira", terms=(TermRef("category", "gardens"),))
    assert structure_of(SITE, [item]).pattern == pattern
    if pattern and "%category%" not in pattern:
        assert structure_of(SITE, [item]).address_of(item) == path


def test_structure_of_most_posts_is_the_sites():
    items = [make_item(number=number, link=f"https://old.example/?p={number}") for number in range(5)]
    items += [make_item(number=number) for number in range(3)]
    items += [make_item(kind="page", link="https://old.example/about/", slug="about") for _ in range(9)]
    assert structure_of(SITE, items).pattern == "/%year%/%monthnum%/%postname%/"
    assert structure_of(SITE, []) == Structure()


def test_site_in_a_folder_keeps_it_before_everything():
    site = Site(link="https://old.example/blog/", base="https://old.example/blog")
    item = make_item(link="https://old.example/blog/2012/03/the-bridge/", guid="https://old.example/blog/?p=12")
    structure = structure_of(site, [item])
    assert structure.prefix == "/blog"
    assert addresses(item, site, structure) == {"/blog/2012/03/the-bridge", "/blog?p=12", "/blog?name=the-bridge"}
    assert [old.address for old in home_addresses(site)] == ["/blog/"]
    assert addresses(Term(3, "category", "gardens"), site, structure) == {
        "/blog/category/gardens",
        "/blog?category_name=gardens",
        "/blog?cat=3",
    }


def test_post_has_its_link_its_number_its_name_and_what_it_was_called_before():
    item = make_item(meta=(("_wp_old_slug", "a-bridge"), ("custom_permalink", "special/bridge")))
    assert addresses(item) == {
        "/2012/03/the-bridge",
        "/?p=12",
        "/?name=the-bridge",
        "/?name=a-bridge",
        "/2012/03/a-bridge",
        "/special/bridge",
    }


def test_letters_of_any_script_are_as_in_the_link():
    slug = "پل-روی-رودخانه"
    item = make_item(slug=slug, link=f"https://old.example/2012/03/{quote(slug).lower()}/")
    assert addresses(item) == {f"/2012/03/{slug}", "/?p=12", f"/?name={slug}"}


def test_page_is_known_by_its_path_and_two_numbers():
    page = make_item(kind="page", slug="about", link="https://old.example/library/about/", guid="")
    assert addresses(page) == {"/library/about", "/?p=12", "/?page_id=12", "/?pagename=about"}


def test_attachment_has_a_page_and_a_file():
    file = "https://old.example/wp-content/uploads/2012/03/bridge.jpg"
    picture = make_item(
        kind="attachment",
        slug="bridge",
        link="https://old.example/2012/03/the-bridge/bridge/",
        guid=file,
        attachment_url=file,
        meta=(("_wp_attached_file", "2012/03/bridge-scaled.jpg"),),
    )
    assert addresses(picture) == {"/2012/03/the-bridge/bridge", "/?p=12", "/?attachment_id=12", "/?attachment=bridge"}
    assert addresses(picture, kind=Kind.FILE) == {
        "/wp-content/uploads/2012/03/bridge.jpg",
        "/wp-content/uploads/2012/03/bridge-scaled.jpg",
    }


def test_terms_and_authors_have_a_path_a_name_and_a_number():
    assert addresses(Term(5, "post_tag", "%d8%a8%d8%a7%d8%ba")) == {"/tag/باغ", "/?tag=باغ", "/?tag_id=5"}
    assert addresses(Term(0, "category", "gardens")) == {"/category/gardens", "/?category_name=gardens"}
    assert addresses(Term(6, "series", "letters")) == {"/series/letters", "/?series=letters"}
    assert addresses(Author(2, "Mira Holt")) == {"/author/mira-holt", "/?author_name=mira-holt", "/?author=2"}


def test_behind_a_fixed_beginning_lists_stand_too():
    structure = Structure("", "/archives/%post_id%")
    assert "/archives/category/gardens" in addresses(Term(3, "category", "gardens"), structure=structure)
    assert "/category/gardens" in addresses(Term(3, "category", "gardens"), structure=structure)


@pytest.mark.parametrize(
    "thing", [make_item(kind="nav_menu_item"), make_item(kind="revision"), Term(4, "nav_menu", "top")]
)
def test_what_never_had_a_page_has_no_address(thing):
    assert addresses(thing) == set()


def test_addresses_of_other_sites_are_none_of_this_one():
    item = make_item(link="https://other.example/x/", guid="urn:uuid:1")
    assert addresses(item) == {"/?p=12", "/?name=the-bridge"}
    assert host_of(SITE) == "old.example"
    assert host_of(Site()) == ""


def test_names_give_way_and_numbers_do_not():
    guesses = {old.address for old in addresses_of(make_item(), SITE, Structure()) if old.is_guess}
    assert guesses == {"/?name=the-bridge"}
