# Varnish for @SITE_URL@, printed by `manage.py proxy_config varnish`; for /etc/varnish/default.vcl.
# It holds what PURGE_SECRET is, if that is set: keep the file to root and Varnish (mode 0640).
#
# Varnish keeps what the site says it may keep, and is told what is no longer true: PURGE_URL=varnish://HOST:PORT
@XKEY_NOTE@
vcl 4.1;

import std;
@IMPORT@
backend site {
    .host = "@BACKEND_HOST@";
    .port = "@PORT@";
    .first_byte_timeout = 120s;
    # So that what is kept may serve while the site does not answer.
    .probe = {
        .request = "HEAD /healthz HTTP/1.1" "Host: @NETLOC@" "Connection: close";
        .interval = 5s;
        .timeout = 2s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# Who may purge: the site's machines.
acl purgers {
    "localhost";
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE" || req.method == "BAN") {
        if (client.ip !~ purgers@SECRET_CHECK@) {
            return (synth(403, "Forbidden"));
        }
@PURGING@        return (synth(400, "No keys"));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # The desk, previews, and whoever is signed in.
    if (req.url ~ "^/(admin|preview|mail|healthz)(/|$)" || req.http.Cookie ~ "(^|;\s*)@SESSION@=" || req.http.Authorization) {
        return (pass);
    }
    # A page that is past its time is shown for a minute while a new one is fetched; longer while the site is away.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 60s;
    }
    # What others put behind addresses makes no other page.
    if (req.url ~ "\?") {
        set req.url = regsuball(req.url, "(?<=[?&])(?:@TRACKING@)(?:=[^&]*)?(?:&|$)", "");
        set req.url = regsub(req.url, "[?&]+$", "");
    }
    # Public pages know no cookie.
    unset req.http.Cookie;
    std.collect(req.http.Accept-Encoding);
    return (hash);
}

sub vcl_backend_response {
    if (beresp.http.Surrogate-Control ~ "max-age=[0-9]+") {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
        set beresp.grace = 1d;
        unset beresp.http.Set-Cookie;
        return (deliver);
    }
    if (beresp.http.Cache-Control ~ "(?i)no-cache|no-store|private") {
        set beresp.ttl = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Control;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
