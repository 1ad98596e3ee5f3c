"""PostgreSQL and Valkey from their Python wheels, when no server is configured.

Only the programs of the wheels are used; how they are initialised, guarded and run is decided here. Importing this
package reads (and at the very first start makes) secrets, and does no other work.
"""

from cjg.embedded.addresses import broker_url, cache_url, databases, valkey_url
from cjg.embedded.keys import secret
from cjg.embedded.places import EmbeddedError, Places, places
from cjg.embedded.postgres import APP_ROLE, DATABASE, OWNER_ROLE, Cluster, provision_database
from cjg.embedded.valkey import ValkeyServer

__all__ = [
    "APP_ROLE",
    "DATABASE",
    "OWNER_ROLE",
    "Cluster",
    "EmbeddedError",
    "Places",
    "ValkeyServer",
    "broker_url",
    "cache_url",
    "databases",
    "places",
    "provision_database",
    "secret",
    "valkey_url",
]
