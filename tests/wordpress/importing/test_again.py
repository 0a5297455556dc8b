"""An import may be run again: nothing is doubled, what changed there comes in, what was edited here stays."""

import random
from pathlib import Path

import pytest
from PIL import Image as Pillow

from articles.models import Article, Category, Credit, Person, Placement, Revision, Story, Topic
from articles.services import save_article
from delivery.models import Redirect
from editions.enums import State
from editions.models import PageEdition
from editions.richtext.blocks import units_of, without_ids
from media_gallery.models import Image
from readers.models import Comment
from search.models import Entry
from tests.wordpress.exports import attachment, author, category, comment, item, meta
from tests.wordpress.importing.running import counts, reasons, run
from wordpress.models import Origin

pytestmark = pytest.mark.django_db
MODELS = (Article, Story, Person, Category, Topic, Credit, Placement, Comment, Redirect, Origin, Entry, PageEdition)


def state_of_everything() -> dict:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def site() -> list[str]:
    """A bit of everything."""
    return [
        author("mira", "Mira Stone"),
        category("news", "News"),
        *(
            item(
                number,
                f"Post {number}",
                f'<p>Words {number}, <a href="https://old.example.org/?p={number % 8 + 1}">see</a>.</p>',
                comment(number * 10),
                comment(number * 10 + 1, parent=number * 10),
                terms=[("category", "news", "News"), ("post_tag", f"tag-{number % 3}", f"Tag {number % 3}")],
            )
            for number in range(1, 9)
        ),
        item(20, "About the house", "<p>Long ago.</p>", kind="page", slug="the-house"),
    ]


def test_second_run_changes_nothing(editions, tmp_path):
    first = run(tmp_path, *site())
    before = state_of_everything()
    second = run(tmp_path, *site())
    after = state_of_everything()
    for rows in (*before["Origin"], *after["Origin"]):
        del rows["run_id"]
    assert after == before
    assert counts(second) == counts(first)
    assert set(second.done) == {"unchanged"}


def test_later_export_brings_what_is_new_and_what_changed_there(editions, tmp_path):
    run(tmp_path, item(1, "First", "<p>One.</p><p>Two.</p>", comment(10)), item(2))
    ids = [unit.id for unit in units_of(Article.objects.get(slug="post-1").body)]
    report = run(
        tmp_path, item(1, "First, better", "<p>One.</p><p>New.</p><p>Two.</p>", comment(10), comment(11)), item(3)
    )
    article = Article.objects.get(slug="post-1")
    assert article.title == "First, better"
    assert without_ids(article.body) == "<p>One.</p><p>New.</p><p>Two.</p>"
    assert [unit.id for unit in units_of(article.body)][::2] == ids
    assert Article.objects.count() == 3
    assert article.n_comments == 2
    assert report.done == {"new": 2, "updated": 1, "unchanged": 1}
    assert "better" in Entry.objects.get(kind="article", key=article.pk).title


def test_what_was_there_before_an_update_is_a_revision(editions, tmp_path):
    run(tmp_path, item(1, "First"))
    run(tmp_path, item(1, "Second"))
    run(tmp_path, item(1, "Third"))
    titles = Revision.objects.filter(article__slug="post-1").order_by("number").values_list("title", flat=True)
    assert list(titles) == ["First", "Second", "Third"]


def test_what_was_edited_here_stays_and_is_reported(editions, tmp_path):
    run(tmp_path, item(1, "First"), item(2))
    article = Article.objects.get(slug="post-1")
    article.title = "Edited here"
    save_article(article)
    report = run(tmp_path, item(1, "Changed there"), item(2))
    assert Article.objects.get(slug="post-1").title == "Edited here"
    assert report.done == {"conflict": 1, "unchanged": 1}
    assert report.as_json()["remarks"]["conflicts"] == [
        {"id": 1, "type": "post", "title": "Changed there", "what": "Edited here"}
    ]
    assert counts(report)["post"] == (2, 2, 0)


def test_what_was_edited_here_and_not_there_is_no_conflict(editions, tmp_path):
    run(tmp_path, item(1))
    article = Article.objects.get()
    article.title = "Edited here"
    save_article(article)
    assert run(tmp_path, item(1)).done == {"unchanged": 1}
    assert Article.objects.get().title == "Edited here"


def test_what_was_deleted_here_does_not_come_back(editions, tmp_path):
    run(tmp_path, item(1, "", "<p>x</p>", comment(5)), item(2))
    Article.objects.get(slug="post-1").delete()
    report = run(tmp_path, item(1, "", "<p>x</p>", comment(5)), item(2))
    assert Article.objects.count() == 1
    assert counts(report) == {"post": (2, 1, 1), "comment": (1, 0, 1)}
    assert "deleted here" in reasons(report)[0]


def test_draft_that_was_published_there_is_published_here(editions, tmp_path):
    run(tmp_path, item(1, status="draft"))
    run(tmp_path, item(1, status="publish"))
    article = Article.objects.get()
    assert article.state == State.PUBLISHED
    assert Entry.objects.filter(kind="article").count() == 1


def test_views_and_locks_of_plugins_are_no_change(editions, tmp_path):
    run(tmp_path, item(1, "", "<p>x</p>", meta("_edit_lock", "1:1"), meta("views", "3")))
    report = run(tmp_path, item(1, "", "<p>x</p>", meta("_edit_lock", "2:1"), meta("views", "4")))
    assert report.done == {"unchanged": 1}


def test_pages_are_updated_and_conflicts_kept_too(editions, tmp_path):
    run(tmp_path, item(1, "House", kind="page", slug="house"), item(2, "Garden", kind="page", slug="garden"))
    page = PageEdition.objects.get(slug="house")
    page.title = "Our house"
    page.save()
    report = run(tmp_path, item(1, "House!", kind="page", slug="house"), item(2, "Garden!", kind="page", slug="garden"))
    assert set(PageEdition.objects.values_list("title", flat=True)) == {"Our house", "Garden!"}
    assert report.done == {"conflict": 1, "updated": 1}


def test_sites_whose_numbers_are_the_same_are_told_apart(editions, tmp_path):
    run(tmp_path, item(1, "Of the one"), home="https://one.example.org")
    run(tmp_path, item(1, "Of the other"), home="https://two.example.org", edition="fa")
    assert set(Article.objects.values_list("title", "edition")) == {("Of the one", "en"), ("Of the other", "fa")}


def picture(folder: Path, path: str) -> None:
    chance = random.Random(path)  # noqa: S311 - the same pictures each time
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    Pillow.effect_noise((60 + chance.randrange(40), 50), 40).convert("RGB").save(folder / path)


def with_pictures() -> list[str]:
    return [
        item(
            1,
            "",
            '<p>Look.</p><img class="wp-image-30" src="https://old.example.org/wp-content/uploads/2020/a-300x200.jpg">',
            meta("_thumbnail_id", "31"),
        ),
        attachment(30, "2020/a.jpg", meta("_wp_attachment_image_alt", "A boat"), parent=1, excerpt="In the harbour"),
        attachment(31, "2020/b.jpg"),
        attachment(32, "2020/missing.jpg"),
    ]


def test_pictures_come_with_a_folder_and_are_used(editions, tmp_path, files_dir):
    uploads = tmp_path / "uploads"
    picture(uploads, "2020/a.jpg")
    picture(uploads, "2020/b.jpg")
    report = run(tmp_path, *with_pictures(), folder=uploads)
    assert counts(report)["attachment"] == (3, 2, 1)
    article = Article.objects.select_related("story__image").get()
    shown = Image.objects.get(alt_en="A boat")
    assert f'data-image="{shown.pk}"' in article.body
    assert article.story.image is not None
    assert article.story.image != shown
    assert Redirect.objects.filter(old_path__contains="a.jpg", new_path=shown.file.url).exists()


def test_pictures_that_come_later_are_put_into_their_texts(editions, tmp_path, files_dir):
    first = run(tmp_path, *with_pictures())
    assert counts(first)["attachment"] == (3, 0, 3)
    assert "data-image" not in Article.objects.get().body
    uploads = tmp_path / "uploads"
    picture(uploads, "2020/a.jpg")
    picture(uploads, "2020/b.jpg")
    second = run(tmp_path, *with_pictures(), folder=uploads)
    assert second.done["updated"] == 1
    article = Article.objects.select_related("story").get()
    assert "data-image" in article.body
    assert article.story.image_id
    third = run(tmp_path, *with_pictures(), folder=uploads)
    assert third.done == {"unchanged": 3}


def test_files_that_only_texts_name_are_taken_too(editions, tmp_path, files_dir):
    uploads = tmp_path / "uploads"
    picture(uploads, "2020/c.jpg")
    body = '<img src="https://old.example.org/wp-content/uploads/2020/c-150x150.jpg" alt="Tea">'
    run(tmp_path, item(1, "", body), folder=uploads)
    assert f'data-image="{Image.objects.get().pk}"' in Article.objects.get().body


def test_documents_are_linked_where_they_are_now(editions, tmp_path, files_dir):
    uploads = tmp_path / "uploads"
    (uploads / "2020").mkdir(parents=True)
    (uploads / "2020" / "report.pdf").write_bytes(MINIMAL_PDF)
    body = '<p><a href="https://old.example.org/wp-content/uploads/2020/report.pdf">Report</a></p>'
    run(tmp_path, item(1, "", body), attachment(5, "2020/report.pdf"), folder=uploads)
    body = Article.objects.get().body
    assert "old.example.org" not in body
    assert ".pdf" in body


MINIMAL_PDF = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n"
    b"0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
