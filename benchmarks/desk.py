"""Measures what an open form costs while somebody writes: CPU time of the server an autosave. Run by `make bench`."""

import argparse
import os
import secrets
import signal
import statistics
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages import cpu_seconds, family, wait_for  # noqa: E402

WORDS = 2000
# What an autosave may cost at most, in milliseconds of CPU.
MOST = 10


def article(code: str):
    """A published article of about 2,000 words, of the demo's own texts."""
    from articles.models import Article
    from seeds.factories.articles import make_article
    from tests.articles.long_texts import body_of, paragraphs_of

    slug = f"benchmark-of-writing-{code}"
    found = Article.objects.filter(edition=code, slug=slug).first()
    return found or make_article(edition=code, slug=slug, body=body_of(paragraphs_of(code, WORDS)))


def signed_in() -> tuple[int, dict[str, str]]:
    """The key of an editor, and the headers of a browser in which they are signed in."""
    from django.test import Client
    from django.test.client import MULTIPART_CONTENT

    from accounts.models import User
    from seeds.factories.accounts import make_user

    user = User.objects.filter(username="benchmark").first() or make_user(role="editor", username="benchmark")
    client = Client()
    client.force_login(user)
    token = secrets.token_hex(16)
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    return user.pk, {
        "Cookie": cookies,
        "X-CSRFToken": token,
        "Content-Type": MULTIPART_CONTENT,
        "Connection": "keep-alive",
    }


def measure(port: int, pids: list[int], code: str, count: int, *, with_text: bool) -> tuple[float, float]:
    """CPU and median milliseconds of `count` requests of one open form, as if somebody typed on."""
    from django.test.client import BOUNDARY, encode_multipart

    written = article(code)
    user, headers = signed_in()
    path = f"/admin/articles/story/{written.story_id}/autosave/?edition={code}"
    said = {"user": user, "session": secrets.token_hex(16), "version": written.version}
    text = {"title": written.title, "slug": written.slug, "standfirst": written.standfirst}
    connection = HTTPConnection("127.0.0.1", port)
    times = []
    before = cpu_seconds(pids)
    for number in range(count):
        typed = {**text, "body": f"{written.body}<p>{'word ' * number}</p>"} if with_text else {}
        # As browsers send a form's data.
        body = encode_multipart(BOUNDARY, {**said, **typed})
        start = time.perf_counter()
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        answer = response.read()
        assert response.status == 200, (path, response.status, answer[:300])
        times.append(time.perf_counter() - start)
    spent = cpu_seconds(pids) - before
    connection.close()
    return spent / count * 1000, statistics.median(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--write", default="desk.md", metavar="FILE", help="name of the table in results/ (desk.md)")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "nejat_cms.settings"
    import django

    django.setup()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "nejat_cms.wsgi:application",
        "--host", "127.0.0.1", "--port", str(options.port),
        "--workers", "1", "--blocking-threads", "1", "--no-access-log",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    too_dear: list[str] = []
    lines = [f"An open form, {WORDS:,} words; one worker.", "", "| request | CPU ms | ms |", "|---|---:|---:|"]
    try:
        wait_for(options.port)
        pids = family(server.pid)
        for code in ("en", "fa"):
            for name, with_text in (("autosave", True), ("somebody is here", False)):
                measure(options.port, pids, code, 20, with_text=with_text)
                runs = [measure(options.port, pids, code, options.requests // 3, with_text=with_text) for _ in range(3)]
                cpu, took = (statistics.median(run[place] for run in runs) for place in (0, 1))
                over = f" (more than {MOST})" if cpu > MOST else ""
                too_dear += [f"{code} {name}: {cpu:.2f} ms of CPU"] if over else []
                lines.append(f"| {code} {name} | {cpu:.2f}{over} | {took:.2f} |")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    print("\n".join(lines), flush=True)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / options.write).write_text("\n".join([*lines, ""]))
    if too_dear:
        sys.exit(f"More than {MOST} ms: {'; '.join(too_dear)}.")


if __name__ == "__main__":
    main()
