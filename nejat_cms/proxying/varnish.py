"""Varnish: keeps what pages say that it may, and purges by their keys."""

from nejat_cms.proxying.writing import Site, common, filled

_BY_KEYS = """        if (req.http.Xkey-Purge) {
            set req.http.X-Gone = xkey.purge(req.http.Xkey-Purge);
            return (synth(200, "Purged " + req.http.X-Gone));
        }
        if (req.http.Xkey-Softpurge) {
            set req.http.X-Gone = xkey.softpurge(req.http.Xkey-Softpurge);
            return (synth(200, "Purged " + req.http.X-Gone));
        }
"""
_BY_BAN = """        if (req.http.X-Ban-Keys ~ "^[a-z0-9|]+$") {
            ban("obj.http.xkey ~ (^|\\s)(" + req.http.X-Ban-Keys + ")(\\s|$)");
            return (synth(200, "Banned"));
        }
"""


def configuration(site: Site) -> str:
    chosen = site.purge if site.purge and site.purge.kind == "varnish" else None
    by_ban = chosen is not None and chosen.by_ban
    secret = chosen.secret if chosen else ""
    values = {
        **common(site),
        "BACKEND_HOST": "127.0.0.1",
        "IMPORT": "" if by_ban else "import xkey;",
        "XKEY_NOTE": "" if by_ban else "# Needs the module xkey: the package varnish-modules; without it, ?by=ban.",
        "PURGING": _BY_BAN if by_ban else _BY_KEYS,
        "SECRET_CHECK": f" || req.http.X-Purge-Secret != {_quoted(secret)}" if secret else "",
    }
    return filled("varnish.vcl", values)


def _quoted(text: str) -> str:
    # VCL knows no escapes in short strings; long ones end with a quote and a brace.
    return '{"' + text + '"}'
