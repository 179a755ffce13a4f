"""Production: everything secret comes from the environment; what is missing stops the start with a sentence."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY", "a long random text that signs sessions and links")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [
    env.required("ALLOWED_HOSTS", "the host names the site answers to, separated by commas")
]
env.required("DATABASE_URL", "the address of the PostgreSQL database")
SITE_URL = env.required("SITE_URL", "the public address, such as https://aarhus.example").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS") or [SITE_URL]

# The editor's preview frames the site's own pages: SAMEORIGIN, not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)

ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "config.staticfiles.BundledStaticFilesStorage"},
}
