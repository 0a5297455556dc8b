"""Asks the engines that an installation names, before anything is done with them."""

import re
import warnings
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection

from nejat_cms import environment


class Unreachable(Exception):
    """An engine does not answer; the text, one line without passwords, names the variable that says where it is."""


def check_engines() -> None:
    """Raise Unreachable unless database and cache answer."""
    check_database()
    check_cache()


def check_database() -> None:
    try:
        with warnings.catch_warnings():
            # `serve` asks before there are any apps; no model is used here.
            warnings.simplefilter("ignore", RuntimeWarning)
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except (DatabaseError, OSError, ValueError) as error:
        url = environment.text("DATABASE_URL")
        named = (
            f"DATABASE_URL ({without_password(url)})" if url else f"DATA_DIR ({settings.DATABASES['default']['NAME']})"
        )
        raise Unreachable(f"{named}: the database does not answer: {in_one_line(error, url)}") from None
    finally:
        # Nothing is inherited by the processes that serve.
        connection.close()


def check_cache() -> None:
    url = environment.text("CACHE_URL")
    try:
        cache.set("answers", 1, 10)
    except Exception as error:  # noqa: BLE001 - each engine has exceptions of its own
        named = f"CACHE_URL ({without_password(url)})"
        raise Unreachable(f"{named}: the cache does not answer: {in_one_line(error, url)}") from None
    finally:
        cache.close()


def without_password(url: str) -> str:
    """An address with dots for its password."""
    return re.sub(r"(://[^:@/]*:)[^@/]*@", r"\1…@", url)


def in_one_line(error: Exception, url: str) -> str:
    """What an engine says of itself; its password, should it repeat it, as dots."""
    said = " ".join(str(error).split()) or type(error).__name__
    try:
        password = urlsplit(url).password or ""
    except ValueError:
        password = ""
    for spelling in {password, unquote(password)} - {""}:
        said = said.replace(spelling, "…") if len(spelling) > 3 else said
    return said.rstrip(".") + "."
