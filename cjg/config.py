"""Every setting that comes from the environment: name, type, default and meaning in one place.

`docs/configuratie.md` is generated from this module (`manage.py documenteer_configuratie`). A wrong value stops
the start with one Dutch sentence per fault; the value itself is never repeated, because it may be a secret.
"""

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent
MINIMUM_SECRET = 50
MINIMUM_FIELD_KEY = 43  # 32 random bytes in base64
MINIMUM_DIFFERENT = 10  # characters; "aaaa…" is long and no secret


class ConfigurationError(Exception):
    """The environment holds one or more wrong values; the message names each in a Dutch sentence."""


class Config(BaseSettings):
    """The configuration of one deployment, read from environment variables."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    # ---- web server
    port: int = Field(8000, ge=1, le=65535, description="Poort waarop de webserver luistert.")
    bind_address: str = Field(
        "127.0.0.1", description="Adres waarop de webserver luistert. In een container: 0.0.0.0, achter een proxy."
    )
    web_processes: int = Field(2, ge=1, le=64, description="Aantal webprocessen.")
    web_threads: int = Field(4, ge=1, le=64, description="Aantal threads per webproces.")
    worker_processes: int = Field(2, ge=1, le=64, description="Aantal processen voor taken op de achtergrond.")
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        ["localhost", "127.0.0.1", "[::1]"],
        description="Namen waaronder de toepassing bereikbaar is, met komma's ertussen of als JSON-lijst.",
    )
    public_url: str = Field(
        "", description="Adres dat in mails en brieven staat, zoals https://cjg.example.nl. Leeg: de eigen machine."
    )
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        [],
        description="IP-adressen van proxy's die het adres van de bezoeker mogen doorgeven, met komma's ertussen.",
    )

    # ---- servers
    database_url: str = Field(
        "", description="PostgreSQL in de rol van de toepassing, die niets bezit. Leeg: de ingebouwde server."
    )
    database_owner_url: str = Field(
        "", description="PostgreSQL in de rol van de eigenaar: migraties en logpartities. Verplicht bij DATABASE_URL."
    )
    database_replica_url: str = Field(
        "", description="Leesreplica voor rapportages. Leeg: de gewone database. Dossiers komen nooit van de replica."
    )
    database_pool: int = Field(
        6, ge=0, le=100, description="Hoogste aantal databaseverbindingen per proces. 0: geen pool (bij PgBouncer)."
    )
    valkey_url: str = Field(
        "", description="Valkey of Redis voor taken en cache, zoals redis://server:6379/0. Leeg: de ingebouwde server."
    )

    # ---- secrets
    secret_key: str = Field(
        "",
        description="Geheime sleutel voor sessies en handtekeningen, minstens 50 tekens."
        " Verplicht bij DATABASE_URL; anders gemaakt in DATA_DIR/sleutels.",
    )
    veldsleutel: str = Field(
        "",
        description="Sleutel voor versleutelde velden, zoals het BSN: 32 willekeurige bytes in base64. Bij het wisselen"
        " genummerd, de nieuwe voorop: 2:nieuw,1:oud. Verplicht bij DATABASE_URL; anders gemaakt in DATA_DIR/sleutels."
        " Zonder deze sleutel is een back-up onleesbaar.",
    )

    # ---- mail
    smtp_url: str = Field(
        "",
        description="Mailserver, zoals smtp://gebruiker:wachtwoord@server:587 (met STARTTLS) of smtps://server:465."
        " Leeg: mails worden bestanden in DATA_DIR/mail.",
    )
    mail_from: str = Field("CJG <noreply@localhost>", description="Afzender van mails.")

    # ---- single sign-on
    oidc_issuer: str = Field("", description="Adres van de OpenID-aanbieder voor medewerkers. Leeg: geen.")
    oidc_client_id: str = Field("", description="Naam van deze toepassing bij de OpenID-aanbieder.")
    oidc_client_secret: str = Field("", description="Geheim van deze toepassing bij de OpenID-aanbieder.")
    oidc_naam: str = Field("Inloggen via de gemeente", description="Tekst op de knop voor inloggen via OpenID.")

    # ---- sessions
    session_idle_minutes: int = Field(
        30, ge=5, le=480, description="Na zoveel minuten zonder handeling moet iemand opnieuw inloggen."
    )
    session_absolute_minutes: int = Field(
        600, ge=30, le=1440, description="Na zoveel minuten moet iemand hoe dan ook opnieuw inloggen."
    )

    # ---- organisation
    organisatie_naam: str = Field("Centrum voor Jeugd en Gezin", description="Naam van de organisatie.")
    organisatie_contact: str = Field(
        "", description="Telefoonnummer en mailadres voor vragen, onder brieven en op foutpagina's."
    )
    api_contact_naam: str = Field(
        "Functioneel beheer van het CJG-zaaksysteem",
        min_length=1,
        description="Wie vragen over de REST API beantwoordt. Staat in het OpenAPI-document.",
    )
    api_contact_url: str = Field(
        "https://cjg.example/api",
        pattern=r"^https?://[^\s/]+",
        description="Webpagina met uitleg over de REST API, met https:// ervoor.",
    )
    api_contact_email: str = Field(
        "functioneelbeheer@cjg.example",
        pattern=r"^[^@\s]+@[^@\s]+$",
        description="Mailadres voor vragen over de REST API.",
    )

    # ---- demo and data
    demo: bool = Field(False, description="Voorbeeldgezinnen toestaan op een ingestelde database.")
    peildatum: date | None = Field(None, description="Datum (JJJJ-MM-DD) waarop de klok van de demo staat.")
    bestand: Path | None = Field(
        None, description="CSV-bestand met contactmomenten dat bij het starten wordt ingelezen; dan geen voorbeelden."
    )
    data_dir: Path = Field(BASE_DIR / ".data", description="Map voor gegevens: servers, sleutels, bestanden, mail.")
    uitvoer_dir: Path = Field(BASE_DIR / "uitvoer", description="Map waarin de kwartaalrapporten komen.")

    # ---- logging
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Hoeveel er in het technische logboek komt: DEBUG, INFO, WARNING of ERROR."
    )

    @field_validator("allowed_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _split_list(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            try:
                parsed = json.loads(value)
            except ValueError:
                # "[::1],localhost" starts like JSON and is a plain list all the same.
                parsed = None
            if isinstance(parsed, list):
                return parsed
        return [part.strip() for part in value.split(",") if part.strip()]

    @field_validator("data_dir", "uitvoer_dir")
    @classmethod
    def _make_absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("bestand")
    @classmethod
    def _check_file(cls, value: Path | None) -> Path | None:
        if value is None:
            return None
        if not value.is_file():
            raise _fault("Er is geen bestand met deze naam. Controleer de map en de naam.")
        return value.absolute()

    @field_validator("database_url", "database_owner_url", "database_replica_url")
    @classmethod
    def _check_database(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise _fault("Dit moet een adres zijn dat begint met postgresql://.")
        return value

    @field_validator("valkey_url")
    @classmethod
    def _check_valkey(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise _fault("Dit moet een adres zijn dat begint met redis://, rediss:// of unix://.")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _check_smtp(cls, value: str) -> str:
        if value and not value.startswith(("smtp://", "smtps://")):
            raise _fault("Dit moet een adres zijn dat begint met smtp:// of smtps://.")
        return value

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _check_web_address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise _fault("Dit moet een adres zijn dat begint met https://.")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        faults = [*self._server_faults(), *self._secret_faults(), *self._oidc_faults()]
        if self.session_idle_minutes > self.session_absolute_minutes:
            faults.append("SESSION_IDLE_MINUTES mag niet groter zijn dan SESSION_ABSOLUTE_MINUTES.")
        if faults:
            raise _fault("\n".join(faults))
        return self

    def _server_faults(self) -> list[str]:
        faults = []
        if self.database_url and not self.database_owner_url:
            faults.append(
                "DATABASE_URL is ingevuld en DATABASE_OWNER_URL niet."
                " De toepassing bezit niets: geef ook het adres in de rol van de eigenaar."
            )
        if self.database_owner_url and not self.database_url:
            faults.append("DATABASE_OWNER_URL is ingevuld en DATABASE_URL niet. Geef beide adressen of geen van beide.")
        if self.database_url and self.database_url == self.database_owner_url:
            faults.append(
                "DATABASE_URL en DATABASE_OWNER_URL zijn gelijk."
                " De toepassing moet een eigen rol hebben, anders is het logboek van inzage niet beschermd."
            )
        if self.database_replica_url and not self.database_url:
            faults.append("DATABASE_REPLICA_URL kan alleen samen met DATABASE_URL.")
        if self.database_url and not self.valkey_url:
            faults.append("DATABASE_URL is ingevuld en VALKEY_URL niet. Geef ook het adres van Valkey of Redis.")
        return faults

    def _secret_faults(self) -> list[str]:
        faults = []
        if self.database_url and not self.secret_key:
            faults.append("SECRET_KEY ontbreekt. Die is verplicht als DATABASE_URL is ingevuld.")
        if self.database_url and not self.veldsleutel:
            faults.append("VELDSLEUTEL ontbreekt. Die is verplicht als DATABASE_URL is ingevuld.")
        if self.secret_key and not _is_strong(self.secret_key, MINIMUM_SECRET):
            faults.append(f"SECRET_KEY is te zwak. Gebruik minstens {MINIMUM_SECRET} willekeurige tekens.")
        keys = [re.sub(r"^\d{1,3}:", "", part) for part in self.veldsleutel.split(",") if part]
        if not all(_is_strong(key, MINIMUM_FIELD_KEY) for key in keys):
            faults.append("VELDSLEUTEL is te zwak. Gebruik 32 willekeurige bytes in base64 (44 tekens).")
        return faults

    def _oidc_faults(self) -> list[str]:
        parts = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        if any(parts) and not all(parts):
            return ["OIDC_ISSUER, OIDC_CLIENT_ID en OIDC_CLIENT_SECRET horen bij elkaar: vul ze alle drie in."]
        return []

    @property
    def is_embedded(self) -> bool:
        """Whether PostgreSQL runs from its wheel, because no server is configured."""
        return not self.database_url

    @property
    def is_valkey_embedded(self) -> bool:
        """Whether Valkey runs from its wheel, because no server is configured."""
        return not self.valkey_url


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("cjg", "{sentence}", {"sentence": sentence})


def _is_strong(secret: str, length: int) -> bool:
    return len(secret) >= length and len(set(secret)) >= MINIMUM_DIFFERENT


_SENTENCES = {
    "int_parsing": "Dit moet een geheel getal zijn.",
    "bool_parsing": "Dit moet 1 of 0 zijn.",
    "date_from_datetime_parsing": "Dit moet een datum zijn als 2026-01-31.",
    "date_parsing": "Dit moet een datum zijn als 2026-01-31.",
    "greater_than_equal": "Dit moet minstens {ge} zijn.",
    "less_than_equal": "Dit mag hoogstens {le} zijn.",
    "literal_error": "Kies uit {expected}.",
    "string_pattern_mismatch": "Dit heeft niet de goede vorm. Kijk in docs/configuratie.md.",
}


def describe_faults(error: ValidationError) -> list[str]:
    """Return one Dutch sentence per wrong setting, without the values."""
    sentences = []
    for fault in error.errors(include_input=False, include_url=False):
        context = fault.get("ctx", {})
        sentence = _SENTENCES.get(fault["type"])
        if fault["type"] == "cjg":
            sentence = context["sentence"]
        elif sentence is None:
            sentence = f"Deze waarde is niet goed ({fault['type']})."
        else:
            sentence = sentence.format(**context).replace(" or ", " of ")
        if fault["loc"]:
            sentences.append(f"{str(fault['loc'][0]).upper()}: {sentence}")
        else:
            sentences.extend(sentence.split("\n"))
    return sentences


@lru_cache
def get_config() -> Config:
    """Return the configuration of this process, read once.

    Raises:
        ConfigurationError: with one Dutch sentence per wrong value.
    """
    try:
        return Config()
    except ValidationError as error:
        raise ConfigurationError("\n".join(describe_faults(error))) from None
