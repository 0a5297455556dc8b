"""Files are taken over once each, with their words; what cannot be is named, and stops nothing."""

import hashlib
import io
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import PngImagePlugin

from media_gallery.models import Image
from media_gallery.uploads import store_image
from tests.wordpress.files.old_site import OldSite, fails_first, gives, is_counted, is_endless, leads_to, picture
from wordpress.files.attachments import Attachment, Sized, of_address
from wordpress.files.hosts import Limits
from wordpress.files.journal import Journal
from wordpress.files.keeping import LONGEST
from wordpress.files.outcomes import Fate, Outcome, Progress
from wordpress.files.parts import DiskError
from wordpress.files.store import Store

UPLOADS = "https://example.org/wp-content/uploads"
HERE = ("127.0.0.1",)
COLOURS = [f"hsl({degrees}, 90%, 50%)" for degrees in range(0, 360, 12)]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions", "files_dir")]


@pytest.fixture
def store(tmp_path: Path, quick: Limits) -> Store:
    """One that downloads."""
    return Store(private_hosts=HERE, spool=tmp_path / "spool", limits=quick)


def take(store: Store, *attachments: Attachment) -> dict[int, Outcome]:
    outcomes = list(store.take(attachments))
    assert len(outcomes) == len(attachments)
    return {outcome.attachment.number: outcome for outcome in outcomes}


def one(store: Store, address: str, **more: object) -> Outcome:
    (outcome,) = store.take([Attachment(1, address, **more)])
    return outcome


def from_folder(tmp_path: Path, name: str, content: bytes) -> Outcome:
    root = tmp_path / "uploads"
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(content)
    return one(Store(folder=root, download=False), f"{UPLOADS}/{name}")


def files_of_storage(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_pictures_come_from_the_old_site_with_their_words(store, site: OldSite):
    address = site.has("a.jpg", picture())
    words = {"alt": "A gate", "caption": "The old gate", "credit": "Mira Dedej", "title": "gate", "edition": "sq"}
    outcome = one(store, address, **words)
    assert (outcome.fate, outcome.kind, outcome.source, outcome.reason) == (Fate.TAKEN, "jpeg", address, "")
    image = Image.objects.get()
    assert outcome.image == image
    assert (image.alt_sq, image.caption_sq, image.credit_sq, image.title) == (
        "A gate", "The old gate", "Mira Dedej", "gate",
    )  # fmt: skip
    assert not image.alt_en
    assert outcome.digest == image.digest
    assert not list(store.spool.iterdir())


def test_the_same_content_is_kept_once_and_has_the_words_of_each_edition(store, site: OldSite):
    content = picture()
    found = take(
        store,
        Attachment(1, site.has("en.jpg", content), alt="A gate", edition="en"),
        Attachment(2, site.has("fa.jpg", content), alt="دروازه", edition="fa"),
    )
    image = Image.objects.get()
    assert {found[1].image, found[2].image} == {image}
    assert {found[1].fate, found[2].fate} == {Fate.TAKEN, Fate.KNOWN}
    assert (image.alt_en, image.alt_fa) == ("A gate", "دروازه")


def test_attachments_of_one_file_ask_for_it_once(store, site: OldSite):
    address = site.has("a.jpg", picture())
    found = take(store, *(Attachment(number, address, alt=f"{number}", edition="en") for number in range(20)))
    assert site.times("a.jpg") == 1
    assert len({outcome.image for outcome in found.values()}) == 1
    assert sum(outcome.fate is Fate.TAKEN for outcome in found.values()) == 1


def test_words_that_stand_here_already_stay(store, site: OldSite):
    content = picture()
    known = store_image(file=io.BytesIO(content))
    known.alt_en = "Written here"
    known.save()
    outcome = one(store, site.has("a.jpg", content), alt="From there", caption="New", edition="en")
    known.refresh_from_db()
    assert outcome.fate is Fate.KNOWN
    assert (known.alt_en, known.caption_en) == ("Written here", "New")


def test_a_second_run_changes_nothing(store, site: OldSite, files_dir):
    attachments = [
        Attachment(1, site.has("a.jpg", picture()), alt="x", edition="en"),
        Attachment(2, site.has("b.pdf", PDF)),
    ]
    take(store, *attachments)
    before = files_of_storage(files_dir)
    again = take(Store(private_hosts=HERE, spool=store.spool), *attachments)
    assert {outcome.fate for outcome in again.values()} == {Fate.KNOWN}
    assert files_of_storage(files_dir) == before


def test_documents_are_kept_under_their_name_and_by_what_they_are(store, site: OldSite, files_dir):
    outcome = one(store, site.has("Plani i kopshtit.PDF", PDF))
    assert (outcome.fate, outcome.kind, outcome.image) == (Fate.TAKEN, "pdf", None)
    assert outcome.document.endswith("/plani-i-kopshtit.pdf")
    assert (files_dir / outcome.document).read_bytes() == PDF
    assert default_storage.url(outcome.document).startswith("/files/downloads/")


def test_a_document_of_two_names_is_kept_once(store, site: OldSite, files_dir):
    found = take(store, Attachment(1, site.has("a.pdf", PDF)), Attachment(2, site.has("b.pdf", PDF)))
    assert found[1].document == found[2].document
    assert len(files_of_storage(files_dir)) == 1


def test_a_document_that_a_broken_run_left_by_half_is_written_again(store, site: OldSite, files_dir):
    address = site.has("a.pdf", PDF)
    digest = hashlib.sha256(PDF).hexdigest()
    half = files_dir / f"downloads/{digest[:2]}/{digest[2:22]}/a.pdf"
    half.parent.mkdir(parents=True)
    half.write_bytes(PDF[:9])
    outcome = one(store, address)
    assert (outcome.fate, (files_dir / outcome.document).read_bytes()) == (Fate.TAKEN, PDF)
    assert len(files_of_storage(files_dir)) == 1


def test_a_picture_that_a_killed_run_left_without_a_row_is_not_doubled(tmp_path, site: OldSite, files_dir):
    content = picture("teal")
    digest = hashlib.sha256(content).hexdigest()
    # As the kernel ends it: the file is there, by half, the mark too, the row is not.
    default_storage.save(f"images/{digest[:2]}/{digest}.jpg", ContentFile(content[:200]))
    (tmp_path / "keeping").mkdir()
    (tmp_path / "keeping" / f"{os.getpid()}-{digest}").touch()
    (tmp_path / "a.jpg").write_bytes(content)
    store = Store(folder=tmp_path, download=False, spool=tmp_path / "spool")
    outcome = one(store, f"{UPLOADS}/a.jpg")
    assert outcome.fate is Fate.TAKEN
    assert [name for name in files_of_storage(files_dir) if digest in name] == [outcome.image.file.name]
    assert not list((tmp_path / "keeping").iterdir())


def test_pictures_of_a_run_that_goes_on_and_those_of_the_library_stay(tmp_path, site: OldSite, files_dir):
    kept = store_image(file=ContentFile(picture("teal"), name="a.jpg"))
    theirs = hashlib.sha256(b"theirs").hexdigest()
    default_storage.save(f"images/{theirs[:2]}/{theirs}.jpg", ContentFile(b"theirs"))
    journal = Journal(tmp_path / "keeping")
    (tmp_path / "keeping").mkdir()
    # Process 1 runs as long as there is anything.
    (tmp_path / "keeping" / f"1-{theirs}").touch()
    (tmp_path / "keeping" / f"{os.getpid()}-{kept.digest}").touch()
    journal.clear()
    assert default_storage.exists(kept.file.name)
    assert default_storage.exists(f"images/{theirs[:2]}/{theirs}.jpg")
    assert [mark.name for mark in (tmp_path / "keeping").iterdir()] == [f"1-{theirs}"]


def test_a_missing_file_is_named_and_the_others_are_taken(store, site: OldSite):
    found = take(store, Attachment(1, site.address("gone.jpg")), Attachment(2, site.has("a.jpg", picture())))
    assert (found[1].fate, found[1].image) == (Fate.MISSING, None)
    assert "404" in found[1].reason
    assert found[2].is_here


def test_the_largest_copy_stands_for_a_missing_original(store, site: OldSite):
    site.has("a-300x200.jpg", picture(size=(300, 200)))
    site.has("a-1024x683.jpg", picture("navy", size=(1024, 683)))
    sizes = (Sized("a-1024x683.jpg", 1024, 683), Sized("a-300x200.jpg", 300, 200))
    outcome = one(store, site.address("a.jpg"), sizes=sizes)
    assert (outcome.image.width, outcome.fate) == (1024, Fate.TAKEN)
    assert "largest copy" in outcome.reason


def test_a_copy_that_a_text_names_stands_for_a_missing_original(store, site: OldSite):
    outcome = next(store.take([of_address(site.has("a-300x200.jpg", picture()))]))
    assert outcome.is_here
    assert "largest copy" in outcome.reason


def test_the_original_of_a_scaled_picture_is_taken(store, site: OldSite):
    site.has("a.jpg", picture(size=(3000, 2000)))
    outcome = one(store, site.has("a-scaled.jpg", picture(size=(2560, 1707))), original="a.jpg")
    assert (outcome.image.width, outcome.reason) == (3000, "")


def test_a_broken_original_gives_way_to_a_copy(store, site: OldSite):
    site.has("a.jpg", picture(size=(900, 900))[:400])
    site.has("a-300x300.jpg", picture(size=(300, 300)))
    outcome = one(store, site.address("a.jpg"), sizes=(Sized("a-300x300.jpg", 300, 300),))
    assert (outcome.fate, outcome.image.width) == (Fate.TAKEN, 300)


def bomb() -> bytes:
    """A PNG of 40,000 times 40,000 pixels in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", "runs a script"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>", "SVG"),
        ("a.jpg", b"<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        ("a.jpg", b"<?php system($_GET['x']);", "program"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 30 + b"\xff\xd9", "no picture"),
        ("a.png", bomb(), "pixels"),
        ("a.jpg", picture(size=(900, 700))[:2000], "cut off"),
        ("a.png", picture(size=(90, 70), kind="PNG")[:-40], "cut off"),
        ("a.jpg", b"", "empty"),
        ("a.psd", b"8BPS\x00\x01", "no kind"),
        ("a.exe", b"MZ\x90\x00", "program"),
        ("a.docx", b"PK\x03\x04 cut off", "no kind"),
    ],
)
@pytest.mark.parametrize("way", ["web", "folder"])
def test_what_cannot_be_kept_is_refused_by_name(store, site: OldSite, tmp_path, files_dir, way, name, content, reason):
    if way == "web":
        outcome = one(store, site.has(name, gives(content)))
        assert not [path for path in store.spool.rglob("*") if path.is_file()]
    else:
        outcome = from_folder(tmp_path, name, content)
    assert outcome.fate is Fate.REFUSED
    assert reason in outcome.reason
    assert not Image.objects.exists()
    assert files_of_storage(files_dir) == []


def test_a_bomb_of_text_within_a_picture_is_refused(store, site: OldSite):
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "a" * 5_000_000, zip=True)
    outcome = one(store, site.has("a.png", picture(kind="PNG", pnginfo=info)))
    assert outcome.fate is Fate.REFUSED


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_pictures_in_old_formats_are_kept_as_png(store, site: OldSite, kind):
    outcome = one(store, site.has(f"a.{kind.lower()}", picture(kind=kind)))
    assert outcome.image.file.name.endswith(".png")
    again = one(Store(private_hosts=HERE, spool=store.spool), site.address(f"a.{kind.lower()}"))
    assert again.fate is Fate.KNOWN


def test_credits_written_into_the_file_are_kept(store, site: OldSite):
    exif = Pillow.Exif()
    exif[0x013B] = "Arta Hoxha"
    outcome = one(store, site.has("a.jpg", picture(exif=exif.tobytes())), edition="en")
    assert outcome.image.credit_en == "Arta Hoxha"


def test_a_description_is_kept_where_there_is_no_caption(store, site: OldSite):
    outcome = one(store, site.has("a.jpg", picture()), description="Long\nwords", edition="en")
    assert outcome.image.caption_en == "Long words"


def test_words_that_are_too_long_are_cut_at_a_word(store, site: OldSite):
    outcome = one(store, site.has("a.jpg", picture()), alt="word " * 400, edition="en")
    assert outcome.image.alt_en.endswith("word…")
    assert {name: Image._meta.get_field(name).max_length for name in LONGEST} == LONGEST


def test_files_of_a_folder_are_read_and_stay_where_they_are(tmp_path, site: OldSite):
    outcome = from_folder(tmp_path, "2012/a.jpg", picture())
    assert outcome.fate is Fate.TAKEN
    assert (tmp_path / "uploads/2012/a.jpg").exists()
    document = from_folder(tmp_path, "2012/a.pdf", PDF)
    assert document.fate is Fate.TAKEN
    assert (tmp_path / "uploads/2012/a.pdf").exists()


def test_what_is_not_in_the_folder_is_downloaded_unless_that_is_unwanted(tmp_path, site: OldSite, quick):
    root = tmp_path / "uploads"
    root.mkdir()
    address = site.has("a.jpg", picture())
    alone = one(Store(folder=root, download=False), address)
    assert (alone.fate, site.times("a.jpg")) == (Fate.MISSING, 0)
    assert "folder" in alone.reason
    both = one(Store(folder=root, private_hosts=HERE, spool=tmp_path / "spool", limits=quick), address)
    assert both.fate is Fate.TAKEN


def test_no_files_at_all_leaves_each_and_says_so(site: OldSite):
    outcome = one(Store(download=False), site.has("a.jpg", picture()))
    assert (outcome.fate, site.times("a.jpg")) == (Fate.LEFT, 0)
    assert outcome.reason


def test_an_attachment_without_an_address_is_missing(store):
    found = take(store, Attachment(1, ""), Attachment(2, ""))
    assert {outcome.fate for outcome in found.values()} == {Fate.MISSING}


def test_an_export_cannot_lead_into_a_private_network(tmp_path, site: OldSite, quick):
    outcome = one(Store(spool=tmp_path / "spool", limits=quick), site.has("a.jpg", picture()))
    assert (outcome.fate, site.times("a.jpg")) == (Fate.MISSING, 0)
    assert "public network" in outcome.reason


def test_one_host_is_asked_for_few_files_at_once(tmp_path, site: OldSite, quick):
    store = Store(private_hosts=HERE, spool=tmp_path / "spool", limits=replace(quick, per_host=2), workers=8)
    addresses = [site.has(f"{number}.jpg", is_counted(picture(COLOURS[number]))) for number in range(8)]
    found = take(store, *(Attachment(number, address) for number, address in enumerate(addresses)))
    assert all(outcome.is_here for outcome in found.values())
    assert site.most_at_once == 2


def test_a_server_in_trouble_is_not_asked_for_every_copy_again_and_again(store, site: OldSite):
    names = ["a.jpg", *(f"a-{width}x{width}.jpg" for width in (300, 200, 100))]
    for name in names:
        site.has(name, fails_first(99, b""))
    sizes = tuple(Sized(name, 1, 1) for name in names[1:])
    assert one(store, site.address("a.jpg"), sizes=sizes).fate is Fate.MISSING
    assert [site.times(name) for name in names] == [3, 1, 1, 1]


def test_progress_is_told_after_each(store, site: OldSite):
    content, told = picture(), []

    def tell(progress: Progress) -> None:
        told.append((progress.done, progress.total, progress.bytes))
        assert progress.rate > 0
        assert progress.seconds_left is not None

    attachments = [Attachment(1, site.has("a.jpg", content)), Attachment(2, site.address("gone.jpg"))]
    list(store.take(attachments, tell=tell))
    assert [done for done, _total, _bytes in told] == [1, 2]
    assert told[-1] == (2, 2, len(content))


def test_progress_over_a_stream_knows_no_total_unless_it_is_told(store, site: OldSite):
    told: list[Progress] = []
    list(store.take(iter([Attachment(1, site.address("gone.jpg"))]), tell=told.append))
    assert told[0].total is None
    assert told[0].seconds_left is None
    list(store.take(iter([Attachment(1, site.address("gone.jpg"))]), total=1, tell=told.append))
    assert told[1].total == 1


def test_who_stops_early_leaves_nothing_by_half_and_may_begin_again(store, site: OldSite):
    attachments = [Attachment(n, site.has(f"{n}.jpg", picture(COLOURS[n]))) for n in range(30)]
    stream = store.take(attachments)
    first = next(stream)
    stream.close()
    assert Image.objects.count() == 1
    assert default_storage.exists(first.image.file.name)
    again = take(Store(private_hosts=HERE, spool=store.spool), *attachments)
    assert all(outcome.is_here for outcome in again.values())
    assert Image.objects.count() == 30
    assert not list(store.spool.iterdir())


def test_a_picture_that_was_deleted_meanwhile_is_taken_again(store, site: OldSite):
    content = picture()
    known = store_image(file=io.BytesIO(content))
    attachments = [Attachment(1, site.has("a.jpg", content))]
    stream = store.take(attachments)
    known_set = Image.objects.filter(pk=known.pk)
    # The digests are read when the first outcome is asked for; the row goes before it is kept.
    original = store._keep

    def keep(attachment: Attachment, found: object) -> Outcome:
        known_set.delete()
        return original(attachment, found)

    store._keep = keep
    (outcome,) = stream
    assert outcome.fate is Fate.TAKEN
    assert Image.objects.get().digest == known.digest


def test_a_full_disk_ends_the_run_instead_of_blaming_every_file(store, site: OldSite, monkeypatch):
    def full(_self: object, _data: bytes) -> None:
        raise DiskError("No space left on device")

    monkeypatch.setattr("wordpress.files.parts._Written.write", full)
    with pytest.raises(DiskError):
        one(store, site.has("a.jpg", picture()))


def test_a_file_without_an_end_stops_nothing(store, site: OldSite, settings):
    settings.IMAGE_MAX_BYTES = 200_000
    found = take(
        store, Attachment(1, site.has("a.jpg", is_endless(picture()))), Attachment(2, site.has("b.jpg", picture()))
    )
    assert found[1].fate is Fate.REFUSED
    assert "larger" in found[1].reason
    assert found[2].is_here


def test_a_redirect_to_a_private_address_is_named(store, site: OldSite):
    outcome = one(store, site.has("a.jpg", leads_to("http://10.1.2.3/a.jpg")))
    assert outcome.fate is Fate.MISSING
    assert "10.1.2.3" in outcome.reason


def test_a_moving_picture_is_kept_as_its_first_frame_and_that_is_told(store, site: OldSite):
    frames = [Pillow.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    outcome = one(store, site.has("a.gif", buffer.getvalue()))
    assert outcome.fate is Fate.TAKEN
    assert "moving" in outcome.reason
