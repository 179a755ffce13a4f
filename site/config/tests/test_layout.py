"""Rules of the whole project that no single app can keep."""

import os
import re
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.ROOT)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ENVIRONMENT = re.compile(r"""env\.(?:text|required|flag|number|words)\(\s*"([A-Z_0-9]+)\"""")


def test_the_source_root_is_not_a_package():
    """`site` is a module of the standard library: a package here could shadow it, or never be imported."""
    assert not (ROOT / "site" / "__init__.py").exists()


def test_the_source_root_is_where_each_tool_looks():
    assert PYPROJECT["tool"]["pytest"]["ini_options"]["pythonpath"] == [".", "site"]
    assert PYPROJECT["tool"]["pytest"]["ini_options"]["django_find_project"] is False
    assert "--import-mode=importlib" in PYPROJECT["tool"]["pytest"]["ini_options"]["addopts"]
    assert PYPROJECT["tool"]["ruff"]["src"] == [".", "site"]
    assert PYPROJECT["tool"]["mypy"]["explicit_package_bases"] is True
    assert "/site" not in (ROOT / ".gitignore").read_text().splitlines()


def test_pyproject_holds_settings_of_tools_only():
    assert set(PYPROJECT) == {"tool"}


def test_the_standard_module_site_is_untouched():
    import site

    assert Path(site.__file__).name == "site.py"
    assert not hasattr(site, "config")


def test_gunicorn_finds_the_application_from_the_projects_root():
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "site/gunicorn.conf.py", "--check-config"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_first_reader_does_not_wait_for_the_views_to_be_imported():
    done = subprocess.run(
        [sys.executable, "-c", "import config.wsgi, sys; print('search.exports.views' in sys.modules)"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "True\n", done.stderr


def test_the_procfile_names_the_production_settings():
    for line in (ROOT / "Procfile").read_text().splitlines():
        assert "DJANGO_SETTINGS_MODULE=config.settings.production" in line, line


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_variable_of_the_environment_is_explained_in_the_readme():
    used: set[str] = set()
    for path in (ROOT / "site" / "config").rglob("*.py"):
        used |= set(ENVIRONMENT.findall(path.read_text()))
    for path in [ROOT / "site" / "gunicorn.conf.py"]:
        used |= set(re.findall(r"""environ\.get\(['\"]([A-Z_]+)""", path.read_text()))
    explained = set(re.findall(r"^\| `([A-Z_0-9]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert explained == used


def test_the_import_arrows_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_templates_hold_no_inline_style_or_script():
    inline = re.compile(
        r"""<style|\sstyle=|\son[a-z]+=["']|<script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json")"""
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / "templates").rglob("*.html")
        for line in path.read_text().splitlines()
        if inline.search(line)
    ]
    assert not found, "\n".join(found)


def test_nothing_is_loaded_from_other_hosts():
    outside = re.compile(r"""(?:src|href)=["']https?://|url\(\s*["']?https?://|@import\s+["']https?://""")
    assets = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.css")]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in assets
        for line in path.read_text().splitlines()
        if outside.search(line) and "<a " not in line and 'rel="license"' not in line
    ]
    assert not found, "\n".join(found)
