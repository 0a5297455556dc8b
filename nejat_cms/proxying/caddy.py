"""Caddy: a matcher decides what it may serve by itself, everything else goes to the site."""

from collections.abc import Mapping

from nejat_cms.proxying.nginx import BINARIES, FOR_EVER, TEXTS
from nejat_cms.proxying.open_files import open_folders, picture_types
from nejat_cms.proxying.writing import STORED, Site, all_headers, common, filled, page_headers, picture_headers

# Names of pictures that are made of their content (media_gallery/files.py).
LASTING = r"/[^/]*(?:[0-9a-f]{64}|[0-9a-f]{18}-[0-9]+\.)[^/]*$"


def configuration(site: Site) -> str:
    values = {
        **common(site),
        "SITE": site.url.geturl(),
        "STORED": _stored(site),
        "STATIC": _static(site),
        "FILES": _files(site) if site.files_are_local and open_folders() else "",
        "REDIRECTED": _redirected(site),
    }
    return filled("caddy.conf", values)


def _stored(site: Site) -> str:
    """A stored page or feed is for whoever asks for it in the plainest way: not signed in, without conditions that the
    site alone can judge."""
    told = common(site)
    return "".join(
        f"""	# {name}
	@{_matcher(file)} {{
		method GET HEAD
		# By the site's own host; with no query but what others put behind addresses; and written as it is read: Caddy
		# takes dots and double slashes out of addresses before it looks for files, the site does not.
		expression `{{http.request.hostport}} == "{told["NETLOC"]}" && {{http.request.orig_uri.query}}.matches("^(?:(?:{told["TRACKING"]})(?:=[^&]*)?(?:&|$))*$") && !{{http.request.orig_uri}}.matches("(?i)^[^?]*(//|/[.]|%2e|%2f|%5c|%00)")`
		path_regexp {pattern}
		not header Cookie *{told["SESSION"]}=*
		not header Authorization *
		not header Range *
		not header If-Match *
		not header If-Unmodified-Since *
		# The times of these files are none (delivery/pages/disk.py).
		not header If-Modified-Since *
		not header Accept-Encoding *;*
		file {{
			root {site.data_dir}/pages/live/www
			try_files {{path}}{file}.gz
		}}
	}}
	handle @{_matcher(file)} {{
		root * {site.data_dir}/pages/live/www
		rewrite * {{path}}{file}
		header {{
			# The validator is made of what the page says; its file's time is no time.
			-Last-Modified
			-Accept-Ranges
			-Server
			Content-Type "{kind}"
{_headers(page_headers(), 3)}
			Cache-Status "nejat; hit; detail=disk"
			defer
		}}
		file_server {{
			precompressed br zstd gzip
		}}
	}}

"""  # noqa: E501 - an expression has no lines
        for name, pattern, file, kind in STORED
    )


def _matcher(file: str) -> str:
    return f"stored_{file.rpartition('.')[2]}"


def _headers(headers: Mapping[str, str], tabs: int) -> str:
    return "\n".join(f"{'\t' * tabs}{name} {_quoted(value)}" for name, value in headers.items())


def _quoted(value: str) -> str:
    return f"`{value}`" if '"' in value else f'"{value}"'


def _static(site: Site) -> str:
    endings = "|".join([*TEXTS, *BINARIES])
    headers = {**all_headers(), "Access-Control-Allow-Origin": "*", "Cache-Control": FOR_EVER}
    return f"""	# Files whose names are made of their content; others are the site's.
	@static {{
		path_regexp ^/static/(?:[^./][^/]*/)*[^./][^/]*\\.[0-9a-f]{{12}}\\.(?:{endings})$
		file {{
			root {site.data_dir}
		}}
	}}
	handle @static {{
		root * {site.data_dir}
		header {{
			-Server
{_headers(headers, 3)}
			defer
		}}
		@text path_regexp \\.(?:{"|".join(TEXTS)})$
		header @text {{
			Vary Accept-Encoding
			defer
		}}
		file_server {{
			precompressed br gzip
		}}
	}}

"""


def _files(site: Site) -> str:
    pattern = f"^/files/(?:{'|'.join(open_folders())})/(?:[^./][^/]*/)*[^./][^/]*\\.(?:{'|'.join(picture_types())})$"
    return f"""	# Pictures. All other uploads the site gives out itself, to those who may have them.
	@pictures {{
		path_regexp {pattern}
		file {{
			root {site.data_dir}
		}}
	}}
	@lasting path_regexp {LASTING}
	@passing not path_regexp {LASTING}
	handle @pictures {{
		root * {site.data_dir}
		header {{
			-Server
{_headers(picture_headers(), 3)}
			defer
		}}
		header @lasting Cache-Control "public, max-age=31536000, immutable"
		header @passing Cache-Control "public, max-age=86400"
		file_server
	}}

"""


def _redirected(site: Site) -> str:
    """Other names are the site's to answer: it knows what they lead to."""
    others = [host for host in site.hosts[1:] if not host.startswith((".", "127.", "localhost"))]
    if not others or not site.is_secure:
        return ""
    names = ", ".join(f"https://{host}" for host in others)
    return f"""
{names} {{
	reverse_proxy 127.0.0.1:{site.port} {{
		header_up X-Forwarded-Proto https
		header_up X-Forwarded-For {{remote_host}}
	}}
}}
"""
