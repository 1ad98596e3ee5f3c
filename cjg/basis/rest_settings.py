"""Settings of the REST API, imported by `cjg.settings`. Data only: nothing of Django may be imported here."""

API_VERSION = "1.0.0"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "cjg.basis.rest.access.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["cjg.basis.rest.access.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["cjg.basis.rest.access.ClientThrottle"],
    "DEFAULT_RENDERER_CLASSES": ["cjg.basis.rest.json.ApiJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cjg.basis.rest.json.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "cjg.basis.rest.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["cjg.basis.rest.filters.ApiFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "cjg.basis.rest.schema.ApiSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "cjg.basis.rest.problem.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "TEST_REQUEST_RENDERER_CLASSES": ["cjg.basis.rest.json.ApiJSONRenderer"],
}

SPECTACULAR_SETTINGS = {
    "TITLE": "CJG-zaaksysteem",
    "DESCRIPTION": (
        "REST API van het zaaksysteem voor een Centrum voor Jeugd en Gezin. Volgt de NL API Design Rules. "
        "Elke POST mag een Idempotency-Key dragen: dezelfde sleutel met dezelfde inhoud geeft hetzelfde antwoord. "
        "Wijzigen gaat met de ETag in If-Match. Fouten zijn application/problem+json."
    ),
    "VERSION": API_VERSION,
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVERS": [{"url": "/api/v1", "description": "Deze omgeving"}],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "OAUTH2_FLOWS": ["authorizationCode", "clientCredentials"],
    "OAUTH2_AUTHORIZATION_URL": "/o/authorize/",
    "OAUTH2_TOKEN_URL": "/o/token/",
    "PREPROCESSING_HOOKS": ["cjg.basis.rest.schema.keep_api"],
    # Lists of codes stand where they are used: names for them apart would be made up, and change with each new list.
    "POSTPROCESSING_HOOKS": ["cjg.basis.rest.schema.complete"],
}
