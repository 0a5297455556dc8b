"""How each kind of proxy is told that the pages of some keys are no longer true.

A purge may be repeated, so what was taken by one of several hosts, or in part, is sent to all once more.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Iterator, Sequence

from delivery.proxies.asking import NotTakenError, ask
from delivery.proxies.chosen import Chosen

FASTLY, CLOUDFLARE = "https://api.fastly.com", "https://api.cloudflare.com/client/v4"
# Keys that one call may name: as the interfaces say; of Varnish, within a line of a header.
MOST = {"webhook": 1000, "fastly": 256, "cloudflare": 100, "varnish": 200}
_JSON = {"Content-Type": "application/json"}


def purge(chosen: Chosen, keys: Sequence[str]) -> int:
    """Have all pages of these keys forgotten; how many calls that were.

    Raises:
        NotTakenError: not all of it was taken.
    """
    return sum(_TELL[chosen.kind](chosen, part) for part in parts(keys, MOST[chosen.kind]))


def parts(keys: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), most):
        yield keys[start : start + most]


def _webhook(chosen: Chosen, keys: Sequence[str]) -> int:
    """Signed as standardwebhooks.com says, so that whoever takes it can tell that it is from us."""
    body = json.dumps({"type": "purge", "keys": list(keys), "header": chosen.header}).encode()
    name, stamp = f"purge_{secrets.token_hex(12)}", str(int(time.time()))
    headers = {
        **_JSON,
        "Webhook-Id": name,
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": signature(chosen.secret, name, stamp, body),
    }
    ask("POST", chosen.target, headers, body)
    return 1


def signature(secret: str, name: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over name, moment and body; a secret that begins with whsec_ is base64."""
    raw = base64.b64decode(secret.removeprefix("whsec_")) if secret.startswith("whsec_") else secret.encode()
    digest = hmac.new(raw, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def _fastly(chosen: Chosen, keys: Sequence[str]) -> int:
    headers = {**_JSON, "Accept": "application/json", "Fastly-Key": chosen.secret}
    if chosen.is_soft:
        headers["Fastly-Soft-Purge"] = "1"
    body = json.dumps({"surrogate_keys": list(keys)}).encode()
    ask("POST", f"{chosen.api or FASTLY}/service/{chosen.target}/purge", headers, body)
    return 1


def _cloudflare(chosen: Chosen, keys: Sequence[str]) -> int:
    headers = {**_JSON, "Authorization": f"Bearer {chosen.secret}"}
    answer = ask(
        "POST",
        f"{chosen.api or CLOUDFLARE}/zones/{chosen.target}/purge_cache",
        headers,
        json.dumps({"tags": list(keys)}).encode(),
    )
    try:
        is_taken = json.loads(answer.text)["success"] is True
    except (ValueError, KeyError, TypeError):
        is_taken = False
    if not is_taken:
        # It may say no with a status of success.
        raise NotTakenError(f"The interface did not say that it purged: {' '.join(answer.text.split())[:200]}")
    return 1


def _varnish(chosen: Chosen, keys: Sequence[str]) -> int:
    """Each host by itself, as `manage.py proxy_config varnish` prints its configuration."""
    headers = {"X-Purge-Secret": chosen.secret} if chosen.secret else {}
    if chosen.by_ban:
        method, headers["X-Ban-Keys"] = "BAN", "|".join(keys)
    else:
        method, headers["Xkey-Softpurge" if chosen.is_soft else "Xkey-Purge"] = "PURGE", " ".join(keys)
    hosts = chosen.target.split(",")
    for host in hosts:
        ask(method, f"http://{host if ':' in host.rpartition(']')[2] else f'{host}:80'}/", headers)
    return len(hosts)


_TELL: dict[str, Callable[[Chosen, Sequence[str]], int]] = {
    "webhook": _webhook,
    "fastly": _fastly,
    "cloudflare": _cloudflare,
    "varnish": _varnish,
}
