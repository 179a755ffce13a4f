from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage

from config.staticfiles import ENTRY, BundledStaticFilesStorage


@pytest.fixture
def collected(tmp_path: Path) -> BundledStaticFilesStorage:
    """Our own static files, collected and processed as production does."""
    storage = BundledStaticFilesStorage(location=tmp_path, base_url="/static/")
    paths: dict[str, tuple[Storage, str]] = {}
    for path, source in FileSystemFinder().list([]):
        paths[path] = (source, path)
        with source.open(path) as file:
            storage.save(path, file)
    for _name, _hashed, outcome in storage.post_process(paths):
        assert not isinstance(outcome, Exception), outcome
    return storage


def test_the_style_sheet_is_one_file_with_its_layers_in_order(collected: BundledStaticFilesStorage) -> None:
    text = (Path(collected.location) / collected.stored_name(ENTRY)).read_text()
    assert "@import" not in text
    assert text.index("@layer reset, tokens, base, layout, components, utilities;") < text.index("@layer reset {")
    assert text.count("{") == text.count("}")
    for path in (settings.ROOT / "static/css/components").glob("*.css"):
        assert path.read_text().strip().splitlines()[-1] in text, path.name


def test_fonts_in_the_bundle_have_hashed_names(collected: BundledStaticFilesStorage) -> None:
    text = (Path(collected.location) / collected.stored_name(ENTRY)).read_text()
    font = collected.stored_name("fonts/golos-text-cyrillic.woff2")
    assert font != "fonts/golos-text-cyrillic.woff2"
    assert f"../{font}" in text
