"""Reads the settings of one installation from its environment, and refuses wrong ones in one line."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url

from delivery.proxies import chosen
from nejat_cms.mail_services import SERVICES

# Megabytes (docs/operations.md, Footprint): below this there is one web worker; what the other processes and the system
# take; what a web worker takes besides what all share, with its stored pages.
LEAST_MEMORY, TAKEN_BY_OTHERS, A_WORKER = 400, 350, 90
MOST_WORKERS = 8
# Where Linux says what a container may use (control groups, second and first version).
CONTAINER_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


class WrongSetting(Exception):
    """A setting that cannot be used; its text names the variable and what it should be."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise WrongSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def web_workers() -> int:
    """Processes of the web server: WEB_WORKERS, else one a core, as far as the machine's memory carries them."""
    return whole_number("WEB_WORKERS", workers_for(cores(), memory()), least=1, most=64)


def workers_for(cores: int, memory: int) -> int:
    """Of so many cores and megabytes: at least two, so that one slow answer does not hold up all others, but where
    there is hardly room for one; and no more by themselves than one database of one machine is worth."""
    if memory < LEAST_MEMORY:
        return 1
    return max(2, min(cores, (memory - TAKEN_BY_OTHERS) // A_WORKER, MOST_WORKERS))


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> int:
    """Megabytes of this machine, or of the container that this process runs in, if that has less."""
    try:
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return 1024
    for path in CONTAINER_LIMITS:
        try:
            said = path.read_text().strip()
        except OSError:
            continue
        if said.isdigit():
            found = min(found, int(said))
    return found // 1_048_576


def flag(name: str, default: str = "0") -> bool:
    """Whether a switch is on: 1 or 0, nothing is `default`."""
    value = text(name, default)
    if value not in {"0", "1"}:
        raise WrongSetting(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def data_dir(base: Path) -> Path:
    """The folder of everything that this installation keeps; made if it is missing."""
    folder = Path(text("DATA_DIR", str(base / "var"))).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(f"DATA_DIR {str(folder)!r} is no folder that can be written: {error.strerror}.") from None
    if not os.access(folder, os.W_OK):
        raise WrongSetting(f"DATA_DIR {str(folder)!r} cannot be written.")
    return folder


def secret_key(folder: Path) -> str:
    """The given key, else one made once and kept in DATA_DIR, readable by its owner alone."""
    if given := text("SECRET_KEY"):
        if len(given) < 32:
            raise WrongSetting("SECRET_KEY must have at least 32 characters.")
        return given
    path = folder / "secret_key"
    try:
        # O_EXCL: two processes that start at once must not each make a key.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    if not (key := path.read_text().strip()):
        raise WrongSetting(f"{path} is empty: delete it, or set SECRET_KEY.")
    return key


def site_url() -> str:
    """The site's own address, without a slash at its end."""
    default = f"http://127.0.0.1:{whole_number('PORT', 8000, least=1, most=65535)}"
    url = text("SITE_URL", default).rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and not (parts.path or parts.query)
    except ValueError:
        usable = False
    if not usable:
        raise WrongSetting(f"SITE_URL must look like https://example.org, not {url!r}.")
    return url


def allowed_hosts(site: str) -> list[str]:
    named = [host.strip() for host in text("ALLOWED_HOSTS").split(",") if host.strip()]
    if any("/" in host for host in named):
        raise WrongSetting("ALLOWED_HOSTS must be host names joined by commas, without http:// or paths.")
    own = urlsplit(site).hostname
    return sorted({*(named or ["localhost", "127.0.0.1", "[::1]"]), *([own] if own else [])})


def database(folder: Path) -> dict:
    """The database of DATABASE_URL, else SQLite in DATA_DIR, in write-ahead mode."""
    url = text("DATABASE_URL")
    if not url:
        return sqlite(folder / "db.sqlite3")
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite":
        path = unquote(url.removeprefix("sqlite://").removeprefix("/"))
        if not path:
            raise WrongSetting("DATABASE_URL must name a file: sqlite:////path/to/db.sqlite3.")
        return sqlite(Path(path))
    if scheme not in {"postgres", "postgresql"}:
        raise WrongSetting(f"DATABASE_URL must begin with postgresql:// or sqlite://, not {scheme!r}.")
    try:
        found = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    except ValueError as error:
        raise WrongSetting(f"DATABASE_URL cannot be read: {error}.") from None
    if not found.get("NAME"):
        raise WrongSetting("DATABASE_URL names no database.")
    # Seconds: a machine that is not there says nothing at all.
    return {**found, "OPTIONS": {"connect_timeout": 10, **found.get("OPTIONS", {})}}


def sqlite(path: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            # A transaction that will write takes the lock at its start, so none fails half-way as busy.
            "transaction_mode": "IMMEDIATE",
            # Not mmap_size too: reads would be a twentieth quicker, and each worker a third larger.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def cache(name: str = "CACHE_URL") -> dict:
    url = text(name)
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
    if url.split(":", 1)[0] not in {"redis", "rediss", "valkey"}:
        raise WrongSetting("CACHE_URL must begin with redis://, rediss:// or valkey://.")
    location = url.replace("valkey://", "redis://", 1)
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": location,
        "OPTIONS": {"socket_connect_timeout": 5},
    }


def mail(folder: Path) -> dict:
    """Django's MAILERS from EMAIL_URL, else mail kept in files.

    EMAIL_URL is an SMTP server (smtp://user:password@host:port?tls=starttls) or a service (mail_services.py).
    """
    url = text("EMAIL_URL")
    if not url:
        path = str(folder / "mail")
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": path}}
    try:
        parts = urlsplit(url)
        port = parts.port if parts.scheme in {"smtp", "smtps"} else None
    except ValueError:
        raise WrongSetting("EMAIL_URL must look like smtp://user:password@host:587.") from None
    if service := SERVICES.get(parts.scheme):
        options = service.options(parts)
        if options is None:
            raise WrongSetting(f"EMAIL_URL must look like {service.like}.")
        return {"BACKEND": service.backend, "OPTIONS": options}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        names = ", ".join(f"{name}://" for name in SERVICES)
        raise WrongSetting(f"EMAIL_URL must look like smtp://user:password@host:587, or begin with one of {names}.")
    starttls = parse_qs(parts.query).get("tls") in (["1"], ["true"], ["starttls"])
    options = {
        "host": parts.hostname,
        "port": port or (465 if parts.scheme == "smtps" else 587 if starttls else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": starttls,
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def mail_service() -> str:
    """The service that EMAIL_URL names; empty: an SMTP server, or none."""
    scheme = text("EMAIL_URL").partition(":")[0]
    return scheme if scheme in SERVICES else ""


def webhook_settings() -> dict:
    """For ANYMAIL: what a report of the mail service is known by (MAIL_WEBHOOK_SECRET)."""
    secret = text("MAIL_WEBHOOK_SECRET")
    if not secret:
        return {}
    if len(secret) < 16:
        raise WrongSetting("MAIL_WEBHOOK_SECRET must have at least 16 characters.")
    if not mail_service():
        raise WrongSetting("MAIL_WEBHOOK_SECRET is for mail services, and EMAIL_URL names none.")
    return SERVICES[mail_service()].webhook_settings(secret)


def mail_from(site: str) -> str:
    """The sender of our mails: MAIL_FROM, else desk@ and the host of the site."""
    given = text("MAIL_FROM", f"desk@{urlsplit(site).hostname}")
    if "@" not in given or "\n" in given or "\r" in given:
        raise WrongSetting(f"MAIL_FROM must be a mail address such as desk@example.org, not {given!r}.")
    return given


def mail_return_path() -> str:
    """Where reports of mail that came back go: MAIL_RETURN_PATH, or nothing."""
    given = text("MAIL_RETURN_PATH")
    if given and not re.fullmatch(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+", given):
        raise WrongSetting(f"MAIL_RETURN_PATH must be a mail address such as bounces@example.org, not {given!r}.")
    return given


def purging() -> chosen.Chosen | None:
    """The proxy or CDN that is told of changes (PURGE_URL, PURGE_SECRET); None: none."""
    try:
        return chosen.read(text("PURGE_URL"), text("PURGE_SECRET"))
    except ValueError as error:
        raise WrongSetting(str(error)) from None


def storage(folder: Path) -> dict:
    """Where uploads are kept: a bucket for STORAGE_URL (s3://key:secret@bucket?endpoint=…&region=…), else DATA_DIR."""
    url = text("STORAGE_URL")
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "files"), "base_url": "/files/"},
        }
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.hostname:
        raise WrongSetting("STORAGE_URL must look like s3://key:secret@bucket?endpoint=https://…&region=….")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": parts.hostname,
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        "custom_domain": query.get("domain"),
        "querystring_auth": False,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def storage_origins() -> list[str]:
    """Where browsers fetch uploads from, for the content security policy; none where the site serves them itself."""
    url = text("STORAGE_URL")
    if not url:
        return []
    bucket = urlsplit(url).hostname or ""
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    if domain := query.get("domain"):
        return [f"https://{domain}"]
    endpoint = urlsplit(query.get("endpoint") or f"https://s3.{query.get('region', 'us-east-1')}.amazonaws.com")
    # Both spellings of a bucket's address: in the path, and before the host.
    hosts = [endpoint.netloc, f"{bucket}.{endpoint.netloc}"]
    if not query.get("endpoint"):
        hosts.append(f"{bucket}.s3.amazonaws.com")
    return [f"{endpoint.scheme}://{host}" for host in hosts]


def host_names(name: str) -> list[str]:
    hosts = [host.strip().lower() for host in text(name).split(",") if host.strip()]
    if any("/" in host or " " in host or ";" in host for host in hosts):
        raise WrongSetting(f"{name} must be host names joined by commas.")
    return hosts


def added_languages(folder: Path) -> list[tuple[str, str]]:
    """Language codes and names that `add_edition` has written to this installation's list."""
    path = folder / "languages.txt"
    if not path.exists():
        return []
    rows = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        if len(row) != 2 or not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", row[0]):
            raise WrongSetting(f"{path} has a line that is no language code and name: {' '.join(row)!r}.")
    return [(code, name) for code, name in rows]
