"""Texts are converted by other processes, and nothing shows it: the same comes of it, whoever dies."""

import os
import signal
from pathlib import Path

import pytest

from articles.models import Article, Placement
from delivery.models import Redirect
from editions.enums import State
from editions.models import Page
from search.models import Entry
from search.services import refresh
from tests.wordpress.exports import attachment, author, category, comment, export, item
from tests.wordpress.importing.running import counts
from wordpress.drafting import processes as drafting
from wordpress.drafting.jobs import BATCH
from wordpress.importing.options import Options
from wordpress.importing.report import Report
from wordpress.importing.running import Run
from wordpress.models import Origin
from wordpress.wxr.reader import Export

pytestmark = pytest.mark.django_db
N = 2 * BATCH + 30


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two batches and a bit of a third: of every state, with files and menus between, links and bylines."""
    states = ("publish", "draft", "private", "trash", "future", "pending")
    parts = [author("mira", "Mira Stone"), category("bridges", "Bridges", number=3)]
    for number in range(1, N + 1):
        if number % 50 == 0:
            parts.append(attachment(10_000 + number, f"2020/03/{number}.jpg", parent=number))
        body = (
            f"<p>Stone {number} by stone.</p><p>See <a href='https://old.example.org/?p={number % N + 1}'>it</a>.</p>"
        )
        inside = [comment(number)] if number % 3 == 0 else []
        told = {"status": states[number % 6] if number % 5 == 0 else "publish", "terms": [("category", "bridges")]}
        if number % 7 == 0:
            body += "<p>By Lea Fern – The Courier</p>"
        parts.append(item(number, "", body, *inside, kind="page" if number % 40 == 0 else "post", **told))
    path = tmp_path / "site.xml"
    path.write_text(export(*parts), encoding="utf-8")
    return path


def run(path: Path, processes: int) -> Report:
    return Run(Options(files=(path,), edition="en", download=False, processes=processes)).start()


def forget() -> None:
    for model in (Article, Page, Redirect, Origin):
        model._default_manager.all().delete()


def stored() -> list[tuple]:
    names = ("slug", "title", "standfirst", "state", "published_at", "created_at", "updated_at", "n_comments", "body")
    return list(Article.objects.order_by("slug").values_list(*names))


def test_other_processes_bring_what_this_one_brings(editions, site):
    alone = run(site, 0)
    here = stored()
    places = Placement.objects.count()
    forget()
    together = run(site, 3)
    assert counts(together)["post"] == counts(alone)["post"]
    assert stored() == here
    assert Placement.objects.count() == places
    assert not together.problems


def test_what_search_was_handed_is_what_it_would_have_read(editions, site):
    run(site, 2)
    live = Article.objects.filter(state=State.PUBLISHED)
    assert Entry.objects.filter(kind="article").count() == live.count() > N / 2
    # Nothing is written anew: each entry is what its article says.
    assert refresh("article", Article.objects.values_list("pk", flat=True)) == 0


@pytest.mark.once
def test_again_drafts_nothing_and_changes_nothing(editions, site):
    run(site, 2)
    here = stored()
    again = run(site, 2)
    assert again.done["new"] == again.done["updated"] == 0
    assert stored() == here


@pytest.mark.once
def test_a_process_that_dies_is_named_and_its_part_done_without_it(editions, site, monkeypatch):
    started = []

    class Watched(drafting._Helper):
        def __init__(self, *args):
            super().__init__(*args)
            started.append(self.process)

        def batch(self, number):
            if number == 1:
                os.kill(started[1].pid, signal.SIGKILL)
                started[1].wait()
            return super().batch(number)

    monkeypatch.setattr(drafting, "_Helper", Watched)
    report = run(site, 2)
    assert ["signal 9" in problem for problem in report.problems] == [True]
    came, here, skipped = counts(report)["post"]
    assert came == here + skipped
    assert came + counts(report)["page"][0] == N


@pytest.mark.once
def test_no_process_is_left_when_an_import_breaks_off(editions, site, monkeypatch):
    started = []
    begin = drafting._Helper.give

    def noted(helper):
        started.append(helper.process)
        begin(helper)

    monkeypatch.setattr(drafting._Helper, "give", noted)
    monkeypatch.setattr("wordpress.importing.batches.SiteImport.take", _broken)
    with pytest.raises(KeyboardInterrupt):
        run(site, 2)
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)


def _broken(*_args):
    raise KeyboardInterrupt


@pytest.mark.once
def test_a_broken_item_moves_no_batch(editions, site):
    text = site.read_text(encoding="utf-8")
    text = text.replace("<p>Stone 7 by stone.</p>", "<p>]]>Stone &nothing</p><broken>", 1)
    site.write_text(text, encoding="utf-8")
    alone = run(site, 0)
    forget()
    assert counts(run(site, 3))["post"] == counts(alone)["post"]


@pytest.mark.once
def test_items_that_are_not_wanted_are_passed_over(site):
    export_of_some = Export(site, wanted=lambda number: number % 2 == 0)
    found = [one.number for one in export_of_some if hasattr(one, "kind") and hasattr(one, "body")]
    every = [one.number for one in Export(site) if hasattr(one, "kind") and hasattr(one, "body")]
    assert found == every[::2]
    assert export_of_some.n_items == len(every) - 1


def test_few_items_or_one_core_need_no_other_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)))
    assert drafting.processes_for(100) == 0
    assert drafting.processes_for(5000) == 4
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0})
    assert drafting.processes_for(5000) == 0
