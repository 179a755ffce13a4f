"""Spreadsheets that open safely and in the right letters."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from monitoring.spreadsheets import BYTE_ORDER_MARK, safe_cell


class SafeExport:
    """Over a listing of Wagtail that exports."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Text that a spreadsheet would run as a formula is marked as text."""
        cell = super().preprocess_field_value(  # type: ignore[misc]
            field, value, export_format
        )
        return safe_cell(cell) if export_format == "csv" else cell

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """With the mark by which Excel knows UTF-8."""
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(queryset)  # type: ignore[misc]
