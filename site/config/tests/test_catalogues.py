"""Russian and Kazakh are complete, compiled, and hold every string of the code."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
LANGUAGES = ["ru", "kk"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogue(language, root=ROOT):
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated(language):
    untranslated = [e.msgid for e in catalogue(language) if not e.obsolete and (e.fuzzy or not all(texts(e)))]
    assert not untranslated, untranslated


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_kept(language):
    """A plural form may leave a number out ("one case"), but no form may name what the original does not."""
    wrong = []
    for entry in catalogue(language):
        known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        used = [set(PLACEHOLDER.findall(text)) for text in texts(entry)]
        if any(found - known for found in used) or (not entry.msgid_plural and used != [known]):
            wrong.append(entry.msgid)
    assert not wrong, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    compiled = polib.mofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.mo"))
    written = {(e.msgctxt, e.msgid): texts(e) for e in catalogue(language) if not e.obsolete}
    assert {(e.msgctxt, e.msgid): texts(e) for e in compiled} == written


@pytest.mark.gettext
def test_no_string_of_the_code_is_missing(tmp_path):
    for name in ("monitoring", "search", "home", "notify", "site", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "locale").mkdir()
    (tmp_path / "static").mkdir()
    done = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "ru", "--no-location", "--settings", "config.settings.dev"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    in_code = {(e.msgctxt, e.msgid) for e in catalogue("ru", tmp_path)}
    for language in LANGUAGES:
        known = {(e.msgctxt, e.msgid) for e in catalogue(language) if not e.obsolete}
        assert in_code <= known, sorted(msgid for _context, msgid in in_code - known)
        assert known <= in_code, f"no longer in the code: {sorted(m for _context, m in known - in_code)}"
