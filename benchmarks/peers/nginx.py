"""The limit of all: nginx with files; and the same nginx with the pages that our page store keeps on the disk."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

from benchmarks.measuring.machine import found
from benchmarks.peers.ours import ROOT

# One worker, as the others have one; logs off, as theirs are. Of its files none is the system's.
HEAD = """
daemon off;
pcre_jit on;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=2000 inactive=60s;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
"""
# What nginx says of a file itself.
OWN = {"content-type", "content-length", "etag", "last-modified"}
STATIC = """
    types {{ text/html html; }}
    server {{
        listen {port};
        root {root};
        index index.html;
{headers}
    }}
"""


def command(folder: Path, servers: str) -> list[str]:
    """The command of an nginx of our own with these servers; what it writes is in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    # Begun by root its worker would be another user, who may not read a checkout in a private home.
    user = "user root;\n" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(f"{user}{HEAD.format(folder=folder)}\n{servers}\n}}\n")
    program = found("nginx") or "nginx"
    return [program, "-p", str(folder), "-c", str(file), "-e", str(folder / "error.log")]


def static(folder: Path, root: Path, port: int, headers: list[tuple[str, str]]) -> list[str]:
    """nginx with the files below `root`, each page's in a folder of its own, and the headers that ours has."""
    told = (f"        add_header {name} {quoted(value)};" for name, value in headers if name.lower() not in OWN)
    return command(folder, STATIC.format(root=root, port=port, headers="\n".join(told)))


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def page_store(folder: Path, given: dict[str, str]) -> list[str]:
    """nginx before the site of these variables, by the very configuration that `proxy_config` prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "proxy_config", "nginx"],
        cwd=ROOT, env=given, capture_output=True, text=True, check=True,
    )  # fmt: skip
    # Not every machine has the newer addresses.
    return command(folder, done.stdout.replace("listen [::]:", "# listen [::]:"))


def put(root: Path, path: str, body: bytes) -> None:
    """The bytes of a page where nginx looks for them, which decodes addresses."""
    folder = root / unquote(path.partition("?")[0]).strip("/")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(body)
