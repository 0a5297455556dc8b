"""The limit of all: nginx with files; and the same nginx with the pages that our page store keeps."""

from pathlib import Path

from benchmarks.measuring.machine import found

# One worker, as the others have one; logs off, as theirs are.
HEAD = """
daemon off;
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
    types {{ text/html html; application/rss+xml xml; }}
    default_type text/html;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
"""
STATIC = """
    server {{
        listen 127.0.0.1:{port};
        root {root};
        index index.html;
    }}
}}
"""


def command(folder: Path, configuration: str) -> list[str]:
    """The command of an nginx of our own: its files are in `folder`, nothing of the system's is read."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(configuration)
    # Started by root its worker would be another user, who may not read a checkout in a private home.
    user = "" if not _is_root() else "user root;"
    file.write_text(f"{user}\n{configuration}")
    program = found("nginx") or "nginx"
    return [program, "-p", str(folder), "-c", str(file), "-e", str(folder / "error.log")]


def static(folder: Path, root: Path, port: int) -> list[str]:
    """nginx with the files below `root`, each page's in a folder of its own."""
    return command(folder, (HEAD + STATIC).format(folder=folder, root=root, port=port))


def put(root: Path, path: str, body: bytes) -> None:
    """The bytes of a page where nginx looks for them."""
    folder = root / path.partition("?")[0].strip("/")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(body)


def _is_root() -> bool:
    import os

    return os.geteuid() == 0
