"""Which proxy or CDN is told of changes: PURGE_URL and PURGE_SECRET. Read with the settings, so it knows no Django."""

import base64
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

_HOST = r"(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?"
_NAME = re.compile(r"[A-Za-z0-9_-]{8,64}")
SHORTEST_SECRET = 16
LIKE = "https://example.org/purge, fastly://SERVICE, cloudflare://ZONE or varnish://HOST:PORT"
# Options after the question mark, by kind.
_OPTIONS = {
    "webhook": {"header"},
    "fastly": {"soft", "api"},
    "cloudflare": {"api"},
    "varnish": {"soft", "by"},
}


@dataclass(frozen=True)
class Chosen:
    """A proxy that is told.

    Attributes:
        kind: "webhook", "fastly", "cloudflare" or "varnish".
        target: the address of the webhook, the name of the service or zone, hosts joined by commas.
        secret: what signs or opens; "" where nothing is asked for.
        header: in which pages name their keys, and `joint`, what stands between two.
        lifetime: the header that says how long it may keep a page.
        is_soft: what is purged may be shown once more while the new page is fetched.
        by_ban: Varnish is told by BAN, for want of its module xkey.
        api: another address of the service's interface, as of a relay; "": its own.
    """

    kind: str
    target: str
    # Not among what is shown of it, in logs and errors.
    secret: str = field(default="", repr=False)
    header: str = "Surrogate-Key"
    joint: str = " "
    lifetime: str = "Surrogate-Control"
    is_soft: bool = False
    by_ban: bool = False
    api: str = ""


def read(url: str, secret: str) -> Chosen | None:
    """What the two settings mean; None where neither is set.

    Raises:
        ValueError: they cannot be used; its text is the whole sentence.
    """
    if not url:
        if secret:
            raise ValueError("PURGE_SECRET is for PURGE_URL, which is not set.")
        return None
    scheme, _, rest = url.partition("://")
    kind = "webhook" if scheme in {"http", "https"} else scheme
    if kind not in _OPTIONS or not rest:
        raise ValueError(f"PURGE_URL must look like {LIKE}.")
    # What a webhook's address asks for is its own; ours stands behind the #.
    target, _, asked = (url if kind == "webhook" else rest).partition("#" if kind == "webhook" else "?")
    options = dict(parse_qsl(asked, keep_blank_values=True))
    if unknown := sorted(options.keys() - _OPTIONS[kind]):
        raise ValueError(f"PURGE_URL knows no option {unknown[0]!r} for {scheme}://.")
    if options.get("soft", "1") not in {"0", "1"}:
        raise ValueError("PURGE_URL: soft must be 1 or 0.")
    if "api" in options and not _is_address(options["api"]):
        raise ValueError("PURGE_URL: api must be an address such as https://relay.example.org.")
    return _READ[kind](target.rstrip("/") if kind != "webhook" else target, secret, options)


def _webhook(target: str, secret: str, options: dict[str, str]) -> Chosen:
    if not _is_address(target):
        raise ValueError(f"PURGE_URL must look like {LIKE}.")
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(
            f"PURGE_SECRET must have at least {SHORTEST_SECRET} characters: it signs what PURGE_URL is sent."
        )
    if secret.startswith("whsec_") and not _is_base64(secret.removeprefix("whsec_")):
        raise ValueError("PURGE_SECRET that begins with whsec_ must go on in base64.")
    header = options.get("header", "Surrogate-Key")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{1,60}", header):
        raise ValueError("PURGE_URL: header must be the name of a header such as Cache-Tag.")
    # Tags of Akamai, bunny.net, Google and Cloudflare are joined by commas; keys by spaces.
    joint = "," if header.lower().endswith("tag") else " "
    return Chosen("webhook", target, secret, header, joint, "CDN-Cache-Control")


def _fastly(target: str, secret: str, options: dict[str, str]) -> Chosen:
    _check_service("fastly", target, secret)
    return Chosen("fastly", target, secret, is_soft=options.get("soft") == "1", api=options.get("api", ""))


def _cloudflare(target: str, secret: str, options: dict[str, str]) -> Chosen:
    _check_service("cloudflare", target, secret)
    return Chosen(
        "cloudflare", target, secret, "Cache-Tag", ",", "Cloudflare-CDN-Cache-Control", api=options.get("api", "")
    )


def _varnish(target: str, secret: str, options: dict[str, str]) -> Chosen:
    hosts = target.split(",")
    if not all(re.fullmatch(_HOST, host, re.I) for host in hosts) or not all(map(_is_address, _as_http(hosts))):
        raise ValueError("PURGE_URL must look like varnish://HOST:PORT, or several hosts joined by commas.")
    if options.get("by", "xkey") not in {"xkey", "ban"}:
        raise ValueError("PURGE_URL: by must be xkey or ban.")
    if not re.fullmatch(r"[!-~]*", secret):
        raise ValueError("PURGE_SECRET must be letters, digits and signs without spaces: it is sent in a header.")
    by_ban, is_soft = options.get("by") == "ban", options.get("soft") == "1"
    if by_ban and is_soft:
        raise ValueError("PURGE_URL: what Varnish bans is gone at once; soft needs by=xkey.")
    return Chosen("varnish", target, secret, "xkey", is_soft=is_soft, by_ban=by_ban)


_READ = {"webhook": _webhook, "fastly": _fastly, "cloudflare": _cloudflare, "varnish": _varnish}


def _check_service(kind: str, target: str, secret: str) -> None:
    if not _NAME.fullmatch(target):
        raise ValueError(f"PURGE_URL must look like {kind}://NAME, with the name of the service or zone.")
    if not re.fullmatch(r"[!-~]+", secret):
        raise ValueError(f"PURGE_SECRET must be the token of the interface that PURGE_URL, {kind}://, asks.")


def _as_http(hosts: list[str]) -> list[str]:
    return [f"http://{host}" for host in hosts]


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username and not parts.password
    return is_web and port != 0 and not re.search(r"\s", text)
