"""A server that behaves as old servers do: slow, broken, wrong, endless. It runs on this machine while a test does."""

import io
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from PIL import Image as Pillow

type Behaviour = Callable[["Handler"], None]


def picture(colour: str = "teal", size: tuple[int, int] = (64, 48), kind: str = "JPEG", **more: object) -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", size, colour).save(buffer, kind, **more)
    return buffer.getvalue()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "OldSite"

    def do_GET(self) -> None:
        path = unquote(self.path.partition("?")[0])
        with self.server.lock:
            self.server.asked[path] += 1
            self.server.ranges.append(self.headers.get("Range", ""))
        try:
            self.server.behaviours.get(path, missing)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status: int, body: bytes = b"", *, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_words: object) -> None:
        pass


class OldSite(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: dict[str, Behaviour] = {}
        self.asked: Counter[str] = Counter()
        self.ranges: list[str] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

    def has(self, name: str, behaviour: "Behaviour | bytes") -> str:
        """Put something at an address, which is returned."""
        path = f"/wp-content/uploads/{name}"
        self.behaviours[path] = gives(behaviour) if isinstance(behaviour, bytes) else behaviour
        return self.address(name)

    def serve(self, path: str, body: bytes, kind: str) -> None:
        self.behaviours[path] = gives(body, kind)

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/wp-content/uploads/{name}"

    def times(self, name: str) -> int:
        return self.asked[f"/wp-content/uploads/{name}"]

    def handle_error(self, *_what: object) -> None:
        pass


@contextmanager
def old_site() -> Iterator[OldSite]:
    site = OldSite()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


def missing(handler: Handler) -> None:
    handler.answer(404, b"<html>Nothing here")


def gives(body: bytes, kind: str = "image/jpeg") -> Behaviour:
    return lambda handler: handler.answer(200, body, Content_Type=kind)


def fails_first(times: int, body: bytes, status: int = 500) -> Behaviour:
    left = [times]

    def behave(handler: Handler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            handler.answer(status, b"trouble", Retry_After="0")
        else:
            handler.answer(200, body)

    return behave


def leads_to(address: str, status: int = 301) -> Behaviour:
    return lambda handler: handler.answer(status, Location=address)


def is_cut_off(body: bytes, at: int, *, tag: str = "", times: int = 1) -> Behaviour:
    """Ends the connection in the middle; asked for the rest, it gives that where it has a tag."""
    left = [times]

    def behave(handler: Handler) -> None:
        headers = {"ETag": tag, "Accept_Ranges": "bytes"} if tag else {}
        asked = handler.headers.get("Range", "")
        start = 0
        if tag and asked and handler.headers.get("If-Range") == tag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            headers["Content_Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        left[0] -= 1
        status, rest = (206, body[start:]) if start else (200, body)
        if left[0] >= 0:
            handler.answer(status, rest[:at], length=len(rest), **headers)
            handler.close_connection = True
        else:
            handler.answer(status, rest, **headers)

    return behave


def is_endless(start: bytes) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(start)
        for _block in range(4000):
            handler.wfile.write(b"\x00" * 65536)

    return behave


def is_slow(body: bytes, pause: float) -> Behaviour:
    """A byte after the other."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for place in range(len(body)):
            handler.wfile.write(body[place : place + 1])
            handler.wfile.flush()
            time.sleep(pause)

    return behave


def is_counted(body: bytes) -> Behaviour:
    """Counts how many are asked for at once, and has stopped counting before anything is answered."""

    def behave(handler: Handler) -> None:
        site = handler.server
        with site.lock:
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
        time.sleep(0.05)
        with site.lock:
            site.at_once -= 1
        handler.answer(200, body)

    return behave


def is_silent(seconds: float) -> Behaviour:
    def behave(handler: Handler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return behave


def in_chunks(body: bytes, *, is_whole: bool = True) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for place in range(0, len(body), 100):
            chunk = body[place : place + 100]
            handler.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        if is_whole:
            handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True

    return behave


def begins_slowly(pause: float) -> Behaviour:
    """A head that comes letter by letter."""

    def behave(handler: Handler) -> None:
        for letter in b"HTTP/1.1 200 OK\r\n" + b"X-Word: x\r\n" * 90:
            handler.wfile.write(bytes([letter]))
            handler.wfile.flush()
            time.sleep(pause)

    return behave
