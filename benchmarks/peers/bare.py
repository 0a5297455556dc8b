"""The limit under the same server: a WSGI callable that answers the bytes it has, with the headers that ours had; of
several addresses those of each.

The file named by BARE_ANSWER is made by `written`. Started as `python -m benchmarks.peers.bare PORT`, it is served as
`manage.py serve` serves the site: the same server with the same options, and nothing of Django.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import unquote

# The server writes these itself.
_OWN = {"date", "server", "content-length", "connection", "transfer-encoding"}


def written(port: int, paths: Sequence[str], headers: dict[str, str], file: Path) -> None:
    """Keep what a server answers to each of these paths, for `application`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    answers = {}
    for number, path in enumerate(paths):
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        kept = [(name, value) for name, value in response.getheaders() if name.lower() not in _OWN]
        file.with_suffix(f".{number}").write_bytes(body)
        answers[unquote(path, "latin-1")] = [number, [*kept, ("Content-Length", str(len(body)))]]
    connection.close()
    file.write_text(json.dumps(answers))


def headers_in(file: Path) -> list[tuple[str, str]]:
    """Those of the first answer that was kept."""
    _number, headers = next(iter(json.loads(file.read_text()).values()))
    return [(name, value) for name, value in headers]


def _answer() -> Callable[..., Iterable[bytes]]:
    file = Path(os.environ["BARE_ANSWER"])
    answers = {
        path: ([(name, value) for name, value in headers], [file.with_suffix(f".{number}").read_bytes()])
        for path, (number, headers) in json.loads(file.read_text()).items()
    }
    first = next(iter(answers.values()))

    def one(environ: dict, start_response: Callable[..., object], answer: tuple = first) -> Iterable[bytes]:
        start_response("200 OK", answer[0])
        return answer[1]

    def several(environ: dict, start_response: Callable[..., object]) -> Iterable[bytes]:
        headers, body = answers.get(environ["PATH_INFO"], first)
        start_response("200 OK", headers)
        return body

    return several if len(answers) > 1 else one


def server(port: int) -> list[str]:
    """The command of one worker."""
    return [sys.executable, "-m", "benchmarks.peers.bare", str(port)]


def main(port: int) -> None:
    from nejat_cms import web

    web.APPLICATION = "benchmarks.peers.bare:application"
    # There is nothing to be loaded before its worker is forked.
    web.load = lambda: None
    web.main(port, 1)


application = _answer() if "BARE_ANSWER" in os.environ else None

if __name__ == "__main__":
    main(int(sys.argv[1]))
