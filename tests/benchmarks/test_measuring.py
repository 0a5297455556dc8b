"""What the benchmarks measure with: numbers, load, processes, and what is kept of them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.__main__ import parts_in
from benchmarks.measuring.loading import Loader, LoadError, Sample, load_in, visit
from benchmarks.measuring.plots import Chart
from benchmarks.measuring.processes import Running, cpu_seconds, family, free_port, memory, pss_in, ticks_in
from benchmarks.measuring.results import Aim, Part, Results, Table, filled
from benchmarks.measuring.rounds import figure, interleaved, ratio, shown
from benchmarks.parts.growth import told_of
from benchmarks.parts.writing import tables_in

WRK = """Running 2s test @ http://127.0.0.1:8000
  1 threads and 8 connections
  9853 requests in 2.04s, 76.1MB read
  Socket errors: connect 1, read 2, write 0, timeout 3
  Non-2xx or 3xx responses: 4
Requests/sec:   4830.69
"""
SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
    def log_message(self, *words): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_ratio_is_that_of_each_round_so_that_a_slow_round_counts_for_both():
    found = ratio([100, 10, 90], [200, 20, 180])
    assert (found.median, found.least, found.most) == (0.5, 0.5, 0.5)


def test_round_whose_reference_could_not_be_measured_is_left_out():
    assert ratio([1, 2], [0, 4]).median == 0.5
    assert shown(ratio([1], [0]).median) == "–"


def test_figure_is_the_median_with_the_least_and_the_most():
    assert str(figure([3.0, 1.0, 200.0])) == "3.00 (1.00–200)"


@pytest.mark.parametrize(
    ("number", "text"),
    [(12345.6, "12,346"), (99.94, "99.9"), (2.0, "2.00"), (0.014, "0.014"), (float("nan"), "–")],
)
def test_number_has_as_many_digits_as_it_bears(number, text):
    assert shown(number) == text


def test_subjects_are_measured_by_turns_and_none_is_always_first():
    order = []

    def subject(name):
        def measure():
            order.append(name)
            return Sample(1, 1)

        return measure

    found = interleaved({name: subject(name) for name in "abc"}, 3)
    assert "".join(order) == "abcbcacab"
    assert all(len(samples) == 3 for samples in found.values())


def test_time_of_a_process_and_of_its_ended_children_is_read_whatever_its_name_is():
    stat = "71 (a (strange) name) S 1 71 71 0 -1 4194560 900 0 0 0 11 7 5 2 20 0 3 0 100"
    assert ticks_in(stat) == 11 + 7 + 5 + 2


def test_memory_is_what_a_process_has_for_itself_and_its_share_of_the_rest():
    assert pss_in("55d0-7ffc ---p 00000000 00:00 0 [rollup]\nRss: 9000 kB\nPss: 5120 kB\nPss_Dirty: 10 kB\n") == 5
    assert memory(os.getpid()) > 5


def test_work_of_this_process_is_seen():
    before, until = cpu_seconds([os.getpid()]), time.process_time() + 0.15
    while time.process_time() < until:
        pass
    assert cpu_seconds([os.getpid()]) - before >= 0.1


def test_run_of_wrk_is_read_with_all_that_went_wrong():
    load = load_in(WRK)
    assert (load.requests, load.seconds, load.failed) == (9853, 2.04, 10)
    with pytest.raises(LoadError):
        load_in("unable to connect")


@pytest.fixture
def server(tmp_path):
    with Running(tmp_path) as running:
        port = free_port()
        command = [sys.executable, "-c", SERVER, str(port)]
        server = running.start("server", command, environment=os.environ, folder=tmp_path, port=port)
        server.wait()
        yield server


def test_loader_of_our_own_counts_answers_and_what_they_cost(server):
    sample = Loader(wrk=False, core=None, connections=2).measure(server, ["/a", "/b"], 0.3)
    assert sample.rate > 1
    assert 0 <= sample.cpu < 300


def test_answers_that_are_no_200_are_no_measurement(server):
    with pytest.raises(LoadError, match="no 200"):
        Loader(wrk=False, core=None, connections=1).measure(server, ["/gone"], 0.1)
    with pytest.raises(LoadError, match="404, and no 200"):
        visit(server.port, ["/", "/gone"])


def test_no_server_outlives_the_block_in_which_it_was_started(tmp_path):
    # One that begins a child, and heeds no kind word.
    script = "trap '' TERM; sleep 60 & wait"
    with Running(tmp_path) as running, pytest.MonkeyPatch.context() as patch:
        patch.setattr("benchmarks.measuring.processes.END_WITHIN", 0.2)
        server = running.start("deaf", ["sh", "-c", script], environment=os.environ, folder=tmp_path)
        until = time.monotonic() + 10
        while len(family(server.process.pid)) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        _shell, child = family(server.process.pid)
        running.stop()
    assert server.process.returncode is not None
    assert is_gone(child)


def test_no_server_outlives_a_benchmark_that_is_killed(tmp_path):
    script = (
        "import os, time; from pathlib import Path; from benchmarks.measuring.processes import Running\n"
        f"running = Running(Path({str(tmp_path)!r})).__enter__()\n"
        "server = running.start('one', ['sleep', '60'], environment=os.environ, folder=Path('/'))\n"
        "print(server.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as benchmark:
        assert benchmark.stdout
        pid = int(benchmark.stdout.readline())
        benchmark.kill()
    assert is_gone(pid)


def is_gone(pid: int) -> bool:
    """Whether a process ends within some seconds; one that nobody has buried counts as ended."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_part_that_is_measured_anew_leaves_the_others_as_they_are(tmp_path):
    docs = tmp_path / "speed.md"
    blocks = (f"<!-- figures: {name} -->\nold\n<!-- end -->\n" for name in ("aims", "one", "two"))
    docs.write_text(f"Before\n{''.join(blocks)}After\n")
    first = Results(tmp_path / "results", "speed", docs)
    first.put("one", Part(note="One.", tables=[Table("T", ["", "n"], [["a", "1"]])], at="then", machine="here"))
    chart = Chart("plot", "A plot", "Of <two>.", "ms", groups=[["home", {"ours": 1.0}]])
    first.put("two", Part(note="Two.", charts=[chart], aims=[Aim("memory", "9 MB", "≤ 8 MB", met=False)]))
    again = Results(tmp_path / "results", "speed", docs)
    again.put("one", Part(note="One anew.", at="now", machine="here"))
    assert Results(tmp_path / "results", "speed", docs).parts["two"] == first.parts["two"]
    page = docs.read_text()
    assert "One anew." in page
    assert "Before" in page
    assert '<img src="speed/plot-light.svg" alt="A plot. Of &lt;two&gt;. The figures are' in page
    assert (tmp_path / "speed" / "plot-dark.svg").exists()
    assert "After" in page
    assert "| memory | ≤ 8 MB | 9 MB | **not met** |" in page
    assert "Two." in (tmp_path / "results" / "speed.md").read_text()


def test_block_of_a_part_that_was_not_measured_stays():
    page = "<!-- figures: growth -->\nkept\n<!-- end -->"
    assert filled(page, {"cached": "new"}) == page


def test_tables_that_a_script_prints_are_read():
    said = "told\n\n| a | b |\n|---|---:|\n| x | 1 |\n| y | 2 |\n\n| c | d |\n|---|---|\n| z | 3 |\n"
    assert tables_in(said) == [(["a", "b"], [["x", "1"], ["y", "2"]]), (["c", "d"], [["z", "3"]])]


def test_part_that_does_not_exist_is_refused():
    assert parts_in("cached, uncached") == ["cached", "uncached"]
    with pytest.raises(Exception, match="no part is called"):
        parts_in("everything")


def test_growth_is_told_of_every_size_with_the_page_that_grows_most():
    def row(milliseconds):
        return {"cpu_ms": milliseconds, "database_ms": 0, "queries": 3, "work": 9}

    found = {
        "1000": {"home": row(2.0), "list, page 1": row(1.0), "desk: start": row(9)},
        "100000": {
            "home": row(2.1), "list, page 1": row(1.5), "list, page 50,000": row(1.6), "desk: start": row(99),
            "search, common word": row(7.0),
        },
    }  # fmt: skip
    part = told_of({"engine": "sqlite", "articles": found})
    assert ["home", "2.00", "2.10", "1.05 ×"] in part.tables[0].rows
    assert ["list, page 50,000", "–", "1.60", "–"] in part.tables[0].rows
    assert [(aim.name.partition(" (")[0], aim.found, aim.met) for aim in part.aims] == [
        ("100,000 to 1,000 articles, any public page, SQLite", "1.50 ×", False),
        ("list page 50,000 to page 1, 100,000 articles, SQLite", "1.07 ×", True),
        ("search at 100,000, SQLite", "7.00 ms", True),
    ]
    assert part.charts[0].lines == {"home": [(1000.0, 2.0), (100000.0, 2.1)]}


def test_growth_is_told_of_each_engine():
    def found(engine, milliseconds):
        row = {"cpu_ms": milliseconds, "database_ms": 0, "queries": 3, "work": 9}
        return {"engine": engine, "articles": {"1000": {"home": row}, "100000": {"home": row}}}

    part = told_of(found("sqlite", 2.0), found("postgresql", 3.0))
    assert [table.title.rpartition(" ")[2] for table in part.tables] == ["SQLite", "PostgreSQL"]
    assert [aim.name.partition(", any public page, ")[2] for aim in part.aims] == ["SQLite (home)", "PostgreSQL (home)"]
    assert len(part.charts) == 1
