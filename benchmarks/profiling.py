"""Where the time of a page goes, uncached: `.venv/bin/python -m benchmarks.profiling [--svg FOLDER]`.

In this process and of the installation that DATA_DIR names. Time is measured where one part hands over to another
(the database, rows, templates, addresses, compression, the view, middleware), each less what the parts within it take;
so it adds up, and what is measured is not slowed as by a profiler that looks at every call. Figures are of the fastest
of several rounds. Calls are counted in a request of their own: they are the same on every machine.
"""

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

ROUNDS, REQUESTS = 12, 8
# In the order in which the picture stacks them.
PARTS = ("database", "rows", "asking", "view", "template", "head", "addresses", "middleware", "compression")
WORDS = {
    "database": "SQL in the database",
    "rows": "rows into instances",
    "asking": "handing statements over",
    "view": "views: what is said of what",
    "template": "templates",
    "head": "the head of the page",
    "addresses": "addresses, both ways",
    "middleware": "middleware and handler",
    "compression": "compression (brotli 4)",
}
_stack: list[list[Any]] = []
_spent: Counter[str] = Counter()
_asked: Counter[str] = Counter()


def timed(owner: Any, name: str, part: str) -> None:
    """Let the time within `owner.name` be that of `part`."""
    whole = getattr(owner, name)

    @wraps(whole)
    def measured(*args: Any, **kwargs: Any) -> Any:
        now = time.thread_time()
        if _stack:
            _spent[_stack[-1][0]] += now - _stack[-1][1]
        _stack.append([part, now])
        _asked[part] += 1
        try:
            return whole(*args, **kwargs)
        finally:
            now = time.thread_time()
            _spent[part] += now - _stack.pop()[1]
            if _stack:
                _stack[-1][1] = now

    setattr(owner, name, measured)


def measure_parts() -> None:
    """Before the handler loads its middleware: it keeps the functions that it finds then."""
    import brotli
    from django.core.handlers.base import BaseHandler
    from django.db.backends.utils import CursorWrapper
    from django.db.models import QuerySet
    from django.template.backends.django import Template
    from django.urls.resolvers import URLResolver

    from editions.prepared import _Statement
    from editions.rows import Maker
    from media_gallery.templatetags import pictures

    timed(CursorWrapper, "execute", "database")
    timed(Maker, "make", "rows")
    timed(_Statement, "read", "asking")
    timed(QuerySet, "_fetch_all", "asking")
    timed(Template, "render", "template")
    timed(pictures, "draw_head", "head")
    timed(URLResolver, "_reverse_with_prefix", "addresses")
    timed(URLResolver, "resolve", "addresses")
    timed(brotli, "compress", "compression")
    timed(BaseHandler, "_get_response", "view")
    timed(BaseHandler, "get_response", "middleware")


def addresses() -> dict[str, str]:
    from articles.models import Article

    article = Article.objects.in_edition("en").live().newest_first()[5]
    return {
        "home": "/en/",
        "list": "/en/articles/",
        "article": article.get_absolute_url(),
        "feed": "/en/feed/",
    }


def ask(application: Callable[..., Any], path: str) -> None:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path, "latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "br",
        "SCRIPT_NAME": "",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    statuses: list[str] = []
    response = application(environ, lambda status, _headers, _info=None: statuses.append(status))
    b"".join(response)
    response.close()
    if statuses != ["200 OK"]:
        raise SystemExit(f"{path}: {statuses}")


def calls(application: Callable[..., Any], path: str, *, is_new: bool) -> int:
    """Calls of functions, in Python and in C, of one request."""
    from editions import memo

    ask(application, path)
    if is_new:
        memo.forget()
    counted = [0]

    def count(_frame: Any, event: str, _argument: Any) -> None:
        counted[0] += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        ask(application, path)
    finally:
        sys.setprofile(None)
    return counted[0]


def spent_on(application: Callable[..., Any], path: str, *, is_new: bool) -> dict[str, float]:
    """Milliseconds a request by part; `is_new`: of what was kept of earlier requests nothing is there."""
    from editions import memo

    rounds = []
    for _ in range(ROUNDS):
        ask(application, path)
        _spent.clear()
        for _ in range(REQUESTS):
            if is_new:
                memo.forget()
            ask(application, path)
        rounds.append({part: _spent[part] / REQUESTS * 1000 for part in PARTS})
    return min(rounds, key=lambda one: sum(one.values()))


def table(found: dict[str, dict[str, float]], counts: dict[str, int], yardstick: float) -> str:
    lines = ["| | " + " | ".join(found) + " |", "|---|" + "---:|" * len(found)]
    for part in PARTS:
        cells = (f"{one[part]:.2f} ({one[part] / sum(one.values()):.0%})" for one in found.values())
        lines.append(f"| {WORDS[part]} | " + " | ".join(cells) + " |")
    whole = [sum(one.values()) for one in found.values()]
    lines.append("| **all, ms** | " + " | ".join(f"**{one:.2f}**" for one in whole) + " |")
    lines.append("| in units of the loop | " + " | ".join(f"{one / yardstick:.2f}" for one in whole) + " |")
    lines.append("| calls | " + " | ".join(f"{counts[page]:,}" for page in found) + " |")
    return "\n".join(lines)


def loop() -> float:
    """Milliseconds of a small piece of work that is the same everywhere, to compare machines, and hours of one."""
    times = []
    for _ in range(40):
        start = time.thread_time()
        made = {}
        for number in range(9000):
            made[str(number)] = (number, [number])
        times.append((time.thread_time() - start) * 1000)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--svg", type=Path, help="folder for the pictures, light and dark")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
    os.environ["PAGE_CACHE"] = "0"
    import django

    django.setup()
    measure_parts()
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    pages = addresses()
    for path in pages.values():
        ask(application, path)
    yardstick = statistics.median(loop() for _ in range(3))
    again = {page: spent_on(application, path, is_new=False) for page, path in pages.items()}
    new = {page: spent_on(application, path, is_new=True) for page, path in pages.items()}
    for words, found, is_new in (("Parts kept", again, False), ("Nothing kept", new, True)):
        counts = {page: calls(application, path, is_new=is_new) for page, path in pages.items()}
        print(f"{words}, ms (loop: {yardstick:.2f} ms)\n\n{table(found, counts, yardstick)}\n")
    if options.svg:
        from benchmarks.bars import LOOKS, draw

        for look in LOOKS:
            picture = draw(again, new, {part: WORDS[part] for part in PARTS}, look)
            (options.svg / f"profile-{look}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
