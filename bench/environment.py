"""The site as in production, on the database of DATABASE_URL and files of its own. To be imported first."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.setdefault("VAR_DIR", str(Path(tempfile.gettempdir()) / "aarhus-bench")))

DEFAULTS = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATABASE_URL": f"sqlite:///{VAR / 'bench.sqlite3'}",
    "SECRET_KEY": "of the bench only",
    "SITE_URL": "http://localhost",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "SECURE_SSL_REDIRECT": "0",
    "LOG_LEVEL": "WARNING",
}


def start() -> None:
    """Set up Django, the tables, the reference data, the editors' pages and the static files; repeating it is quick."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    VAR.mkdir(parents=True, exist_ok=True)
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]

    import django
    from django.core.management import call_command

    django.setup()
    call_command("prepare", stdout=sys.stderr)
    call_command("collectstatic", verbosity=0, interactive=False)
