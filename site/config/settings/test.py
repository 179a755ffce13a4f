"""Tests: production's middleware; only hasher, storage, mail and tasks differ."""

import tempfile
from pathlib import Path

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES

DEBUG = False
SECRET_KEY = "test-key"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
REQUIRE_SECOND_FACTOR = False
# What a test counts or changes must not come from an answer kept before; the cache has tests of its own.
PAGE_CACHE = False
PAGE_EDITION_SECONDS = 0.0

_FILES = Path(tempfile.mkdtemp(prefix="aarhus-watch-tests-"))
MEDIA_ROOT = _FILES / "media"
EVIDENCE_ROOT = _FILES / "evidence"
STATIC_ROOT = _FILES / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": EVIDENCE_ROOT, "base_url": None},
    },
}
if env.text("DATABASE_URL") == "":
    # A file as in development, not memory: threads of live servers then wait for each other as processes do.
    DATABASES = {
        "default": {
            **DATABASES["default"],
            "NAME": _FILES / "db.sqlite3",
            "CONN_MAX_AGE": 0,
            "OPTIONS": {
                **DATABASES["default"]["OPTIONS"],
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
            },
            "TEST": {"NAME": _FILES / "test.sqlite3"},
        }
    }
