"""Pictures that look alike: fingerprints that stay the same, and finding them among many."""

import hashlib
import time

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as Pillow
from PIL import ImageEnhance

from media_gallery.fingerprints import distance, fingerprint_of, says_enough, signed, unsigned
from media_gallery.lookalikes import NEAR, grouped, groups, lookalikes_of, near
from media_gallery.models import Image
from media_gallery.renditions import make_renditions
from tests.media_gallery.pictures import scene, stored_image, stored_scene

files = pytest.mark.usefixtures("db", "files_dir")


def test_fingerprint_outlives_scaling_compression_and_light():
    picture = scene(1)
    print_of = fingerprint_of(picture)
    changed = {
        "smaller": picture.resize((200, 150)),
        "lighter": ImageEnhance.Brightness(picture).enhance(1.1),
        "in grey": picture.convert("L"),
    }
    for how, other in changed.items():
        assert distance(print_of, fingerprint_of(other)) <= NEAR, how
    assert distance(print_of, fingerprint_of(scene(2))) > NEAR


def test_transparency_is_paper():
    glass = Pillow.new("RGBA", (90, 80), (0, 0, 0, 0))
    assert fingerprint_of(glass) == fingerprint_of(Pillow.new("RGB", (90, 80), "white"))


@pytest.mark.parametrize("bits", [0, 1, 1 << 63, (1 << 64) - 1, 0x0123456789ABCDEF])
def test_bits_are_stored_as_signed_numbers_and_come_back(bits: int):
    assert -(1 << 63) <= signed(bits) < 1 << 63
    assert unsigned(signed(bits)) == bits


def test_plain_pictures_are_not_said_to_look_alike():
    plain = unsigned(fingerprint_of(Pillow.new("RGB", (90, 80), "teal")))
    assert not says_enough(plain)
    assert near(signed(plain), known=[(1, plain)], apart_from=None) == []


@files
def test_upload_has_its_fingerprint_and_knows_what_it_looks_like(django_assert_num_queries):
    first, other = stored_scene(1), stored_scene(2)
    again = stored_scene(1, quality=40)
    assert again != first
    with django_assert_num_queries(2):
        assert [alike.image for alike in lookalikes_of(again)] == [first]
    assert lookalikes_of(other) == []


@files
def test_groups_hold_what_looks_alike_newest_first():
    first, _other, again, third = stored_scene(1), stored_scene(2), stored_scene(1, quality=40), stored_scene(3)
    last = stored_scene(3, quality=30)
    assert groups() == [[last.pk, third.pk], [again.pk, first.pk]]
    last.delete()
    assert groups() == [[again.pk, first.pk]]


def chance_bits(number: int) -> int:
    return int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:8])


def naive_pairs(known: list[tuple[int, int]]) -> set[frozenset[int]]:
    return {
        frozenset((one, other))
        for one, bits in known
        for other, others in known
        if one < other and distance(bits, others) <= NEAR
    }


def test_no_pair_that_looks_alike_is_missed():
    known = []
    for number in range(0, 400, 2):
        bits = changed = chance_bits(number)
        for place in range(number // 2 % 12):
            changed ^= 1 << (place * 23 + number) % 64
        known += [(number, bits), (number + 1, changed)]
    alike = {frozenset(group) for group in grouped(known)}
    assert naive_pairs(known)
    assert all(any(pair <= group for group in alike) for pair in naive_pairs(known))
    assert sum(map(len, alike)) == len(frozenset().union(*naive_pairs(known)))


def test_twenty_thousand_fingerprints_are_compared_in_a_blink():
    known = [(number, chance_bits(number)) for number in range(20_000)]
    started = time.process_time()
    assert near(signed(known[7][1]), known=known, apart_from=None) == [(0, 7)]
    assert time.process_time() - started < 0.2
    started = time.process_time()
    grouped(known)
    assert time.process_time() - started < 10


@files
def test_command_gives_older_pictures_their_fingerprints(capsys):
    older, whole = stored_scene(1), stored_scene(2)
    wanted = older.fingerprint
    make_renditions(whole)
    expected = whole.fingerprint
    Image.objects.update(fingerprint=None)
    call_command("fingerprint_images")
    older.refresh_from_db()
    whole.refresh_from_db()
    assert older.fingerprint == wanted
    assert distance(whole.fingerprint or 0, expected or 0) <= NEAR
    assert "2/2" in capsys.readouterr().out
    call_command("fingerprint_images")
    assert "0 pictures" in capsys.readouterr().out


@files
def test_command_goes_on_past_a_file_that_cannot_be_read(capsys):
    lost, there = stored_image(), stored_scene(2)
    lost.file.storage.delete(lost.file.name)
    Image.objects.update(fingerprint=None)
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("fingerprint_images")
    there.refresh_from_db()
    assert there.fingerprint is not None
