"""Production starts only with its secrets, and Django's own deployment checks find nothing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "".join(chr(33 + n * 7 % 90) for n in range(60)),
    "ALLOWED_HOSTS": "aarhus.example",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "SITE_URL": "https://aarhus.example",
}


def check(**environment):
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_checks_are_clean():
    done = check(**COMPLETE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_a_missing_secret_stops_the_start_with_its_name(missing):
    done = check(**{name: value for name, value in COMPLETE.items() if name != missing})
    assert done.returncode != 0
    assert f"Set the environment variable {missing}" in done.stderr


def test_demonstration_accounts_exist_in_development_only():
    from accounts.demonstration import make_accounts

    with pytest.raises(RuntimeError):
        make_accounts()
