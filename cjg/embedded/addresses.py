"""Addresses of the servers, configured or embedded, in the words of Django, Celery and redis-py."""

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

from psycopg.conninfo import conninfo_to_dict

from cjg.config import Config
from cjg.embedded.keys import secret
from cjg.embedded.places import Places
from cjg.embedded.postgres import APP_ROLE, DATABASE, OWNER_ROLE


def databases(config: Config) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES.

    `default` is the application's role, which owns nothing; `eigenaar` migrates and makes partitions; `replica` is
    there when one is configured.
    """
    if config.is_embedded:
        places = Places(config.data_dir)
        settings = {
            "default": _embedded(places, APP_ROLE, "postgres_app"),
            "eigenaar": _embedded(places, OWNER_ROLE, "postgres_eigenaar"),
        }
    else:
        settings = {
            "default": _configured(config.database_url),
            "eigenaar": _configured(config.database_owner_url),
        }
        if config.database_replica_url:
            settings["replica"] = _configured(config.database_replica_url)
            settings["replica"]["TEST"] = {"MIRROR": "default"}
    for alias in settings:
        # Django reads the choices of a form through a cursor on the server: four statements where one does.
        settings[alias]["DISABLE_SERVER_SIDE_CURSORS"] = True
    for alias in settings.keys() - {"eigenaar"}:
        # The owner has no pool: it connects for one migration or one partition at a time.
        if config.database_pool:
            settings[alias]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": config.database_pool, "timeout": 10}
    return settings


def valkey_url(config: Config) -> str:
    """Return the address of Valkey as redis-py reads it."""
    if config.valkey_url:
        return config.valkey_url
    return f"unix://{quote(str(Places(config.data_dir).sockets / 'valkey.sock'))}?db=0"


def broker_url(config: Config) -> str:
    """Return the address of the queue as Celery reads it."""
    address = urlsplit(valkey_url(config))
    if address.scheme != "unix":
        return valkey_url(config)
    return f"redis+socket://{address.path}?virtual_host={_socket_database(address.query)}"


def cache_url(config: Config) -> str:
    """Return the address of the cache: the database after the queue's, because clearing a cache empties it whole."""
    address = urlsplit(valkey_url(config))
    if address.scheme == "unix":
        return f"unix://{address.path}?db={_socket_database(address.query) + 1}"
    number = int(address.path.strip("/") or 0) + 1
    return urlunsplit((address.scheme, address.netloc, f"/{number}", address.query, ""))


def _socket_database(query: str) -> int:
    return int(parse_qs(query).get("db", ["0"])[0])


def _embedded(places: Places, role: str, password: str) -> dict[str, Any]:
    return _database(
        host=str(places.sockets), port="", name=DATABASE, user=role, password=secret(password, places.keys)
    )


def _configured(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    known = {key: str(parts.pop(key, "") or "") for key in ("host", "port", "dbname", "user", "password")}
    known["name"] = known.pop("dbname")
    database = _database(**known)
    database["OPTIONS"].update(parts)
    return database


def _database(*, host: str, port: str, name: str, user: str, password: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": host,
        "PORT": port,
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "application_name": "cjg"},
    }
