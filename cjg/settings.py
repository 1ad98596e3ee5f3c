"""Django settings: all that differs between deployments comes from `cjg.config`."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cjg import embedded
from cjg.config import BASE_DIR, get_config

config = get_config()

DEBUG = False
SECRET_KEY = config.secret_key or embedded.secret("secret_key")
VELDSLEUTEL = config.veldsleutel or embedded.secret("veldsleutel")
ALLOWED_HOSTS = config.allowed_hosts
INGEBOUWD = not config.database_url
DEMO = config.demo or INGEBOUWD
PEILDATUM = config.peildatum

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
    "drf_spectacular_sidecar",
    "guardian",
    "oauth2_provider",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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

# ---- signing in ------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisatie.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# ---- language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# ---- static files ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = [BASE_DIR / "static"]
STATIC_ROOT = config.data_dir / "static"

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
