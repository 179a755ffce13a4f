from typing import Any

from django.db import migrations, models

HELD = "heading, setting, text, heading_exact, setting_exact, text_exact, marks"
FTS = """
CREATE VIRTUAL TABLE {table} USING fts5(
    {columns}, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
)
"""
WIDER = "heading, setting, text, attached, heading_exact, setting_exact, text_exact, attached_exact, marks"
KINDS = [
    ("page", "News and pages"),
    ("body", "Bodies"),
    ("official", "People in office"),
    ("council", "Public councils"),
    ("region", "Regions"),
    ("precedent", "Compliance Committee"),
    ("file", "Files"),
]


def widen(apps: Any, schema_editor: Any) -> None:
    remake(schema_editor, WIDER)


def narrow(apps: Any, schema_editor: Any) -> None:
    remake(schema_editor, HELD)


def remake(schema_editor: Any, columns: str) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for table in ("search_casetext", "search_sitetext"):
        schema_editor.execute(FTS.format(table=f"{table}_new", columns=columns))
        schema_editor.execute(f"INSERT INTO {table}_new (rowid, {HELD}) SELECT rowid, {HELD} FROM {table}")  # noqa: S608
        schema_editor.execute(f"DROP TABLE {table}")
        schema_editor.execute(f"ALTER TABLE {table}_new RENAME TO {table}")


class Migration(migrations.Migration):
    """A place of their own for words of files. What is indexed stays found; `rebuild_index` sets the words apart."""

    dependencies = [("search", "0012_ready_questions")]

    operations = [
        migrations.AlterField("siterecord", "kind", models.CharField(choices=KINDS, max_length=10)),
        migrations.RunPython(widen, narrow),
    ]
