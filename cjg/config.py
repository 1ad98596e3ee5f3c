"""Every setting that comes from the environment: name, type, default and meaning in one place."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings

BASE_DIR = Path(__file__).resolve().parent.parent


class Config(BaseSettings):
    """The configuration of one deployment, read from environment variables."""

    port: int = Field(8000, ge=1, le=65535, description="Poort waarop de webserver luistert.")
    database_url: str = Field("", description="PostgreSQL als toepassing (zonder eigendom). Leeg: ingebouwde server.")
    database_owner_url: str = Field("", description="PostgreSQL als eigenaar: migraties en logpartities.")
    database_replica_url: str = Field("", description="Leesreplica voor rapportages. Leeg: de gewone database.")
    valkey_url: str = Field("", description="Valkey of Redis. Leeg: ingebouwde server.")
    demo: bool = Field(False, description="Voorbeeldgezinnen toestaan op een ingestelde database.")
    peildatum: str = Field("", description="Datum (JJJJ-MM-DD) waarop de klok van de demo staat.")
    secret_key: str = Field("", description="Geheime sleutel van Django.")
    veldsleutel: str = Field("", description="Sleutel voor versleutelde velden, zoals het BSN.")


@lru_cache
def get_config() -> Config:
    """Return the configuration of this process, read once."""
    return Config()
