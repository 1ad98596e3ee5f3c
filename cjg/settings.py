"""Django settings: all that differs between deployments comes from `cjg.config`."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cjg import embedded
from cjg.basis import rest_settings
from cjg.basis.logs import logging_configuration
from cjg.config import BASE_DIR, get_config

config = get_config()

DEBUG = False
SECRET_KEY = config.secret_key or embedded.secret("secret_key")
VELDSLEUTEL = config.veldsleutel or embedded.secret("veldsleutel")
ALLOWED_HOSTS = config.allowed_hosts
INGEBOUWD = not config.database_url
DEMO = config.demo or INGEBOUWD
PEILDATUM = config.peildatum
PUBLIC_URL = (config.public_url or f"http://localhost:{config.port}").rstrip("/")

INSTALLED_APPS = [
    "cjg.basis",
    "cjg.organisatie",
    "cjg.inzage",
    "cjg.taken",
    "cjg.vragenlijsten",
    "cjg.dossier",
    "cjg.intake",
    "gezinsplan",
    "toegang",
    "rapportage",
    "cjg.werkplek",
    "cjg.portaal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "guardian",
    "oauth2_provider",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

# After health and the technical log, three put their headers on every answer: pages, errors and static files.
MIDDLEWARE = [
    "cjg.basis.health.HealthMiddleware",
    "cjg.basis.logs.RequestLogMiddleware",
    "cjg.basis.rest.middleware.ApiMiddleware",
    "cjg.basis.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cjg.basis.htmx.HtmxRedirectMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cjg.organisatie.middleware.SessionEndMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cjg.organisatie.middleware.SecondFactorMiddleware",
    "cjg.organisatie.middleware.ClientRoomMiddleware",
    "cjg.organisatie.middleware.GeschiedenisMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cjg.basis.eenmalig.OnceMiddleware",
]

ROOT_URLCONF = "cjg.urls"
WSGI_APPLICATION = "cjg.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- database -------------------------------------------------------------------------------
# "default" is the application's role, which owns nothing; "eigenaar" migrates and makes partitions.
DATABASES = embedded.databases(config)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- cache and sessions ----------------------------------------------------------------------
CACHES = {
    "default": {
        "BACKEND": "cjg.cache.ForgivingRedisCache",
        "LOCATION": embedded.cache_url(config),
        "KEY_PREFIX": "cjg",
    },
}
# In the database alone: a session that was ended while Valkey was away would come back from its cache.
SESSION_ENGINE = "cjg.basis.sessions"
SESSION_COOKIE_AGE = config.session_absolute_minutes * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# ---- background work -------------------------------------------------------------------------
# Every task may run twice: it is acknowledged after it is done, and given to another when its worker dies.
CELERY_BROKER_URL = embedded.broker_url(config)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "global_keyprefix": "cjg:"}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
# One dict for all rooms: name of the work -> task (by name) and moment. A run that was missed expires before the next.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "inzage-verzegelen": {"task": "cjg.inzage.tasks.verzegel_uren", "schedule": 15 * 60},
    "inzage-partities": {"task": "cjg.inzage.tasks.maak_partities", "schedule": 24 * 3600},
    "herinneringen": {"task": "cjg.taken.tasks.scan_herinneringen", "schedule": 45, "options": {"expires": 40}},
    "digests": {
        "task": "cjg.taken.tasks.verstuur_digests",
        "schedule": crontab(minute="*/5", hour="7-18"),
        "options": {"expires": 240},
    },
    "vragenlijsten": {
        "task": "cjg.vragenlijsten.tasks.verstuur_uitnodigingen",
        "schedule": crontab(minute="*/5", hour="8-19"),
        "options": {"expires": 240},
    },
    "accounts-sluiten": {"task": "cjg.organisatie.tasks.sluit_accounts", "schedule": 3600},
    "basis-opruimen": {"task": "cjg.basis.tasks.clean_up", "schedule": 3600},
}

# ---- mail ------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = config.mail_from
EMAIL_TIMEOUT = 20
if config.smtp_url:
    _smtp = urlsplit(config.smtp_url)
    EMAIL_HOST = _smtp.hostname or ""
    EMAIL_PORT = _smtp.port or (465 if _smtp.scheme == "smtps" else 587)
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = _smtp.scheme == "smtp" and bool(_smtp.username)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = config.data_dir / "mail"

# ---- technical log -------------------------------------------------------------------------------
LOGGING = logging_configuration(config.log_level)

# ---- security --------------------------------------------------------------------------------
_SERVED_OVER_TLS = config.public_url.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if config.trusted_proxies else None
SECURE_SSL_REDIRECT = _SERVED_OVER_TLS
SECURE_REDIRECT_EXEMPT = [r"^-/health/"]
SECURE_HSTS_SECONDS = 63_072_000 if _SERVED_OVER_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _SERVED_OVER_TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SERVED_OVER_TLS
SESSION_COOKIE_NAME = "__Host-sessie" if _SERVED_OVER_TLS else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if _SERVED_OVER_TLS else "csrf"
CSRF_TRUSTED_ORIGINS = [config.public_url] if config.public_url else []
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "cjg.basis.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# ---- signing in ------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisatie.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Where an account of a client starts, and all that exists for it.
CLIENT_START = "/mijn/"
CLIENT_PATHS = ("/mijn/", "/api/", "/o/", "/accounts/", "/sessie/", "/static/", "/-/")
SESSION_IDLE_SECONDS = config.session_idle_minutes * 60
SESSION_TOUCH_SECONDS = 60

ACCOUNT_ADAPTER = "cjg.organisatie.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the CJG, with an address it knows
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords count per account; the limit per address is wide, for an office is behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "300/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = len(config.trusted_proxies)

MFA_ADAPTER = "cjg.organisatie.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The CJG gives out accounts with an address it knows; nobody has to prove it before the second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = config.organisatie_naam
# Browsers allow passkeys without TLS on localhost alone; that is where the demo runs.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SERVED_OVER_TLS

SOCIALACCOUNT_ADAPTER = "cjg.organisatie.adapters.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": config.oidc_naam,
                    "client_id": config.oidc_client_id,
                    "secret": config.oidc_client_secret,
                    "settings": {"server_url": config.oidc_issuer},
                }
            ],
        }
    }
    if config.oidc_issuer
    else {}
)
ORGANISATIE_NAAM = config.organisatie_naam
ORGANISATIE_CONTACT = config.organisatie_contact
# The newest seals of the access log, outside the database: copy this file to somewhere else every day.
INZAGE_KOPPEN = config.data_dir / "inzage" / "zegels.jsonl"

# ---- rights and history ----------------------------------------------------------------------
# The gate of cjg.dossier reads the grants; guardian's own backend and shortcuts ignore validity.
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend is off on purpose, see above

# ---- the REST API -----------------------------------------------------------------------------
REST_FRAMEWORK = rest_settings.REST_FRAMEWORK
SPECTACULAR_SETTINGS = rest_settings.SPECTACULAR_SETTINGS | {
    "CONTACT": {"name": config.api_contact_naam, "url": config.api_contact_url, "email": config.api_contact_email}
}

# ---- OAuth 2.0 for REST clients --------------------------------------------------------------
_RESOURCES = {
    "contactmomenten": "contactmomenten",
    "aanmeldingen": "aanmeldingen en de wachtlijst",
    "dossiers": "gezinnen en personen",
    "trajecten": "trajecten, gezinsplannen en evaluaties",
    "besluiten": "besluiten en beschikkingen",
    "vragenlijsten": "eindevragenlijsten",
    "rapporten": "kwartaalrapporten en indicatoren",
}
OAUTH2_PROVIDER = {
    "PKCE_REQUIRED": True,
    "ALLOWED_GRANT_TYPES": ["authorization-code", "client-credentials"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 15 * 60,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 12 * 3600,
    "ROTATE_REFRESH_TOKEN": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"] if _SERVED_OVER_TLS else ["https", "http"],
    "SCOPES": {
        "zelf:lezen": "Zien wie u bent",
        "inzage:lezen": "Zien wie er in uw dossier keek",
        **{f"{code}:lezen": f"{naam.capitalize()} lezen" for code, naam in _RESOURCES.items()},
        **{f"{code}:schrijven": f"{naam.capitalize()} toevoegen en wijzigen" for code, naam in _RESOURCES.items()},
    },
    "DEFAULT_SCOPES": ["zelf:lezen"],
}

# ---- language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# ---- static files ----------------------------------------------------------------------------
MEDIA_ROOT = config.data_dir / "bestanden"
STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "cjg.basis.static.UsedFilesFinder"]
STATIC_ROOT = config.data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a hash may be kept for ever by browsers; brotli and gzip are made once.
    "staticfiles": {"BACKEND": "cjg.basis.static.HashedStorage"},
}
WHITENOISE_MAX_AGE = 3600
# In the session, not in a cookie: a message may name a gezin.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- content security ------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["cjg"],
    }
}
