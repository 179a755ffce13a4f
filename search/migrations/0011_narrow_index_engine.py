from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

GIN = GinIndex(fields=["terms"], name="search_index_terms")
TABLES = ("search_casetext", "search_sitetext")
FTS = """
CREATE VIRTUAL TABLE {table} USING fts5(
    heading, setting, text, heading_exact, setting_exact, text_exact{marks},
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
)
"""
# Words leave the row as soon as it is long: what is counted stays together.
NARROW = "ALTER TABLE search_caseindex SET (toast_tuple_target = 128)"


def create(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        remake(schema_editor, ", marks")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NARROW)
        schema_editor.add_index(apps.get_model("search", "CaseIndex"), GIN)


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        remake(schema_editor, "")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.remove_index(apps.get_model("search", "CaseIndex"), GIN)


def remake(schema_editor: Any, marks: str) -> None:
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE {table}")
        schema_editor.execute(FTS.format(table=table, marks=marks))


class Migration(migrations.Migration):
    """What the engine of each database needs beside the narrow index, which is empty until `rebuild_index` has run."""

    dependencies = [("search", "0010_narrow_index")]

    operations = [migrations.RunPython(create, drop)]
