"""Somebody elsewhere who is told of changes: a real server that keeps what it is sent."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@dataclass
class Listening:
    url: str
    statuses: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


@pytest.fixture
def other_side(settings) -> Iterator[Listening]:
    """Answers with `statuses` in turn, else 204; may be asked although it is on this machine."""
    settings.POST_TO_PRIVATE = True
    listening = Listening("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            listening.headers.append({name.lower(): value for name, value in self.headers.items()})
            listening.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            status = listening.statuses.pop(0) if listening.statuses else 204
            self.send_response(status)
            if status == 302:
                self.send_header("Location", listening.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    listening.url = f"http://127.0.0.1:{server.server_port}/taken?x=1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield listening
    server.shutdown()
    thread.join(5)
    server.server_close()
