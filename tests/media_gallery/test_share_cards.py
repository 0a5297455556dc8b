"""Share cards: how they are set, what they say, when they are made."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from fontTools.ttLib import TTFont
from PIL import Image as Pillow
from PIL import features

from articles.models import Article
from articles.services import withdraw_articles
from delivery.short_links import short_path
from media_gallery.share_cards import faces, making
from media_gallery.share_cards.card import SIZE, ShareCard, card_path
from media_gallery.share_cards.drawing import cropped, draw_card
from media_gallery.share_cards.faces import ARABIC, EXTENDED, LATIN
from media_gallery.share_cards.making import card_name, draw_share_card
from media_gallery.share_cards.setting import Style, balanced, broken, can_set, fitted, settable
from seeds.factories import make_article, make_book, make_image, make_issue, make_media_item, make_series

FA, AR, EN = Style("rtl", "fa", 60), Style("rtl", "ar", 60), Style("ltr", "en", 60)


def sheet_of(text: str, style: Style) -> Pillow.Image:
    """Ink of one line alone, in grey."""
    from PIL import ImageDraw

    from media_gallery.share_cards.drawing import write_line

    sheet = Pillow.new("L", (1600, 140), 255)
    write_line(ImageDraw.Draw(sheet), text, style, 1580 if style.direction == "rtl" else 20, 90, 0)
    return sheet


def columns_of_ink(sheet: Pillow.Image) -> list[tuple[int, int]]:
    """(first, last) column of each stretch of ink: letters that join are one."""
    dark = [min(sheet.crop((x, 0, x + 1, sheet.height)).get_flattened_data()) < 128 for x in range(sheet.width)]
    found: list[tuple[int, int]] = []
    for x, is_dark in enumerate(dark):
        if is_dark and found and found[-1][1] == x - 1:
            found[-1] = (found[-1][0], x)
        elif is_dark:
            found.append((x, x))
    return found


def test_the_layout_that_joins_letters_is_at_hand():
    assert features.check("raqm")


@pytest.mark.parametrize("face", [ARABIC, LATIN, EXTENDED])
def test_faces_have_every_letter_they_are_said_to_have(face):
    held = TTFont(faces.FOLDER / face.file).getBestCmap()
    lacking = [f"{code:04X}" for code in range(0x20, 0x2300) if face.has(chr(code)) and code not in held]
    assert not lacking


@pytest.mark.parametrize(("style", "word"), [(FA, "نشست"), (AR, "شمس"), (FA, "پیچک"), (AR, "بيت")])
def test_letters_of_a_word_are_joined(style, word):
    shaped = style.width(word)
    alone = sum(style.width(letter) for letter in word)
    assert shaped < 0.9 * alone
    assert len(columns_of_ink(sheet_of(word, style))) == 1
    loose = "\u200c".join(word)
    assert len(columns_of_ink(sheet_of(loose, style))) > 1


def test_the_half_space_parts_letters_without_a_gap_between_words():
    joined, parted, spaced = (FA.width(text) for text in ("میروم", "می‌روم", "می روم"))
    assert joined < parted < spaced


def test_persian_and_arabic_lines_begin_at_the_right_and_latin_ones_at_the_left():
    # The first letter is a dot-less stroke that stands alone; the rest is one wide word.
    first, rest = "ا", "ببببب"
    stretches = columns_of_ink(sheet_of(f"{first} {rest}", FA))
    assert stretches[-1][1] - stretches[-1][0] < 25
    stretches = columns_of_ink(sheet_of("I wwwww", EN))
    assert stretches[0][1] - stretches[0][0] < 40


def test_latin_words_within_a_persian_line_keep_their_own_order():
    pieces = FA.pieces("از Linden 12 تا کوچه")
    assert [(piece.text, piece.face, piece.direction) for piece in pieces] == [
        ("از ", ARABIC, "rtl"),
        ("Linden 12", LATIN, "ltr"),
        (" تا کوچه", ARABIC, "rtl"),
    ]


def test_arabic_words_within_a_latin_line_run_the_other_way():
    assert [(piece.text, piece.direction) for piece in EN.pieces("The word کتاب means book")] == [
        ("The word ", "ltr"),
        ("کتاب", "rtl"),
        (" means book", "ltr"),
    ]


def test_letters_of_a_further_alphabet_take_the_face_that_has_them():
    assert [piece.face for piece in EN.pieces("Škodra")] == [EXTENDED, LATIN]
    # In a right-to-left line the island is laid from its end.
    assert [piece.text for piece in FA.pieces("Škodra")] == ["kodra", "Š"]


def test_lines_are_about_as_long_as_each_other():
    text = "The bridge that was moved stone by numbered stone in one dry summer"
    lines = balanced(text, EN, 1000)
    widths = [EN.width(line) for line in lines]
    assert len(lines) == len(broken(text, EN, 1000))
    assert max(widths) <= 1000
    assert min(widths) > 0.7 * max(widths)


def test_longest_title_is_set_small_and_cut_with_an_ellipsis():
    lines, style = fitted("کتابخانه " * 60, Style("rtl", "fa", 76), 548, 370, smallest=30)
    assert style.size == 30
    assert lines[-1].endswith("…")
    assert len(lines) * style.leading <= 370
    assert all(style.width(line) <= 548 + style.width("…") for line in lines)


def test_a_word_wider_than_the_card_is_cut():
    assert all(EN.width(line) <= 400 for line in broken("w" * 200, EN, 400))


def test_signs_without_a_face_are_left_out_and_letters_without_one_forbid_the_card():
    assert settable("Tea 🍵 time") == "Tea time"
    assert settable("\u202eabc\u202c") == "abc"
    assert can_set("Ura që u zhvendos")
    assert not can_set("Вечер")


def test_card_has_the_size_networks_ask_for_and_its_photograph_at_the_lines_end(editions, files_dir):
    image = make_image()
    for direction, language, at in (("ltr", "en", 1150), ("rtl", "fa", 50)):
        card = ShareCard("A title", "A site", language, direction, image=image)
        drawn = Pillow.open(io.BytesIO(draw_card(card)))
        assert drawn.size == SIZE
        other = Pillow.open(io.BytesIO(draw_card(ShareCard("A title", "A site", language, direction))))
        assert drawn.getpixel((at, 400)) != other.getpixel((at, 400))
        assert other.getpixel((at, 400)) > (250, 245, 240)


def test_the_focal_point_stays_in_the_crop():
    wide = Pillow.new("RGB", (1000, 200), "white")
    wide.paste((255, 0, 0), (900, 90, 910, 110))
    kept = cropped(wide, (90, 50), (100, 100))
    assert any(red > 150 > green for red, green, _blue in kept.get_flattened_data())
    assert not any(red > 150 > green for red, green, _blue in cropped(wide, (10, 50), (100, 100)).get_flattened_data())


def test_card_that_has_no_readable_photograph_does_without(editions, files_dir):
    image = make_image()
    default_storage.delete(image.file.name)
    image.renditions = {}
    assert Pillow.open(io.BytesIO(draw_card(ShareCard("T", "S", "en", "ltr", image=image)))).size == SIZE


def shared_picture(client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.search(r'<meta property="og:image" content="http://127.0.0.1:8000([^"]+)"', page)[1]


def test_pages_name_their_card_and_the_card_is_there(client, editions, files_dir):
    book = make_book(series=make_series(kind="books", slug="books"), title="Water", slug="water", cover=make_image())
    issue = make_issue(number=3, editions=["en"])
    things = [make_article(title="The bridge").get_absolute_url(), book.address_in("en"), "/en/", "/en/topic/none/"]
    things += [make_media_item(title="Harbour").address_in("en"), issue.texts.get().get_absolute_url()]
    for address in things:
        if client.get(address).status_code == 404:
            continue
        found = client.get(shared_picture(client, address))
        assert found.status_code == 200, address
        assert found.headers["Content-Type"] == "image/jpeg"
        assert "immutable" in found.headers["Cache-Control"]
        assert Pillow.open(io.BytesIO(b"".join(found))).size == SIZE


def test_other_words_have_another_address_and_the_old_one_goes_on_working(client, editions, files_dir):
    article = make_article(title="The bridge")
    old = shared_picture(client, article.get_absolute_url())
    before = b"".join(client.get(old))
    Article.objects.update(title="The bridge that was moved")
    new = shared_picture(client, article.get_absolute_url())
    assert new != old
    assert b"".join(client.get(old)) == before
    never_made = re.sub(r"/[0-9a-f]+\.jpg", "/" + "0" * 24 + ".jpg", old)
    assert client.get(never_made).headers["Location"] == new


def test_drafts_and_what_was_withdrawn_have_no_card(client, editions, files_dir):
    article = make_article()
    address = shared_picture(client, article.get_absolute_url())
    assert client.get(address).status_code == 200
    withdraw_articles([article])
    assert client.get(address).status_code == 404
    draft = make_article(published=False)
    assert client.get(f"/card/{short_path('a', draft.pk)[3:]}/{'0' * 24}.jpg").status_code == 404


@pytest.mark.parametrize("path", ["a/x", "q1/x", "a1-en/x", "e2/x", "e3-fa/x", "e2-xx/x", "..%2F..%2Fsecret/x"])
def test_hostile_addresses_of_cards_are_unknown(client, editions, files_dir, path):
    assert client.get(f"/card/{path}.jpg").status_code == 404


def test_only_so_many_are_made_in_a_minute(client, editions, files_dir, monkeypatch):
    monkeypatch.setattr(making, "MOST_A_MINUTE", 1)
    first, second, third = make_article(), make_article(), make_article(image=make_image())
    assert client.get(shared_picture(client, first.get_absolute_url())).status_code == 200
    refused = client.get(shared_picture(client, second.get_absolute_url()))
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
    instead = client.get(shared_picture(client, third.get_absolute_url()))
    assert instead.status_code == 302
    assert instead.headers["Location"].startswith("/files/")
    assert instead.headers["Cache-Control"] == "no-store"


def test_worker_makes_the_card_before_anybody_asks(editions, files_dir):
    article = make_article()
    name = draw_share_card.func(short_path("a", article.pk)[3:])
    assert default_storage.exists(name)
    assert name == card_name(name.rpartition("/")[2].removesuffix(".jpg"))


def test_edition_in_a_script_without_a_face_shares_the_photograph(client, editions, files_dir):
    article = make_article(title="Вечер в саду", image=make_image())
    assert shared_picture(client, article.get_absolute_url()).startswith("/files/")


def test_card_path_is_made_of_what_it_says():
    one = ShareCard("A", "S", "en", "ltr")
    assert card_path("/s/a2", one) == card_path("/s/a2", ShareCard("A", "S", "en", "ltr"))
    assert card_path("/s/a2", one) != card_path("/s/a2", ShareCard("A", "S", "en", "rtl"))
