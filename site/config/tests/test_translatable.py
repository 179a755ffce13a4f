"""Words of the interface reach the catalogues: makemessages knows the functions of translation by their names."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ALIAS = re.compile(r"from django\.utils\.translation import (\w*gettext\w*) as (?!_\b)(\w+)")
# xgettext does not look into f-strings.
INSIDE = re.compile(r"\{(?:_|\w*gettext\w*)\(")
APPS = ("monitoring", "search", "home", "notify", "site")


@pytest.mark.parametrize("slip", [ALIAS, INSIDE], ids=["a name of its own", "inside an f-string"])
def test_no_call_of_translation_is_hidden_from_the_catalogues(slip):
    files = [path for app in APPS for path in (Path(settings.ROOT) / app).rglob("*.py") if "tests" not in path.parts]
    assert len(files) > 100
    assert not [f"{path}: {found[0]}" for path in files for found in slip.finditer(path.read_text(encoding="utf-8"))]
