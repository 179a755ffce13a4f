"""Test databases as copies of one that the migrations made: each worker of each run would otherwise migrate for itself.

The original is named by a digest of all migrations, so a changed migration makes a new one. Django then still runs
`migrate` on the copy, which finds nothing to do.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import override

PREFIX = "aarhus_watch_schema_"
FOLDER = Path(tempfile.gettempdir())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker, request) -> None:
    """Before Django sets up the databases of this worker: the original, and how to copy it."""
    name = f"{PREFIX}{digest()}"
    with django_db_blocker.unblock(), one_at_a_time():
        if connection.vendor == "postgresql":
            original_in_postgres(name)
            connection.settings_dict["TEST"]["TEMPLATE"] = name
        elif not (request.config.getvalue("reuse_db") and Path(test_file()).exists()):
            shutil.copyfile(original_file(name), test_file())


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """SQLite's file is the copy: Django must not begin with an empty one."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker) -> Iterator[None]:
    """For fixtures of a module that store rows: each test works in a savepoint above them, all are undone after it.

    What such a fixture returns must not be an instance that tests change: let them read their own.
    """
    with django_db_blocker.unblock(), override(settings.LANGUAGE_CODE), transaction.atomic():
        yield
        transaction.set_rollback(True)


def digest() -> str:
    """Of the files as they are: to import a migration can ask the database."""
    folders = (Path(app.path) / "migrations" for app in apps.get_app_configs())
    files = sorted(file for folder in folders for file in folder.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Among all workers and checkouts of this machine."""
    with (FOLDER / f"{PREFIX}lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_file() -> str:
    return str(connection.settings_dict["TEST"]["NAME"])


def original_file(name: str) -> Path:
    original = FOLDER / f"{name}.sqlite3"
    if not original.exists():
        for stale in FOLDER.glob(f"{PREFIX}*.sqlite3"):
            stale.unlink()
        unfinished = original.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        migrated(str(unfinished))
        unfinished.rename(original)
    return original


def original_in_postgres(name: str) -> None:
    quote, unfinished = connection.ops.quote_name, f"{PREFIX}unfinished"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        there = {row[0] for row in cursor.fetchall()}
        if name in there:
            return
        for stale in there:
            cursor.execute(f"DROP DATABASE {quote(stale)}")
        cursor.execute(f"CREATE DATABASE {quote(unfinished)}")
    migrated(unfinished)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {quote(unfinished)} RENAME TO {quote(name)}")


def migrated(name: str) -> None:
    """Run all migrations in the database of this name."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
