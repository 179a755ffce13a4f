"""The API: public, read only, one shape for every error."""

from typing import Any

from config import env

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": ["search.api.access.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["search.api.access.AnonymousThrottle", "search.api.access.KeyThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "anonymous": f"{env.number('API_A_MINUTE', 60)}/min",
        "key": f"{env.number('API_A_MINUTE_WITH_KEY', 600)}/min",
    },
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "search.api.root.explained",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Aarhus Watch",
    "DESCRIPTION": "How executive bodies of Kazakhstan decide on the environment: the public records, read only.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": [],
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["search.api.root.ours"],
    "POSTPROCESSING_HOOKS": ["search.api.schema.sparse"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
