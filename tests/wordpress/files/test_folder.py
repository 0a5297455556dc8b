"""Files of a folder are found however their names are spelt."""

import unicodedata
from pathlib import Path

import pytest

from wordpress.files.attachments import Attachment, of_address
from wordpress.files.folder import Folder, NoFolderError

UPLOADS = "https://example.org/wp-content/uploads"


def fill(root: Path, *names: str) -> Folder:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return Folder(root)


def names(folder: Folder, attachment: Attachment) -> list[str]:
    return [path.relative_to(folder.root).as_posix() for path in folder.candidates(attachment)]


@pytest.mark.parametrize("within", ["", "wp-content/uploads/", "uploads/", "public_html/wp-content/uploads/"])
def test_the_folder_is_that_of_uploads_or_has_it_within(tmp_path, within):
    folder = fill(tmp_path, f"{within}2012/03/a.jpg")
    assert names(folder, Attachment(1, f"{UPLOADS}/2012/03/a.jpg")) == ["2012/03/a.jpg"]


def test_what_is_no_folder_is_refused(tmp_path):
    with pytest.raises(NoFolderError):
        Folder(tmp_path / "nothing")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_composed_and_taken_apart_letters_are_one_name(tmp_path, form, asked):
    name = unicodedata.normalize(form, "2012/kopshti-çmim-ë.jpg")
    folder = fill(tmp_path, name)
    assert names(folder, Attachment(1, f"{UPLOADS}/{unicodedata.normalize(asked, name)}")) == [name]


def test_an_encoded_address_names_the_file(tmp_path):
    folder = fill(tmp_path, "2012/عکس باغ.jpg")
    encoded = f"{UPLOADS}/2012/%D8%B9%DA%A9%D8%B3%20%D8%A8%D8%A7%D8%BA.jpg"
    assert names(folder, Attachment(1, encoded)) == ["2012/عکس باغ.jpg"]


def test_case_matters_only_where_it_tells_two_files_apart(tmp_path):
    folder = fill(tmp_path, "a.JPG", "b.jpg", "B.jpg")
    assert names(folder, Attachment(1, f"{UPLOADS}/a.jpg")) == ["a.JPG"]
    assert names(folder, Attachment(1, f"{UPLOADS}/B.jpg")) == ["B.jpg"]
    assert names(folder, Attachment(1, f"{UPLOADS}/b.jpg")) == ["b.jpg"]


def test_the_original_comes_first_then_the_picture_itself_then_copies_by_size(tmp_path):
    folder = fill(tmp_path, "a-scaled.jpg", "a.jpg", "a-300x200.jpg")
    attachment = Attachment(1, f"{UPLOADS}/a-scaled.jpg", path="a-scaled.jpg", original="a.jpg")
    assert names(folder, attachment)[:2] == ["a.jpg", "a-scaled.jpg"]


def test_a_missing_original_has_its_copies_the_largest_first(tmp_path):
    folder = fill(tmp_path, "a-150x150.jpg", "a-1024x683.JPG", "a-300x200.jpg", "a-note.jpg", "ab-999x999.jpg")
    attachment = Attachment(1, f"{UPLOADS}/a.jpg")
    assert names(folder, attachment) == ["a-1024x683.JPG", "a-300x200.jpg", "a-150x150.jpg"]


def test_a_document_has_no_copies(tmp_path):
    folder = fill(tmp_path, "plan-2012x10.pdf")
    assert names(folder, Attachment(1, f"{UPLOADS}/plan.pdf")) == []


def test_a_site_of_a_network_keeps_its_files_in_a_folder_of_its_own(tmp_path):
    folder = fill(tmp_path, "sites/4/2012/a.jpg", "2012/a.jpg")
    attachment = Attachment(1, f"{UPLOADS}/sites/4/2012/a.jpg", path="2012/a.jpg")
    assert "sites/4/2012/a.jpg" in names(folder, attachment)
    assert names(fill(tmp_path / "alone", "2012/a.jpg"), attachment) == ["2012/a.jpg"]


def test_a_file_that_a_text_names_is_found_without_an_attachment(tmp_path):
    folder = fill(tmp_path, "2012/a.jpg", "2012/a-300x200.jpg")
    assert names(folder, of_address(f"{UPLOADS}/2012/a-300x200.jpg"))[0] == "2012/a.jpg"


@pytest.mark.parametrize(
    "path", ["../secret.jpg", "%2e%2e/secret.jpg", "..\\secret.jpg", "/etc/passwd", "2012/../../secret.jpg"]
)
def test_nothing_outside_the_folder_is_found(tmp_path, path):
    (tmp_path / "secret.jpg").write_bytes(b"x")
    folder = fill(tmp_path / "uploads", "2012/a.jpg")
    assert names(folder, Attachment(1, f"{UPLOADS}/{path}", path=path)) == []


def test_links_that_lead_out_of_the_folder_are_left(tmp_path):
    (tmp_path / "secret.jpg").write_bytes(b"x")
    root = tmp_path / "uploads"
    root.mkdir()
    (root / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    (root / "real.jpg").write_bytes(b"y")
    (root / "b.jpg").symlink_to(root / "real.jpg")
    folder = Folder(root)
    assert names(folder, Attachment(1, f"{UPLOADS}/a.jpg")) == []
    assert names(folder, Attachment(1, f"{UPLOADS}/b.jpg")) == ["b.jpg"]


def test_folders_of_caches_and_hidden_ones_are_passed_over(tmp_path):
    assert len(fill(tmp_path, "cache/a.jpg", ".thumbs/b.jpg", "c.jpg")) == 1
