"""Development: one machine, no secrets, mail on the console, demonstration accounts."""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR

DEBUG = True
DEMONSTRATION = True
SECRET_KEY = "development-only-key-never-used-where-DEBUG-is-off"  # noqa: S105
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
REQUIRE_SECOND_FACTOR = False
PAGE_CACHE = False  # templates and styles are being worked on
INTERNAL_IPS = ["127.0.0.1"]

VAR.mkdir(parents=True, exist_ok=True)
