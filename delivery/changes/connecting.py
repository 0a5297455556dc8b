"""A connection for who follows the log: of its own, and quick to notice that the database is away."""

from copy import deepcopy

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# Seconds of silence on the line, after which it counts as broken (PostgreSQL's client library passes them on to TCP).
_WATCHFUL = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
    "application_name": "nejat changes",
}


def own_connection() -> BaseDatabaseWrapper:
    """Not the calling thread's, and not open yet."""
    own = connection.copy()
    own.settings_dict = deepcopy(own.settings_dict)
    own.settings_dict["CONN_MAX_AGE"] = None
    if own.vendor == "postgresql":
        own.settings_dict["OPTIONS"] = {**own.settings_dict.get("OPTIONS", {}), **_WATCHFUL}
    return own
