"""The limit under the same server: a WSGI callable that answers bytes it has, with the headers that ours had.

The file named by BARE_ANSWER is made by `written`. Started as `python -m benchmarks.peers.bare PORT`, it is served as
`manage.py serve` serves the site: the same server with the same options, and nothing of Django.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from pathlib import Path

# The server writes these itself.
_OWN = {"date", "server", "content-length", "connection", "transfer-encoding"}


def written(port: int, path: str, headers: dict[str, str], file: Path) -> bytes:
    """Keep what a server answers, for `application`; returns its bytes."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    kept = [(name, value) for name, value in response.getheaders() if name.lower() not in _OWN]
    connection.close()
    file.with_suffix(".body").write_bytes(body)
    file.write_text(json.dumps([*kept, ("Content-Length", str(len(body)))]))
    return body


def _answer() -> Callable[..., Iterable[bytes]]:
    file = Path(os.environ["BARE_ANSWER"])
    headers = [(name, value) for name, value in json.loads(file.read_text())]
    body = [file.with_suffix(".body").read_bytes()]

    def answer(environ: dict, start_response: Callable[..., object]) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return body

    return answer


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
