"""Real servers in front of a small one that says what reached it."""

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from delivery.encodings import encode
from nejat_cms.proxying import caddy, nginx, varnish
from nejat_cms.proxying.writing import this_site

PAGE = ("<!doctype html><title>پل</title>" + "<p>Long enough to be compressed.</p>" * 60).encode()
CSS = b"body{color:black}" * 60
PICTURE = f"files/images/aa/{'a' * 64}.webp"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_from_site(self) -> bool:
        return "x-from-site" in self.headers


@dataclass
class Front:
    """A server in front of the site: `get` asks it, `asked` is what went on to the site."""

    name: str
    port: int
    host: str
    data_dir: Path
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": self.host, **headers}.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, response.read())
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def lay_out(data_dir: Path) -> None:
    """A few files as the site, its page cache and collectstatic lay them."""
    www = data_dir / "pages" / "build" / "www"
    (data_dir / "pages").mkdir()
    (data_dir / "pages" / "live").symlink_to("build")
    for path in ("en", "fa/articles/پل"):
        store(www / path)
    store(www / "en" / "feed", name="index.rss")
    store(www / "en" / "feed" / "atom", name="index.atom")
    (www.parent / "index.sqlite3").write_bytes(b"not for anyone")
    style = data_dir / "static" / "css" / "site.0123456789ab.css"
    style.parent.mkdir(parents=True)
    style.write_bytes(CSS)
    for ending, name in ((".br", "br"), (".gz", "gzip")):
        style.with_name(style.name + ending).write_bytes(encode(name, CSS))
    for name in (PICTURE, "files/images/aa/page.html", "files/images/.hidden/x.png", "files/documents/draft.pdf"):
        file = data_dir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"RIFFxxxxWEBP")
    (data_dir / "db.sqlite3").write_bytes(b"secret")
    (data_dir / "files" / "images" / "link.png").symlink_to(data_dir / "db.sqlite3")


def store(folder: Path, page: bytes = PAGE, name: str = "index.html") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(page)
    for ending, encoding in ((".br", "br"), (".zst", "zstd"), (".gz", "gzip")):
        (folder / f"{name}{ending}").write_bytes(encode(encoding, page))


@pytest.fixture
def site(tmp_path: Path, settings) -> Iterator[Front]:
    """The site as a small server, with its files; what stands in front of it is not begun yet."""
    tmp_path.chmod(0o755)
    front = Front("site", free_port(), "", tmp_path)
    front.host = f"127.0.0.1:{front.port}"
    settings.DATA_DIR = tmp_path
    settings.SITE_URL = f"http://{front.host}"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    settings.FILES_ARE_LOCAL = True
    lay_out(tmp_path)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            # Not self.path, from which double slashes are taken.
            path = self.raw_requestline.split()[1].decode()
            front.asked.append((self.command, path, {name.lower(): text for name, text in self.headers.items()}))
            body, more = answer_of(path)
            self.send_response(200)
            for name, value in {"X-From-Site": "yes", "Content-Length": str(len(body)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_POST = answer

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    front.name = str(server.server_port)
    yield front
    server.shutdown()
    server.server_close()


# What the site says at an address, where a test has something to say about it.
answers: dict[str, tuple[bytes, dict[str, str]]] = {}


def answer_of(path: str) -> tuple[bytes, dict[str, str]]:
    return answers.get(path, (b"the site itself", {}))


def begin(front: Front, command: list[str], log: Path) -> subprocess.Popen:
    """Start a server, and wait until it listens."""
    process = subprocess.Popen(command, stdout=log.open("wb"), stderr=subprocess.STDOUT, cwd=log.parent)
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", front.port)) == 0:
                return process
        time.sleep(0.02)
    process.kill()
    process.wait()
    pytest.fail(f"{command[0]} does not listen: {log.read_text()}")


@pytest.fixture
def nginx_front(site: Front, tmp_path_factory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") or pytest.skip("no nginx here")
    own = nginx.configuration(this_site(int(site.name))).replace("listen [::]:", "# listen [::]:")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As root it would go on as somebody who cannot read the test's folder.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log stderr warn; worker_processes 1;\n"
        f"pcre_jit on;\nevents {{ worker_connections 64; }}\nhttp {{ access_log off; {temporary}\n{own}\n}}\n"
    )
    process = begin(site, [program, "-e", "stderr", "-c", f"{folder}/nginx.conf"], folder / "log")
    yield site
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
def caddy_front(site: Front, tmp_path_factory, monkeypatch) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("caddy")
    program = shutil.which("caddy") or pytest.skip("no Caddy here")
    monkeypatch.setenv("HOME", str(folder))
    own = caddy.configuration(this_site(int(site.name)))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + own)
    process = begin(site, [program, "run", "--adapter", "caddyfile", "--config", "Caddyfile"], folder / "log")
    yield site
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
def varnish_front(site: Front, tmp_path_factory, settings) -> Iterator[Front]:
    """Varnish as settings.PURGE has it told."""
    folder = tmp_path_factory.mktemp("varnish")
    program = shutil.which("varnishd", path="/usr/sbin:/usr/bin") or pytest.skip("no Varnish here")
    if not settings.PURGE.by_ban and not list(Path("/usr/lib").rglob("varnish/vmods/libvmod_xkey.so")):
        pytest.skip("no xkey here")
    (folder / "site.vcl").write_text(varnish.configuration(this_site(int(site.name))))
    listen = ["-a", f"127.0.0.1:{site.port}", "-f", f"{folder}/site.vcl", "-n", f"{folder}/work", "-s", "malloc,16m"]
    process = begin(site, [program, "-F", *listen, "-j", "none"], folder / "log")
    yield site
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(params=["nginx", "caddy"])
def front(request) -> Front:
    return request.getfixturevalue(f"{request.param}_front")
