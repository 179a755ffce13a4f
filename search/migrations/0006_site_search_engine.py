from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

GIN = GinIndex(fields=["terms"], name="search_site_terms")
FTS = """
CREATE VIRTUAL TABLE search_sitetext USING fts5(
    heading, setting, text, heading_exact, setting_exact, text_exact,
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
)
"""


def create(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FTS)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.add_index(apps.get_model("search", "SiteRecord"), GIN)


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_sitetext")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.remove_index(apps.get_model("search", "SiteRecord"), GIN)


class Migration(migrations.Migration):
    """What the search engine of each database needs beside the entries of the site's search."""

    dependencies = [("search", "0005_site_search")]

    operations = [migrations.RunPython(create, drop)]
