"""nginx: `map` decides what it may serve by itself, everything else goes to the site."""

import re
from collections.abc import Mapping

from nejat_cms.proxying.open_files import open_folders, picture_types
from nejat_cms.proxying.writing import STORED, Site, all_headers, common, filled, page_headers, picture_headers

# Static files that are text and lie there compressed too, with their type.
TEXTS = {
    "css": 'text/css; charset="utf-8"',
    "js": 'text/javascript; charset="utf-8"',
    "svg": "image/svg+xml",
}
BINARIES = {"woff2": "font/woff2", "png": "image/png", "webp": "image/webp", "ico": "image/x-icon"}
# As collectstatic hashes names.
_HASHED = r"\.[0-9a-f]{12}"
FOR_EVER = "max-age=315360000, public, immutable"


def configuration(site: Site) -> str:
    values = {
        **common(site),
        "HOST_PATTERN": re.escape(site.url.netloc),
        "HOSTS": " ".join(site.hosts),
        "SERVERS": _servers(site),
        "STORED": _stored(site),
        "STATIC": _static(site),
        "FILES": _files(site) if site.files_are_local else "",
    }
    return filled("nginx.conf", values)


def _servers(site: Site) -> str:
    hosts = " ".join(site.hosts)
    if not site.is_secure:
        port = site.url.port or 80
        return f"server {{\n    listen {port};\n    listen [::]:{port};"
    port = site.url.port or 443
    folder = f"/etc/letsencrypt/live/{site.host}"
    return f"""server {{
    listen 80;
    listen [::]:80;
    server_name {hosts};
    server_tokens off;
    return 308 {site.url.scheme}://{site.url.netloc}$request_uri;
}}

server {{
    listen {port} ssl http2;
    listen [::]:{port} ssl http2;
    ssl_certificate {folder}/fullchain.pem;
    ssl_certificate_key {folder}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:nejat:10m;
"""


def _headers(headers: Mapping[str, str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}add_header {name} {_quoted(value)};" for name, value in headers.items())


def _quoted(value: str) -> str:
    # A dollar sign cannot be written; none of our headers has one.
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _stored(site: Site) -> str:
    """Stored pages and feeds: addresses that end in a slash."""
    return "".join(
        f"""    # {name}
    location ~ "{pattern}" {{
        root {site.data_dir}/pages/live/www;
        types {{ }}
        default_type {_quoted(kind)};
        # The validator is made of what the page says; its file's time is no time (delivery/pages/disk.py).
        if_modified_since off;
        max_ranges 0;
        add_header Last-Modified "";
{_headers(page_headers(), 8)}
        add_header Content-Encoding $nejat_encoding;
        add_header Cache-Status "nejat; hit; detail=disk";
        try_files $nejat_folder${{uri}}{file}$nejat_ending @site;
    }}

"""
        for name, pattern, file, kind in STORED
    )


def _static(site: Site) -> str:
    """Files whose names are made of their content; others, as those that only developers ask for, are the site's."""
    headers = {**all_headers(), "Access-Control-Allow-Origin": "*", "Cache-Control": FOR_EVER}
    parts = []
    for ending, kind in TEXTS.items():
        parts.append(f"""    location ~ "^/static/(?:[^./][^/]*/)*[^./][^/]*{_HASHED}\\.{ending}$" {{
        root {site.data_dir};
        types {{ }}
        default_type {_quoted(kind)};
{_headers(headers, 8)}
        add_header Vary "Accept-Encoding";
        add_header Content-Encoding $nejat_static_encoding;
        try_files $uri$nejat_static_ending @site;
    }}
""")
    kinds = " ".join(f"{kind} {ending};" for ending, kind in BINARIES.items())
    parts.append(f"""    location ~ "^/static/(?:[^./][^/]*/)*[^./][^/]*{_HASHED}\\.(?:{"|".join(BINARIES)})$" {{
        root {site.data_dir};
        types {{ {kinds} }}
{_headers(headers, 8)}
        try_files $uri @site;
    }}
""")
    return "\n".join(parts)


def _files(site: Site) -> str:
    """Pictures are everyone's. All other uploads the site gives out, to those who may have them."""
    folders = open_folders()
    if not folders:
        return ""
    kinds = " ".join(f"{kind} {ending};" for ending, kind in picture_types().items())
    pattern = f"^/files/(?:{'|'.join(folders)})/(?:[^./][^/]*/)*[^./][^/]*\\.(?:{'|'.join(picture_types())})$"
    return f"""
    # Pictures. All other uploads the site gives out itself, to those who may have them.
    location ~ "{pattern}" {{
        root {site.data_dir};
        disable_symlinks on from={site.data_dir};
        types {{ {kinds} }}
{_headers(picture_headers(), 8)}
        add_header Cache-Control $nejat_file_age;
        try_files $uri @site;
    }}
"""
